using Chamada.Core.Rolls;

namespace Chamada.Core.Log;

/// <summary>
/// The order of all that happened to the roll calls of a server, or of several that share it, and what lasts of it. A log orders and keeps
/// decisions; it makes none. It is used by one roll book, under that book's lock, but for what says otherwise.
/// </summary>
public interface IRollLog
{
    /// <summary>
    /// The sequence up to which everything that the book has appended or read is durable. May be asked at any time, on any thread.
    /// </summary>
    long DurableSequence { get; }

    /// <summary>
    /// Whether a write has failed, or the log is closed. Final: nothing more is written, and the book may be ahead of what is. At any
    /// time, on any thread.
    /// </summary>
    bool HasFailed { get; }

    /// <summary>
    /// Whether there is something to <see cref="Read"/> before more can be appended: at the beginning what the log holds, later what others
    /// appended before this book could.
    /// </summary>
    bool HasNews { get; }

    /// <summary>Every event that becomes durable, in order.</summary>
    RollFeed Feed { get; }

    /// <summary>
    /// Gives the reader what it has to undo, because somebody else has appended first, and then every event that it does not know.
    /// </summary>
    /// <exception cref="InvalidDataException">The events contradict each other: the log is damaged.</exception>
    void Read(IRollReader reader);

    /// <summary>
    /// Takes the next events, unless somebody else has appended any since the last <see cref="Read"/>. It only hands over and returns.
    /// </summary>
    /// <param name="events">What was decided, numbered without a gap after all before; none for a decision that changed nothing.</param>
    /// <param name="waiter">Who must not speak before all that the decision rests on is durable.</param>
    /// <returns>
    /// True when these events and all before them are durable already. Otherwise the waiter is told later, never within this call: also
    /// when the log fails, or has failed, and when the race for the next place is lost.
    /// </returns>
    /// <exception cref="OutOfMemoryException">There is no room: nothing of it was taken, and the waiter will not be told.</exception>
    bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter);
}

/// <summary>Follows a log.</summary>
public interface IRollReader
{
    /// <summary>Takes back events that did not happen: all that it had after a point, in order.</summary>
    void Undo(ReadOnlySpan<RollEvent> lost);

    /// <summary>Takes up the next event.</summary>
    /// <exception cref="InvalidDataException">It does not follow from those before it.</exception>
    void Apply(in RollEvent rollEvent);

    /// <summary>Goes on with the numbers after one that was given before, even where nothing that had one is left.</summary>
    void ContinueAfter(long sequence);
}
