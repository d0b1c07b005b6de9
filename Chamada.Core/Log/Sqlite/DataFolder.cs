namespace Chamada.Core.Log.Sqlite;

/// <summary>Makes what a data folder needs, for this account's eyes only, and looks at what is there without SQLite.</summary>
internal static class DataFolder
{
    private const int HeaderSize = 100;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Makes a folder and those above it. One that exists is left as it is.</summary>
    /// <exception cref="JournalFaultException">It, or one above it, is a file.</exception>
    public static void Make(string directory)
    {
        for (string? part = directory; part is not null && !Directory.Exists(part); part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw new JournalFaultException(new JournalFault(JournalFaultKind.NotAFolder, part, "it is a file, not a folder"));
            }
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes an empty file for the database, or makes sure that what is there begins like one.</summary>
    /// <exception cref="JournalFaultException">It does not.</exception>
    public static void MakeFile(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        if (file.Length == 0 || File.Exists(path + "-journal"))
        {
            return; // New, or killed while it was new: SQLite knows how to go on.
        }

        byte[] header = new byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.AsSpan().StartsWith(Magic))
        {
            throw new JournalFaultException(new JournalFault(JournalFaultKind.NotAJournal, path, "the file is not an SQLite database"));
        }
    }
}
