using Microsoft.Extensions.Logging;

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
                throw new JournalFaultException(
                    JournalFaultKind.NotAFolder, part, "it is a file, not a folder");
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

    /// <summary>
    /// Takes the right to write in a folder that was there already, and in its files, from everybody but their owner. What others can put
    /// there, a server would take for its own; and to refuse the start over it would help nobody, as the folder is this account's to
    /// tighten.
    /// </summary>
    /// <exception cref="JournalFaultException">Everybody can write there, and this account cannot change that.</exception>
    public static void Tighten(string directory, ILogger log)
    {
        TightenOne(directory, log);
        foreach (string file in Directory.EnumerateFiles(directory, "chamada.*"))
        {
            if (Path.GetFileName(file).StartsWith(FolderLock.HolderName, StringComparison.Ordinal))
            {
                continue; // Replaced as a whole, whatever it is.
            }

            OwnFile.RefuseLink(file);
            TightenOne(file, log);
        }
    }

    /// <summary>Makes an empty file for the database, or makes sure that what is there begins like one.</summary>
    /// <exception cref="JournalFaultException">It does not.</exception>
    public static void MakeFile(string path)
    {
        using FileStream file = OwnFile.Open(path, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0 || File.Exists(path + "-journal"))
        {
            return; // New, or killed while it was new: SQLite knows how to go on.
        }

        byte[] header = new byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.AsSpan().StartsWith(Magic))
        {
            throw new JournalFaultException(
                JournalFaultKind.NotAJournal, path, "the file is not an SQLite database");
        }
    }

    private static void TightenOne(string path, ILogger log)
    {
        if (!OwnFile.TryTighten(path, out bool changed))
        {
            throw new JournalFaultException(
                JournalFaultKind.Exposed, path, "everybody can write there, and it belongs to another account");
        }

        if (changed)
        {
            JournalLog.Tightened(log, path);
        }
    }
}
