namespace Chamada.Core.Rolls;

/// <summary>
/// The time of a decision. People read <see cref="At"/>, which somebody may set forward or back; what lasts is measured by
/// <see cref="Elapsed"/>, which only goes forward.
/// </summary>
/// <param name="At">What the clock shows.</param>
/// <param name="Elapsed">Time gone by since some moment before this process began, in ticks of 100 ns.</param>
/// <param name="Zone">Where the clock hangs: which offset another time than now has.</param>
internal readonly record struct Moment(Stamp At, long Elapsed, TimeZoneInfo Zone)
{
    /// <summary>The present.</summary>
    public static Moment Now(TimeProvider clock)
    {
        long elapsed = clock.GetElapsedTime(0).Ticks;
        return new Moment(Stamp.Now(clock), elapsed, clock.LocalTimeZone);
    }

    /// <summary>Another time as the clock shows it then.</summary>
    public Stamp Show(long unixMilliseconds) => Stamp.From(
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), Zone));
}
