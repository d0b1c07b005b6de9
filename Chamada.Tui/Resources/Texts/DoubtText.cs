namespace Chamada.Tui.Resources.Texts;

/// <summary>What the screens ask before a roll call is opened that may be a mistake, and say of one that is thrown away.</summary>
internal abstract class DoubtText
{
    /// <summary>A class that this account has never used.</summary>
    public abstract string NeverOpenedTitle(string number);

    /// <summary>A class that this account has never used, and some that it has.</summary>
    public abstract string NeverOpened(string number, IReadOnlyList<string> used);

    /// <summary>Somebody near has the class open already.</summary>
    public abstract string OpenNearbyTitle(string number);

    /// <summary>Who has it open, where, and since when; null where that cannot be found out.</summary>
    public abstract string OpenNearby(string number, string host, string server, DateTimeOffset? since);

    public abstract string OpenAnyway(string number);

    public abstract string LookingNearby(string number);

    public abstract KeyWords DiscardKey { get; }

    public abstract KeyWords DiscardSavedKey { get; }

    public abstract string DiscardTitle(string number);

    public abstract string DiscardQuestion(int present);

    public abstract string DiscardSavedTitle { get; }

    public abstract string DiscardSavedQuestion(string number, DateTimeOffset? openedAt, int? present);

    public abstract string DiscardNow { get; }

    public abstract string Keep { get; }

    public abstract string Discarded(string number);

    public abstract string Discarding { get; }

    public abstract string NotDiscardedYet { get; }

    /// <summary>Marks by hand that reached the server after the end.</summary>
    /// <param name="marks">Whom, and what was wanted.</param>
    /// <param name="isInFile">Whether the saved list says so, too.</param>
    public string TooLate(IReadOnlyList<(string Student, bool IsPresent)> marks, bool isInFile)
    {
        string named = string.Join(", ", marks.Take(MostNamed).Select(mark => $"{mark.Student} ({(mark.IsPresent ? Present : TakenOff)})"));
        return TooLate(named, Math.Max(0, marks.Count - MostNamed), isInFile);
    }

    private const int MostNamed = 2;

    protected abstract string TooLate(string marks, int more, bool isInFile);

    protected abstract string Present { get; }

    protected abstract string TakenOff { get; }
}
