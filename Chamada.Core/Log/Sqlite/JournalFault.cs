using System.Diagnostics.CodeAnalysis;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Why a data folder cannot be used.</summary>
public enum JournalFaultKind
{
    /// <summary>The folder does not exist and cannot be made, or this account may not use it.</summary>
    NoAccess,

    /// <summary>Where the folder should be there is something else.</summary>
    NotAFolder,

    /// <summary>The folder or the file can be read, but not written.</summary>
    ReadOnly,

    /// <summary>Another Chamada server uses the folder: <see cref="JournalFault.Holder"/> says which.</summary>
    InUse,

    /// <summary>Another program holds the database locked.</summary>
    Locked,

    /// <summary>The file is not a database, or not one of Chamada's.</summary>
    NotAJournal,

    /// <summary>The file is one of Chamada's, but what stands in it contradicts itself.</summary>
    Damaged,

    /// <summary>Where something was to be made there is something already, and nothing is overwritten.</summary>
    AlreadyThere,

    /// <summary>The file or its folder was removed or replaced while the journal was open: what is written no longer lasts.</summary>
    Removed,

    /// <summary>
    /// Others could change what the journal writes: a link stands in a file's place, or everybody can write in the folder.
    /// </summary>
    Exposed,

    /// <summary>A newer version of the program wrote the file.</summary>
    NewerVersion,

    /// <summary>There is no room left on the disk.</summary>
    DiskFull,

    /// <summary>The operating system reported an error that is none of the others.</summary>
    InputOutput,
}

/// <summary>Which server uses a data folder.</summary>
/// <param name="ProcessId">Its process on that machine; 0 when it has not said.</param>
/// <param name="Machine">The name of the machine it runs on; empty when it has not said.</param>
/// <param name="Address">Where it can be reached, as it has announced; empty before.</param>
public sealed record FolderHolder(int ProcessId, string Machine, string Address)
{
    /// <summary>
    /// Who has a data folder, as far as it says: nobody's process is 0. A server that was killed has not taken back what it said.
    /// </summary>
    public static FolderHolder Of(string directory) => FolderLock.ReadHolder(directory);
}

/// <summary>Why a journal cannot be opened, or cannot go on. Nothing was changed in the file.</summary>
/// <param name="Kind">What is in the way.</param>
/// <param name="Path">The file or folder that it is about.</param>
/// <param name="Cause">For people who look for the cause: the operating system's or SQLite's words, in English.</param>
/// <param name="Holder">With <see cref="JournalFaultKind.InUse"/>: who has it.</param>
public sealed record JournalFault(JournalFaultKind Kind, string Path, string Cause, FolderHolder? Holder = null);

/// <summary>An open journal, or the reason why there is none.</summary>
public readonly record struct JournalOpening
{
    private SqliteJournal? Journal { get; init; }

    private JournalFault? Fault { get; init; }

    /// <summary>Whether there is a journal, and which, or why not.</summary>
    public bool Try([NotNullWhen(true)] out SqliteJournal? journal, [NotNullWhen(false)] out JournalFault? fault)
    {
        journal = Journal;
        fault = Fault;
        return journal is not null;
    }

    /// <summary>Wraps an open journal.</summary>
    public static implicit operator JournalOpening(SqliteJournal journal) => new() { Journal = journal };

    /// <summary>Wraps a fault.</summary>
    public static implicit operator JournalOpening(JournalFault fault) => new() { Fault = fault };
}
