namespace Chamada.Core.Archive.Terms;

/// <summary>The meetings of which a report is made, by when they were. Times are those of the meetings' own clock.</summary>
/// <param name="From">The first moment that is in it; null for from the beginning.</param>
/// <param name="Before">The first moment after it; null for up to now.</param>
public sealed record TermPeriod(DateTime? From, DateTime? Before)
{
    /// <summary>All meetings.</summary>
    public static readonly TermPeriod Whole = new(null, null);

    /// <summary>Whether a meeting is in it.</summary>
    public bool Has(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return !(meeting.At.DateTime < From) && !(meeting.At.DateTime >= Before);
    }
}
