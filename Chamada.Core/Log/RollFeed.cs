using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Core.Log;

/// <summary>Reads the feed of a log.</summary>
public interface IRollFeedReader
{
    /// <summary>
    /// These events have become durable: each is told once, in order, by one thread at a time. Called under locks, so it only takes note.
    /// </summary>
    void Durable(ReadOnlySpan<RollEvent> events);
}

/// <summary>
/// What has become durable, told to whoever wants to know: nobody hears here of anything that a crash takes back. What a log held when it
/// was opened is not told.
/// </summary>
public sealed partial class RollFeed(ILogger? log = null)
{
    private readonly Lock _gate = new();
    private readonly ILogger _log = log ?? NullLogger.Instance;
    private IRollFeedReader[] _readers = [];

    /// <summary>Tells a reader, from here on.</summary>
    public void Subscribe(IRollFeedReader reader)
    {
        lock (_gate)
        {
            Volatile.Write(ref _readers, [.. _readers, reader]);
        }
    }

    /// <summary>Tells events. For the log, as soon as its <see cref="IRollLog.DurableSequence"/> holds them.</summary>
    public void Publish(ReadOnlySpan<RollEvent> events)
    {
        foreach (IRollFeedReader reader in Volatile.Read(ref _readers))
        {
            try
            {
                reader.Durable(events);
            }
#pragma warning disable CA1031 // One reader's mistake must not keep the others from hearing, nor the log from going on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                ReaderFailed(_log, error);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "a reader of the feed failed")]
    private static partial void ReaderFailed(ILogger log, Exception error);
}
