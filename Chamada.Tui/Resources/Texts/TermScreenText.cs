namespace Chamada.Tui.Resources.Texts;

/// <summary>What the screens of a class's term and of its settings say.</summary>
internal abstract class TermScreenText
{
    public abstract KeyWords TermKey { get; }

    public abstract KeyWords SettingsKey { get; }

    public abstract KeyWords CorrectKey { get; }

    public abstract KeyWords FilterKey { get; }

    public abstract KeyWords PlotKey { get; }

    public abstract KeyWords MoveKey { get; }

    public abstract KeyWords LessonsKey { get; }

    public abstract KeyWords DiscardMeetingKey { get; }

    public abstract KeyWords ChangeSettingKey { get; }

    /// <summary>The heading: the class, and how many of its students are shown.</summary>
    public abstract string Heading(string title, int shown, int all);

    public abstract string FilterBelow { get; }

    public abstract string FilterThree { get; }

    public abstract string FilterSearch(string text);

    public abstract string ExportTitle(string title);

    /// <summary>A format in words.</summary>
    public abstract string Format(string name);

    public abstract string SinceLabel { get; }

    public abstract string UntilLabel { get; }

    /// <summary>What is wrong with the time of a report.</summary>
    /// <param name="typed">What is no day; null where both are.</param>
    /// <param name="isBackwards">Whether it ends before it begins; otherwise there is no meeting in it.</param>
    public abstract string PeriodFault(string? typed, bool isBackwards);

    public abstract string Clipboard { get; }

    public abstract string AbsencesHead { get; }

    public abstract string LeftHead { get; }

    public abstract string NothingToShow { get; }

    public abstract string NoCell { get; }

    public abstract string NothingToUndo { get; }

    /// <summary>How many files are left out, or changed.</summary>
    public abstract string Issues(int count, string first);

    /// <summary>What to type for a cell.</summary>
    public abstract string StatusLabel(int lessons);

    public abstract string BadStatus(int lessons);

    public abstract string ReasonLabel { get; }

    public abstract string MoveLabel { get; }

    public abstract string UnknownStudent { get; }

    public abstract string LessonsLabel { get; }

    public abstract string SearchLabel { get; }

    public abstract string GoOn { get; }

    public abstract string Meeting(string when, int lessons);

    public abstract string PlotTitle(string title);

    public abstract string SettingsTitle(string number);

    public abstract string NameSetting { get; }

    public abstract string LessonsSetting { get; }

    public abstract string PlannedSetting { get; }

    public abstract string MinimumSetting { get; }

    public abstract string BaseSetting { get; }

    public abstract string LateSetting { get; }

    public abstract string Held { get; }

    public abstract string PlannedWord { get; }

    public abstract string Never { get; }

    public abstract string Unknown { get; }

    public abstract string MinutesOf(string number);

    public abstract string BadNumber(int from, int to);

    public abstract string BadBase { get; }

    public abstract string GroundsSetting { get; }

    public abstract string GroundsLabel { get; }

    public abstract string PatternsSetting { get; }

    public abstract string Yes { get; }

    public abstract string No { get; }

    public abstract string BadYesNo { get; }

    /// <summary>A file whose content is not what it should be.</summary>
    public abstract string Damaged(string path);

    // The first screen.
    public abstract string NumberColumn { get; }

    public abstract string LastMeetingColumn { get; }

    /// <summary>The class usually meets on this day.</summary>
    public abstract string Today(TimeOnly at);

    public abstract string HeldToday { get; }

    // Patterns worth a question.
    public abstract KeyWords PatternsKey { get; }

    public abstract string PatternsOff { get; }

    public abstract string PatternsTitle(string title);

    /// <summary>What is shown, what it may mean, and where it is computed.</summary>
    public abstract string PatternsExplained { get; }

    public abstract string NoPatterns { get; }

    public abstract string PairColumn { get; }

    public abstract string TimesColumn { get; }

    public abstract string PatternTimes(int days, int both);

    public abstract string PatternDays(IReadOnlyList<string> days);

    /// <summary>What to type for the ground of an excused absence.</summary>
    public abstract string GroundLabel { get; }

    /// <summary>The grounds, each with a number before it.</summary>
    public abstract string GroundChoice(IReadOnlyList<string> grounds);

    public abstract string BadGround { get; }

    public abstract string Discarded { get; }

    public abstract KeyWords DateKey { get; }

    public abstract string DateLabel { get; }

    public abstract string BadDate { get; }
}
