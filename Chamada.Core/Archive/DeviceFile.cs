using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>
/// The random number by which the student's programs of this account name their device, in a file that only the account can read. It says
/// nothing about whose device it is, and is made when it is first asked for; who deletes the file gets another one.
/// </summary>
/// <param name="folder">The account's folder (<see cref="TeacherFolder.DefaultPath"/>).</param>
/// <param name="randomBytes">Makes so many bytes that nobody can guess; the system's unless told otherwise.</param>
public sealed class DeviceFile(string folder, Func<int, byte[]>? randomBytes = null)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "device";

    private const int Bytes = DeviceNumber.TextLength / 2;

    private readonly string _file = Path.Combine(folder, FileName);

    /// <summary>
    /// The number, 32 hexadecimal digits; null where the folder cannot be read or written: then the device names none, which costs nobody a
    /// registration.
    /// </summary>
    public string? Read()
    {
        string? number = null;
        return FolderError.Catch(_file, () => number = Kept() ?? Make()) is null ? number : null;
    }

    private string? Kept() =>
        TeacherFolderFiles.TryRead(_file) is { } content && Encoding.ASCII.GetString(content).Trim() is var text
        && DeviceNumber.TryParse(Encoding.ASCII.GetBytes(text), out _)
            ? text
            : null;

    private string Make()
    {
        string number = Convert.ToHexStringLower((randomBytes ?? RandomNumberGenerator.GetBytes)(Bytes));
        byte[] content = Encoding.ASCII.GetBytes(number + "\n");
        if (TeacherFolderFiles.TryCreate(_file, content))
        {
            return number;
        }

        // Another program of the account was first, or what stands there is no number.
        if (Kept() is { } kept)
        {
            return kept;
        }

        TeacherFolderFiles.Replace(_file, content);
        return number;
    }
}
