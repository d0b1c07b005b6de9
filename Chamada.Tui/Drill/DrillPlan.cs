namespace Chamada.Tui.Drill;

/// <summary>How hard a drill is to be.</summary>
/// <param name="Students">How many students register in each lesson, 1 or more.</param>
/// <param name="Classes">Over how many classes they are spread, 1 or more.</param>
/// <param name="Duration">How long lessons follow each other; the last one is finished after it.</param>
/// <param name="Kills">How often the server is killed in that time, at random moments.</param>
internal sealed record DrillPlan(int Students, int Classes, TimeSpan Duration, int Kills);

/// <summary>How a drill went.</summary>
/// <param name="Counts">What was asked, by kind of request.</param>
/// <param name="Lessons">How many lessons were finished.</param>
/// <param name="Kills">How often the server was killed.</param>
/// <param name="Failure">Why the drill could not be finished, in the server's words; null when it was.</param>
/// <param name="Folder">Where the data is, kept only for whoever wants to know what was lost; null when it is gone.</param>
internal sealed record DrillResult(IReadOnlyList<RequestCount> Counts, int Lessons, int Kills, string? Failure, string? Folder)
{
    /// <summary>The longest time in which nobody got an answer while somebody waited for one.</summary>
    public TimeSpan LongestGap { get; init; }

    /// <summary>Whether nothing that was acknowledged was lost, and nothing stood twice.</summary>
    public bool IsSound => Counts.All(static count => count is { Lost: 0, Twice: 0 });
}

/// <summary>What the drill asks of the server.</summary>
internal enum DrillRequest
{
    /// <summary>A teacher opens a class.</summary>
    Open,

    /// <summary>A student registers.</summary>
    Present,

    /// <summary>A teacher closes a class and gets the list.</summary>
    Close,

    /// <summary>A teacher confirms the list.</summary>
    Received,
}
