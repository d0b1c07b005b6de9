using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>A clock that goes, and is set, only by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private TimeSpan _elapsed = TimeSpan.FromDays(1);

    /// <summary>What it shows. To set it is what somebody does who puts a clock right, or wrong: no time goes by.</summary>
    public Stamp Shown { get; set; } = new(1_790_000_000_000, -180);

    /// <summary>Where it hangs; one with the offset that it shows unless told otherwise.</summary>
    public TimeZoneInfo? Zone { get; set; }

    public override TimeZoneInfo LocalTimeZone => Zone
        ?? TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromMinutes(Shown.OffsetMinutes), null, null);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time goes by.</summary>
    public void Pass(TimeSpan time)
    {
        _elapsed += time;
        DateTimeOffset later = Shown.ToDateTimeOffset() + time;
        Shown = Zone is null ? Stamp.From(later) : Stamp.From(TimeZoneInfo.ConvertTime(later, Zone));
    }

    public override DateTimeOffset GetUtcNow() => Shown.ToDateTimeOffset().ToUniversalTime();

    public override long GetTimestamp() => _elapsed.Ticks;
}
