using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Settings of a <see cref="SqliteJournal"/>.</summary>
public sealed record JournalOptions
{
    /// <summary>
    /// How long to wait when another program holds the database locked; after that opening is given up. Default 5 s.
    /// </summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a running journal waits before a write when another program holds the database locked; after that it fails. Nothing is
    /// written and nobody is told meanwhile. Default 1 min.
    /// </summary>
    public TimeSpan WriteLockPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Diagnostics; none unless told otherwise.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>
    /// Turns of a thread that serves many, in which commits are made while the disk is fast. They outlast the journal. Null, the default,
    /// for a thread of the journal's own.
    /// </summary>
    public ICommitTurns? Turns { get; init; }

    /// <summary>Whether the disk is so fast that a commit may be made in a turn. Of one journal alone.</summary>
    internal DiskPace Pace { get; init; } = new();

    /// <summary>Is told of each commit, on the thread that made it: how many events it made durable, and how long that took. Must not
    /// throw or wait. Null, the default, for nobody.</summary>
    internal Action<int, TimeSpan>? Committed { get; init; }

    /// <summary>The clock that measures waiting.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>After how long without an event there is time for what was put off.</summary>
    internal TimeSpan QuietTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long what was erased is removed from every copy in the files even though others wait.</summary>
    internal TimeSpan EraseAtLatest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The versions of the schema.</summary>
    internal JournalSchema Schema { get; init; } = JournalSchema.Current;

    /// <summary>
    /// How many frames, of some 4 KiB each, SQLite's log may hold before it is carried over into the database; half as many when there is
    /// nothing else to do. That is cheaper the more has gathered, as the same pages come again and again; but it is what a restart reads
    /// first.
    /// </summary>
    internal int LogFrames { get; init; } = 2048;

    /// <summary>After how many new ones they are carried over beside the writer, without the log's beginning anew.</summary>
    internal int FramesBeside { get; init; } = 512;

    /// <summary>Whether SQLite's log is made that long ahead of its use.</summary>
    internal bool ReserveLog { get; init; } = true;

    /// <summary>The name of the SQLite file layer to go through; null for the operating system's.</summary>
    internal string? Vfs { get; init; }
}
