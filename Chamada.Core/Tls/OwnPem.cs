namespace Chamada.Core.Tls;

/// <summary>A file with a private key: only for this account, put in place as a whole, and never through a link to somewhere
/// else.</summary>
internal static class OwnPem
{
    /// <summary>Puts a file in place of what stands there.</summary>
    public static void Write(string path, string content)
    {
        string beside = path + ".new";
        File.Delete(beside);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(beside, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(content));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Refuses a link in the place of a file: who set it chose which key is read.</summary>
    /// <exception cref="InvalidDataException">A link stands there.</exception>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new InvalidDataException($"a link to {target} stands in its place");
        }
    }
}
