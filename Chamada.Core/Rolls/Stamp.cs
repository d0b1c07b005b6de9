namespace Chamada.Core.Rolls;

/// <summary>
/// An instant of the server's clock as it is recorded: to the millisecond, with the offset from UTC in force at that moment.
/// </summary>
/// <param name="UnixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="OffsetMinutes">Minutes to add to UTC for the local time, −840 to 840.</param>
public readonly record struct Stamp(long UnixMilliseconds, short OffsetMinutes)
{
    /// <summary>The same instant for the rest of .NET.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds).ToOffset(TimeSpan.FromMinutes(OffsetMinutes));

    /// <summary>Cuts to the millisecond.</summary>
    public static Stamp From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds(), (short)time.TotalOffsetMinutes);

    /// <summary>The current local time of a clock.</summary>
    public static Stamp Now(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return From(clock.GetLocalNow());
    }
}
