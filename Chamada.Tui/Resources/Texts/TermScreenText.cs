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
}
