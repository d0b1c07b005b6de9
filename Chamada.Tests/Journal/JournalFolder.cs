namespace Chamada.Tests.Journal;

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

    /// <summary>What a crash of the machine or the process would leave: the files as they are now, without SQLite's shared memory.</summary>
    public JournalFolder Copy()
    {
        JournalFolder copy = new();

        // The log first: what a later checkpoint moves from it into the database then stands in the copy twice, not nowhere.
        foreach (string name in (string[])["chamada.db-wal", "chamada.db"])
        {
            if (System.IO.File.Exists(File(name)))
            {
                System.IO.File.Copy(File(name), copy.File(name));
            }
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
