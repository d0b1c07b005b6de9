namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Files of a data folder that are opened without SQLite: only for this account, and never through a link to somewhere else.
/// </summary>
internal static class OwnFile
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode WriteOfOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Opens a file for reading and writing, made only for this account when it is missing.</summary>
    /// <exception cref="JournalFaultException">A link stands in its place.</exception>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        RefuseLink(path);
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyOwner;
        }

        return new FileStream(path, options);
    }

    /// <summary>Puts a small file in place as a whole. What stood there, a link included, is replaced and not written to.</summary>
    public static void Replace(string path, string content)
    {
        string beside = path + ".new";
        File.Delete(beside);
        using (FileStream file = Open(beside, FileMode.CreateNew, FileShare.Read))
        using (StreamWriter writer = new(file))
        {
            writer.Write(content);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Takes the right to write from everybody but the owner.</summary>
    /// <returns>False when others have it and this account cannot take it away.</returns>
    public static bool TryTighten(string path, out bool changed)
    {
        changed = false;
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        UnixFileMode mode = File.GetUnixFileMode(path);
        if ((mode & WriteOfOthers) == 0)
        {
            return true;
        }

        try
        {
            File.SetUnixFileMode(path, mode & ~WriteOfOthers);
            return changed = true;
        }
        catch (UnauthorizedAccessException)
        {
            return (mode & UnixFileMode.OtherWrite) == 0; // Who may write there was decided by whoever owns it.
        }
    }

    /// <summary>Refuses a link in the place of a file: what is written would be written to a file that another one chose.</summary>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new JournalFaultException(
                JournalFaultKind.Exposed, path, $"a link to {target} stands in its place");
        }
    }
}
