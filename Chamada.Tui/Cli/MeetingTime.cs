using System.Globalization;

namespace Chamada.Tui.Cli;

/// <summary>Which meeting somebody means: a day, and where there were several, a time of day to the minute or the second.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The time of opening; null where none is named.</param>
/// <param name="HasSeconds">Whether its seconds count.</param>
internal sealed record MeetingTime(DateOnly Day, TimeOnly? Time, bool HasSeconds)
{
    /// <summary>How a day is written.</summary>
    public const string DayPattern = "yyyy-MM-dd";

    private const string Minutes = "yyyy-MM-dd'T'HH:mm", Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Reads <c>2026-11-22</c>, <c>2026-11-22T16:30</c> or <c>2026-11-22T16:30:00</c>; null for anything else.</summary>
    public static MeetingTime? Parse(string text)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, DayPattern, invariant, DateTimeStyles.None, out DateOnly day))
        {
            return new MeetingTime(day, null, HasSeconds: false);
        }

        bool hasMinutes = DateTime.TryParseExact(text, Minutes, invariant, DateTimeStyles.None, out DateTime moment);
        return hasMinutes || DateTime.TryParseExact(text, Seconds, invariant, DateTimeStyles.None, out moment)
            ? new MeetingTime(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment), !hasMinutes)
            : null;
    }

    /// <summary>The first moment of what is named.</summary>
    public DateTime Begin => Day.ToDateTime(Time ?? TimeOnly.MinValue);

    /// <summary>The first moment after what is named: a day, a minute or a second.</summary>
    public DateTime End => Day == DateOnly.MaxValue ? DateTime.MaxValue
        : Time is null ? Begin.AddDays(1)
        : HasSeconds ? Begin.AddSeconds(1)
        : Begin.AddMinutes(1);

    /// <inheritdoc/>
    public override string ToString() =>
        Begin.ToString(Time is null ? DayPattern : HasSeconds ? Seconds : Minutes, CultureInfo.InvariantCulture);

    /// <summary>Whether a meeting that was opened then is meant.</summary>
    public bool Means(DateTimeOffset openedAt)
    {
        TimeSpan opened = openedAt.TimeOfDay;
        return DateOnly.FromDateTime(openedAt.DateTime) == Day
            && (Time is not { } time || (HasSeconds
                ? (long)opened.TotalSeconds == (long)time.ToTimeSpan().TotalSeconds
                : (long)opened.TotalMinutes == (long)time.ToTimeSpan().TotalMinutes));
    }

    /// <summary>The meeting's time as one would have to write it.</summary>
    public static string Of(DateTimeOffset openedAt) => openedAt.ToString(Seconds, CultureInfo.InvariantCulture);
}
