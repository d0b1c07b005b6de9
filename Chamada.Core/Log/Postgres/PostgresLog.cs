using Microsoft.Extensions.Logging;

namespace Chamada.Core.Log.Postgres;

/// <summary>What a store has to say to whoever runs the server.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(41, LogLevel.Information, "{Place}: read in {Milliseconds} ms")]
    public static partial void StoreLoaded(ILogger log, string place, long milliseconds);

    [LoggerMessage(42, LogLevel.Error,
        "{Place}: the database cannot be reached ({Cause}). Changes are refused until it answers again; trying on")]
    public static partial void StoreAway(ILogger log, string place, string cause);

    [LoggerMessage(43, LogLevel.Information, "{Place}: the database answers again, after {Milliseconds} ms")]
    public static partial void StoreBack(ILogger log, string place, long milliseconds);

    [LoggerMessage(44, LogLevel.Critical, "{Place}: lane {Lane} cannot be followed any more ({Cause}); changes to its classes are refused")]
    public static partial void StoreDamaged(ILogger log, string place, int lane, string cause);

    [LoggerMessage(45, LogLevel.Error, "a thread of the store failed; it goes on")]
    public static partial void StoreTurnFailed(ILogger log, Exception error);
}
