using Microsoft.Extensions.Logging;

namespace Chamada.Core.Log.Sqlite;

/// <summary>What the journal has to say to whoever runs the server.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(1, LogLevel.Information, "{Path}: {Events} events, {Sequence} the last, read in {Milliseconds} ms")]
    public static partial void Replayed(ILogger log, string path, long events, long sequence, long milliseconds);

    [LoggerMessage(2, LogLevel.Critical,
        "{Path}: writing failed ({Kind}: {Cause}). Nothing more is recorded; changes are refused until the server is started again")]
    public static partial void Failed(ILogger log, string path, JournalFaultKind kind, string cause);

    [LoggerMessage(3, LogLevel.Warning,
        "{Path}: another program is using the database, so erased roll calls still leave traces in it; trying again until it lets go")]
    public static partial void EraseDelayed(ILogger log, string path);

    [LoggerMessage(4, LogLevel.Information, "{Path}: the delayed erasure is complete")]
    public static partial void EraseCompleted(ILogger log, string path);

    [LoggerMessage(5, LogLevel.Error, "a request that waited for the journal failed")]
    public static partial void WaiterFailed(ILogger log, Exception error);

    [LoggerMessage(6, LogLevel.Information, "{Path}: taken from version {From} to version {To}")]
    public static partial void Migrated(ILogger log, string path, int from, int to);

    [LoggerMessage(7, LogLevel.Warning, "{Path}: others could write there; the right to do so was taken from all but its owner")]
    public static partial void Tightened(ILogger log, string path);

    [LoggerMessage(8, LogLevel.Warning, "{Path}: another program holds the database locked; everybody waits until it lets go")]
    public static partial void Waiting(ILogger log, string path);

    [LoggerMessage(9, LogLevel.Information, "{Path}: the other program has let go of the database")]
    public static partial void WaitingEnded(ILogger log, string path);

    [LoggerMessage(10, LogLevel.Warning, "{Path}: what was put off could not be done ({Cause}); later again. What is recorded is on disk")]
    public static partial void PutOff(ILogger log, string path, string cause);
}
