using Microsoft.Extensions.Logging;

namespace Chamada.Core.Hosting;

/// <summary>
/// A log in which nobody can write more than a few lines a minute: the first lines of a kind are written, what follows is counted and told
/// once a minute. Whoever connects too often must not fill the disk, which may be the one that the roll calls are on. What only a log that
/// tells every detail has (<see cref="LogLevel.Debug"/> and below) is written as it comes.
/// </summary>
/// <param name="log">Where lines go.</param>
/// <param name="clock">Measures the minute.</param>
internal sealed partial class CalmLog(ILogger log, TimeProvider clock) : ILogger, IDisposable
{
    /// <summary>How many lines of a kind are written before they are counted.</summary>
    public const int First = 5;

    /// <summary>After how long what was counted is told.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(int, string?), Kind> _kinds = [];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        if (logLevel < LogLevel.Information || IsNext(logLevel, eventId, state, formatter))
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    /// <summary>Tells what is counted, and counts no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (((int, string?) name, Kind kind) in _kinds.ToArray())
            {
                Tell(name, kind);
                kind.Timer?.Dispose();
                _kinds.Remove(name);
            }
        }
    }

    [LoggerMessage(9, LogLevel.Warning, "The line before stands for {Count} in {Seconds} s")]
    private static partial void Repeated(ILogger log, int count, int seconds);

    /// <summary>Whether a line is written now; otherwise it is counted.</summary>
    private bool IsNext<TState>(LogLevel logLevel, EventId eventId, TState state, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            if (!_kinds.TryGetValue((eventId.Id, eventId.Name), out Kind? kind))
            {
                kind = new Kind { Since = clock.GetTimestamp() };
                kind.Timer = clock.CreateTimer(_ => Tell((eventId.Id, eventId.Name), kind), null, Interval, Interval);
                _kinds.Add((eventId.Id, eventId.Name), kind);
            }

            if (kind.Written < First)
            {
                kind.Written++;
                return true;
            }

            // One of them is kept, as it would have been written but for what an exception has to say.
            kind.Example ??= () => log.Log(logLevel, eventId, state, null, formatter);
            kind.Counted++;
            return false;
        }
    }

    private void Tell((int, string?) name, Kind kind)
    {
        lock (_gate)
        {
            if (kind.Counted == 0)
            {
                kind.Timer?.Dispose();
                _kinds.Remove(name); // A quiet minute: the next one is a first one again.
                return;
            }

            kind.Example!();
            Repeated(log, kind.Counted, (int)Math.Ceiling(clock.GetElapsedTime(kind.Since).TotalSeconds));
            kind.Since = clock.GetTimestamp();
            kind.Counted = 0;
            kind.Example = null;
        }
    }

    private sealed class Kind
    {
        public ITimer? Timer { get; set; }

        public long Since { get; set; }

        public int Written { get; set; }

        public int Counted { get; set; }

        public Action? Example { get; set; }
    }
}
