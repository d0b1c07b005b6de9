using System.Text;
using Chamada.Core.Unicode;

namespace Chamada.Tui.Screens.Boards;

/// <summary>A Wi-Fi network that everybody joins with the same password, or with none.</summary>
/// <param name="Name">Its name (SSID).</param>
/// <param name="Password">Its password; empty for an open network.</param>
internal sealed record WifiNetwork(string Name, string Password)
{
    /// <summary>The longest name, in bytes of UTF-8 (IEEE 802.11).</summary>
    public const int MaxName = 32;

    /// <summary>The longest password: 64 hexadecimal digits, or 63 characters.</summary>
    public const int MaxPassword = 64;

    private const int LeastPassword = 8;

    /// <summary>What phones read from a QR code to join it: the form of the ZXing project, which Android and iOS took up.</summary>
    public string QrText => Password.Length == 0
        ? $"WIFI:T:nopass;S:{Escape(Name)};;"
        : $"WIFI:T:WPA;S:{Escape(Name)};P:{Escape(Password)};;";

    /// <summary>Whether a network can have this name, and all of it can be seen and typed by somebody who has only the board.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= MaxName && !HiddenCharacters.Has(name);

    /// <summary>Whether a network can have this password: none, 8 to 63 printable ASCII characters, or 64 hexadecimal digits.</summary>
    public static bool IsPassword(string password) =>
        password.Length == 0
        || (password.Length is >= LeastPassword and < MaxPassword && password.All(static c => c is >= ' ' and <= '~'))
        || (password.Length == MaxPassword && password.All(char.IsAsciiHexDigit));

    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            if (c is '\\' or ';' or ',' or ':' or '"')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
