using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Carries a fault up to where it becomes an answer. It never leaves the journal.</summary>
internal sealed class JournalFaultException(JournalFault fault) : Exception(fault.Cause)
{
    // errno on Linux and macOS; the last two are ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows, in an HRESULT.
    private const int NoSpace = 28, ReadOnlyFileSystem = 30;
    private const int HandleDiskFull = unchecked((int)0x80070027), WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Makes the fault as well.</summary>
    public JournalFaultException(JournalFaultKind kind, string path, string cause)
        : this(new JournalFault(kind, path, cause))
    {
    }

    /// <summary>What is in the way.</summary>
    public JournalFault Fault => fault;

    /// <summary>What a failure says about a file.</summary>
    public static JournalFault Of(Exception error, string path) => error switch
    {
        JournalFaultException known => known.Fault,
        InvalidDataException => new JournalFault(JournalFaultKind.Damaged, path, error.Message),
        SqliteException sqlite => new JournalFault(KindOf(sqlite), path, error.Message),
        UnauthorizedAccessException => new JournalFault(JournalFaultKind.NoAccess, path, error.Message),
        IOException => new JournalFault(KindOf(error.HResult), path, error.Message),
        _ => new JournalFault(JournalFaultKind.InputOutput, path, error.ToString()),
    };

    private static JournalFaultKind KindOf(int result) => result switch
    {
        NoSpace or HandleDiskFull or WindowsDiskFull => JournalFaultKind.DiskFull,
        ReadOnlyFileSystem => JournalFaultKind.ReadOnly,
        _ => JournalFaultKind.InputOutput,
    };

    private static JournalFaultKind KindOf(SqliteException error) => error.Code switch
    {
        NativeSqlite.Busy or NativeSqlite.Locked => JournalFaultKind.Locked,
        NativeSqlite.Corrupt or NativeSqlite.Error => JournalFaultKind.Damaged, // An error of SQL: the schema is not what was written.
        NativeSqlite.NotADatabase => JournalFaultKind.NotAJournal,
        NativeSqlite.ReadOnly => JournalFaultKind.ReadOnly,
        NativeSqlite.Full => JournalFaultKind.DiskFull,
        NativeSqlite.CannotOpen or NativeSqlite.IoError when error.SystemError == NoSpace => JournalFaultKind.DiskFull,
        NativeSqlite.CannotOpen when error.SystemError is 1 or 13 => JournalFaultKind.NoAccess, // EPERM, EACCES
        _ => JournalFaultKind.InputOutput,
    };
}
