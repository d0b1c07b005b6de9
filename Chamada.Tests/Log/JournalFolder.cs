namespace Chamada.Tests.Log;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class JournalFolder : IDisposable
{
    private const string MemoryFileSystem = "/dev/shm";

    public JournalFolder() => Path = Directory.CreateTempSubdirectory("chamada-test-").FullName;

    private JournalFolder(string parent) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, "chamada-test-" + System.IO.Path.GetRandomFileName())).FullName;

    /// <summary>Where syncing costs nothing, if there is such a place: for tests that restart some thousand times.</summary>
    public static JournalFolder Quick() => Directory.Exists(MemoryFileSystem) ? new JournalFolder(MemoryFileSystem) : new JournalFolder();

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "chamada.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies what a kill of the process would leave: the files as they are now, without SQLite's shared memory.</summary>
    public void CopyTo(JournalFolder other)
    {
        // The database first: what a checkpoint moves into it meanwhile then stands in the copy of the log.
        foreach (string name in (string[])["chamada.db", "chamada.db-wal", "chamada.mark"])
        {
            if (System.IO.File.Exists(File(name)))
            {
                System.IO.File.Copy(File(name), other.File(name));
            }
        }
    }

    /// <summary>Flips the bits of a mask in one byte of a file.</summary>
    public static void Flip(string path, long at, byte mask)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        int value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ mask));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
