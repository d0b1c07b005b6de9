using System.Buffers;
using System.Text.Json;
using Chamada.Core.Archive;

namespace Chamada.Tui.Screens.Boards;

/// <summary>
/// Keeps the room's Wi-Fi network in the teacher's folder, where only the account itself can read it. Its password stands there as it is.
/// </summary>
internal sealed class WifiFile(string folder)
{
    private readonly string _file = Path.Combine(folder, "wifi.json");

    /// <summary>Reads it. Missing or damaged, it is null: it can be typed again.</summary>
    public WifiNetwork? Read()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_file));
            JsonElement root = document.RootElement;
            return root.GetProperty("name").GetString() is { } name && root.GetProperty("password").GetString() is { } password
                && WifiNetwork.IsName(name) && WifiNetwork.IsPassword(password) ? new WifiNetwork(name, password) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Keeps a network instead of the one before; with null there is none any more.</summary>
    /// <returns>Why that could not be done; null when it was.</returns>
    public FolderError? Write(WifiNetwork? network) => FolderError.Catch(_file, () =>
    {
        if (network is null)
        {
            if (File.Exists(_file))
            {
                File.Delete(_file);
            }

            return;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteString("name", network.Name);
            json.WriteString("password", network.Password);
            json.WriteEndObject();
        }

        TeacherFolderFiles.Replace(_file, buffer.WrittenSpan);
    });
}
