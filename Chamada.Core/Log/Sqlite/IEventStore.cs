using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>Where a group of events becomes durable. Used by one thread at a time.</summary>
internal interface IEventStore
{
    /// <summary>Gets ready for a write. Until it is, nothing is written, and those who wait go on waiting.</summary>
    /// <returns>Null when it is ready; else after how long to ask again.</returns>
    /// <exception cref="Exception">It will not get ready. Final.</exception>
    TimeSpan? Prepare();

    /// <summary>Writes events in one piece. They are durable when it returns.</summary>
    /// <returns>How long the disk took for it.</returns>
    /// <exception cref="Exception">Whether they are is unknown. Final: nothing more is written.</exception>
    TimeSpan Write(ReadOnlySpan<RollEvent> events);

    /// <summary>Does what little has to be done between two writes at once.</summary>
    /// <returns>Whether that was all; else <see cref="Tend"/> is to be called, which may last.</returns>
    /// <exception cref="Exception">As for <see cref="Tend"/>.</exception>
    bool TryHold();

    /// <summary>What is to be done between two writes.</summary>
    /// <param name="idle">Whether nothing waits to be written.</param>
    /// <param name="isAsked">Whether anything was asked or written since the last call.</param>
    /// <returns>After how long to call again when nothing is written meanwhile; sooner when it was not asked, and is.</returns>
    /// <exception cref="Exception">Nothing more can be written. Final; what was written before is durable.</exception>
    TimeSpan Tend(bool idle, bool isAsked);

    /// <summary>Ends the use of the store.</summary>
    /// <param name="failed">Whether a write has failed, so that nothing more must be changed.</param>
    void Close(bool failed);
}
