using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chamada.Core.Log.Postgres;

/// <summary>Settings of a <see cref="PostgresStore"/>.</summary>
public sealed record PostgresOptions
{
    /// <summary>The schema in which everything is: a letter, then letters, digits and <c>_</c>. Default: <c>chamada</c>.</summary>
    public string Schema { get; init; } = PostgresSchema.DefaultName;

    /// <summary>
    /// By how much this server's idea of the database's clock may be wrong; an append that is off by more is refused, and decided again by
    /// the clock that was found. Default 500 ms.
    /// </summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long whoever asks waits for a database that does not answer before the answer is that it cannot be reached. Default 2.5 s.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often lanes are looked at in which somebody here watches a roll call. Default 10 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How often all lanes are looked at, whether anybody watches or not. Default 500 ms.</summary>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many appends to different lanes may be under way at once, 1 or more, each on a connection of its own; there is one
    /// connection more. Default 7.</summary>
    public int Connections { get; init; } = 7;

    /// <summary>Measures the time that goes by; the system's unless told otherwise.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is told when the database is away and back; nobody unless told otherwise.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Is told how many events each commit made durable, and how long that took; null for nobody.</summary>
    internal Action<int, TimeSpan>? Committed { get; init; }
}
