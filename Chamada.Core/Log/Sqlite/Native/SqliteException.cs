namespace Chamada.Core.Log.Sqlite.Native;

/// <summary>An answer of SQLite's that the journal cannot go on with. It never leaves the journal: there it becomes a value.</summary>
internal sealed class SqliteException(int code, int systemError, string message) : Exception(message)
{
    /// <summary>SQLite's primary result code.</summary>
    public int Code => ExtendedCode & 0xff;

    /// <summary>SQLite's result code with the detail in its upper bits.</summary>
    public int ExtendedCode => code;

    /// <summary>The operating system's error number behind it, 0 when there is none.</summary>
    public int SystemError => systemError;
}
