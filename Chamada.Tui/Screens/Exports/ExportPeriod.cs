using System.Globalization;
using Chamada.Core.Archive.Terms;

namespace Chamada.Tui.Screens.Exports;

/// <summary>What is wrong with the time of which a term is to be written.</summary>
internal enum PeriodFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its beginning is no day.</summary>
    Since,

    /// <summary>Its end is no day.</summary>
    Until,

    /// <summary>It ends before it begins.</summary>
    Backwards,

    /// <summary>There is no meeting in it.</summary>
    Empty,
}

/// <summary>The time of which a term is written: from a day to a day, or where several meetings were on one, to the minute.</summary>
/// <param name="whole">The class.</param>
/// <param name="rule">By what absences are measured.</param>
internal sealed class ExportPeriod(ClassTerm whole, TermRule rule)
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy"];

    private static readonly string[] Minutes = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "d/M/yyyy HH:mm"];

    /// <summary>The meetings of that time; all of them at first.</summary>
    public Term Term { get; private set; } = whole.ToTerm(rule);

    /// <summary>Takes up a time as it is typed: both ends belong to it, and an empty one is as far as there is something.</summary>
    public PeriodFault Choose(string since, string until)
    {
        if (Read(since) is not { } first)
        {
            return PeriodFault.Since;
        }

        if (Read(until) is not { } last)
        {
            return PeriodFault.Until;
        }

        if (first.At > last.At)
        {
            return PeriodFault.Backwards;
        }

        Term chosen = whole.ToTerm(rule, new TermPeriod(first.At, last.At >= DateTime.MaxValue.Date ? null : last.At + last.Length));
        if (chosen.Meetings.Count == 0)
        {
            return PeriodFault.Empty;
        }

        Term = chosen;
        return PeriodFault.None;
    }

    /// <summary>A day or a minute; neither of both, and no end, for an empty text; null where it is none of these.</summary>
    private static (DateTime? At, TimeSpan Length)? Read(string text)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return text.Trim() is not { Length: > 0 } typed ? (null, TimeSpan.Zero)
            : DateTime.TryParseExact(typed, Days, invariant, DateTimeStyles.None, out DateTime day) ? (day, TimeSpan.FromDays(1))
            : DateTime.TryParseExact(typed, Minutes, invariant, DateTimeStyles.None, out DateTime minute)
                ? (minute, TimeSpan.FromMinutes(1))
            : null;
    }
}
