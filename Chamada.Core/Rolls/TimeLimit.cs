namespace Chamada.Core.Rolls;

/// <summary>
/// The rule of the time limit. A time is told when it is set; but what counts is how much time goes by, so a clock that somebody sets
/// forward or back meanwhile neither shortens nor lengthens it. Over a restart of the server only the told time is there to go by.
/// </summary>
internal static class TimeLimit
{
    /// <summary>The longest time limit, and the most that can be left after an extension, in seconds: a day.</summary>
    public const int MaxSeconds = 24 * 60 * 60;

    /// <summary>How far the clock may seem to be from where it should be without having been set, in milliseconds.</summary>
    private const long Tolerance = 1000;

    /// <summary>The limit that a roll call is opened with; null for none.</summary>
    public static RollLimit? Of(RollRules rules, in RollEvent opened, in Moment now) =>
        rules.Limit is { } limit ? At(opened.At.UnixMilliseconds + (long)limit.TotalMilliseconds, in opened, in now) : null;

    /// <summary>The limit at a told time.</summary>
    public static RollLimit At(long closesAt, in RollEvent setBy, in Moment now) => new(now.Show(closesAt), setBy.Sequence)
    {
        Deadline = now.Elapsed + ((closesAt - now.At.UnixMilliseconds) * TimeSpan.TicksPerMillisecond),
    };

    /// <summary>When a limit passes by the clock as it is now.</summary>
    public static Stamp Passed(RollLimit limit, in Moment now)
    {
        long expected = now.At.UnixMilliseconds + ((limit.Deadline - now.Elapsed) / TimeSpan.TicksPerMillisecond);
        return Math.Abs(expected - limit.At.UnixMilliseconds) <= Tolerance ? limit.At : now.Show(expected);
    }

    /// <summary>A later end; null when there is no limit, or more than a day would be left.</summary>
    public static RollExtension? Longer(RollLimit? limit, int seconds, in Moment now)
    {
        if (limit is null)
        {
            return null;
        }

        long closesAt = Passed(limit, in now).UnixMilliseconds + (seconds * 1000L);
        return closesAt > now.At.UnixMilliseconds + (MaxSeconds * 1000L) ? null : new RollExtension(closesAt) { Before = limit };
    }
}
