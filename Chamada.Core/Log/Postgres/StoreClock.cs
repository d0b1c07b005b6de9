namespace Chamada.Core.Log.Postgres;

/// <summary>
/// The database's clock as this machine knows it: what the database showed at some moment, and the time that has gone by since. However
/// wrong the clocks of the servers are, all stamp by the same one; and setting a server's clock changes nothing.
/// </summary>
/// <param name="own">Measures the time that goes by, and says where this machine hangs.</param>
internal sealed class StoreClock(TimeProvider own) : TimeProvider
{
    /// <summary>How much worse an old look becomes with time: clocks run apart by less than a millisecond in ten seconds.</summary>
    private const long Drift = 10_000;

    private readonly Lock _gate = new();
    private long _offset = own.GetUtcNow().UtcTicks - own.GetElapsedTime(0).Ticks;
    private long _error = long.MaxValue;
    private long _seenAt;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>Time gone by, in ticks of 100 ns.</summary>
    public long Elapsed => own.GetElapsedTime(0).Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Elapsed + Volatile.Read(ref _offset), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes note of what the database showed.</summary>
    /// <param name="asked">When it was asked, as <see cref="Elapsed"/>.</param>
    /// <param name="shown">What it showed, some time between then and now.</param>
    /// <param name="isSurprise">Whether it was found to be another time than was thought: then nothing known before counts.</param>
    public void Note(long asked, DateTime shown, bool isSurprise = false)
    {
        long now = Elapsed, error = (now - asked) / 2;
        lock (_gate)
        {
            if (isSurprise || _error == long.MaxValue || error <= _error + ((now - _seenAt) / Drift))
            {
                _error = error;
                _seenAt = now;
                Volatile.Write(ref _offset, shown.Ticks - asked - error);
            }
        }
    }
}
