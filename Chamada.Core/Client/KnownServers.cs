using Chamada.Core.Tls;

namespace Chamada.Core.Client;

/// <summary>
/// The fingerprints of servers as they were seen first, in a file of the user's: a line for each, its address, a space, the fingerprint. As
/// with <c>known_hosts</c> of SSH, a server that is set up anew is believed again when its line is taken out.
/// </summary>
/// <param name="path">The file; made when the first is kept.</param>
public sealed class KnownServers(string path)
{
    /// <summary>The name of the file in the user's folder.</summary>
    public const string FileName = "known-servers";

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The fingerprint of a server; null when it has not been seen.</summary>
    /// <exception cref="IOException">The file cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public Fingerprint? Find(ServerAddress server)
    {
        ArgumentNullException.ThrowIfNull(server);
        string key = KeyOf(server);
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Split(' ') is [string address, string hex] && address == key && Fingerprint.TryParse(hex, out Fingerprint known))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Keeps the fingerprint of a server that has not been seen.</summary>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Add(ServerAddress server, Fingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(server);
        string folder = System.IO.Path.GetDirectoryName(path)!;
        FileStreamOptions options = new() { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Directory.CreateDirectory(folder, own | UnixFileMode.UserExecute);
            options.UnixCreateMode = own;
        }

        using FileStream file = new(path, options);
        file.Write(System.Text.Encoding.UTF8.GetBytes($"{KeyOf(server)} {fingerprint}\n"));
    }

    /// <summary>One name for the server, however it was typed.</summary>
    private static string KeyOf(ServerAddress server) => new ServerAddress(server.HostKey, server.Port).ToString();
}
