using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.History;

/// <summary>A class's whole term: students and meetings, and what is corrected about them.</summary>
internal sealed partial class TermScreen : Screen
{
    private const int SearchRoom = 60;

    private readonly TermModel _model;
    private readonly TermGrid _grid;

    /// <summary>Makes the screen.</summary>
    public TermScreen(Look look, TermModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        Words heading = new(look, Heading) { X = 2, Y = 1, Width = Dim.Fill(1), Height = 1 };
        Words summary = new(look, Summary, Tone.Dim) { X = 2, Y = 2, Width = Dim.Fill(1), Height = 1 };
        _grid = new TermGrid(look, model) { Y = 4, Width = Dim.Fill(), Height = Dim.Fill() };
        _grid.CellChosen += Correct;
        _grid.HeadClicked += model.SortBy;
        model.Changed += () =>
        {
            heading.SetNeedsDraw();
            summary.SetNeedsDraw();
            _grid.Reload();
        };
        Add(heading, summary, _grid);
        Actions = MakeActions(model, navigator);
    }

    private ScreenAction[] MakeActions(TermModel model, INavigator navigator) =>
    [
        new(static s => s.TermScreen.CorrectKey, Correct, Key.Enter) { IsExplanation = true, WhyNot = WhyNoCell },
        new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
        new(static s => s.Wall.UndoKey, Undo, new Key('u')) { Rank = 2, WhyNot = WhyNothingToUndo },
        new(static s => s.SearchKey, Search, new Key('/'), Key.F.WithCtrl) { Rank = 2 },
        new(static s => s.TermScreen.FilterKey, model.FilterNext, new Key('f')) { Rank = 3 },
        new(static s => s.SortNextKey, () => model.SortBy((TermSort)(((int)model.Sort + 1) % Enum.GetValues<TermSort>().Length)),
            Key.F7, new Key('s')) { Rank = 4 },
        new(static s => s.SortReverseKey, () => model.SortBy(model.Sort), new Key('r'), Key.F7.WithShift) { Rank = 8 },
        new(static s => s.TermScreen.PlotKey, () => ShowPlot!(model), new Key('p')) { Rank = 3, WhyNot = WhyNoCell },
        new(static s => s.ExportKey, () => ShowExport!(model), Key.F9, Key.S.WithCtrl) { Rank = 2, WhyNot = WhyNoCell },
        new(static s => s.TermScreen.MoveKey, MoveAttendance, new Key('i')) { Rank = 6, WhyNot = WhyNoCell },
        new(static s => s.TermScreen.PatternsKey, () => ShowPatterns!(model), new Key('q')) { Rank = 6, WhyNot = WhyNoPatterns },
        new(static s => s.TermScreen.DateKey, ChangeDate, new Key('x')) { Rank = 7, WhyNot = WhyNoCell },
        new(static s => s.TermScreen.LessonsKey, ChangeLessons, new Key('n')) { Rank = 6, WhyNot = WhyNoCell },
        new(static s => s.TermScreen.DiscardMeetingKey, Discard, new Key('d')) { Rank = 7, WhyNot = WhyNoCell },
        new(static s => s.TryAgainKey, model.ReadAgain, Key.F5, Key.R.WithCtrl)
        {
            Rank = 7,
            WhyNot = () => model.FolderError is null ? Strings.NothingFailed : null,
        },
    ];

    /// <summary>Writes the term to a file.</summary>
    public Action<TermModel>? ShowExport { get; init; }

    /// <summary>Shows the plot.</summary>
    public Action<TermModel>? ShowPlot { get; init; }

    /// <summary>Shows patterns that are worth a question.</summary>
    public Action<TermModel>? ShowPatterns { get; init; }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Term;

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here changes only when it has been read.
    }

    /// <inheritdoc/>
    public override StateText? State()
    {
        if (_model.FolderError is { } error)
        {
            return LinkWords.Folder(error, Strings, Math.Max(20, Viewport.Width - 44));
        }

        if (_model.Discarded is not null)
        {
            return new StateText(Strings.TermScreen.Discarded, Urgency.Information);
        }

        if (_model.Whole is { Issues: { Count: > 0 } issues })
        {
            return new StateText(
                Strings.TermScreen.Issues(issues.Count, LinkWords.Path(issues[0].File, Math.Max(20, Viewport.Width - 40))),
                Urgency.Failure);
        }

        return _grid is { Row: { } row, Meeting: { } meeting } ? new StateText(Describe(row, meeting), Urgency.Information) : null;
    }

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    private string ClassTitle => Strings.Term.Title(_model.Class, _model.Whole?.Settings.Name ?? "");

    private string Heading()
    {
        string heading = Strings.TermScreen.Heading(ClassTitle, _model.Rows.Count, _model.Term?.Rows.Count ?? 0);
        string[] filters =
        [
            _model.Filter == TermFilter.Below ? Strings.TermScreen.FilterBelow : "",
            _model.Filter == TermFilter.ThreeInARow ? Strings.TermScreen.FilterThree : "",
            _model.Search.Length > 0 ? Strings.TermScreen.FilterSearch(_model.Search) : "",
        ];
        return string.Join(", ", filters.Where(static filter => filter.Length > 0).Prepend(heading));
    }

    private string Summary(int width)
    {
        if (_model.Term is not { } term)
        {
            return "…";
        }

        string summary = Strings.Term.Summary(
            term.Meetings.Count, term.Lessons, term.Meetings.Count == 0 ? null : term.Meetings[0].Day,
            term.Meetings.Count == 0 ? null : term.Meetings[^1].Day, term.Rule.Minimum, term.Rule.PlannedLessons);

        // What is asked for stands behind the semicolon; rather none of it than half.
        return TextFit.Columns(summary) <= width ? summary : summary.Split(';')[0];
    }

    private string Describe(TermRow row, Meeting meeting)
    {
        Attended attended = meeting.Of(row.Student);
        string ground = attended.Ground.Length > 0 ? $" ({attended.Ground})" : "";
        string? reason = Correction.InForce(meeting.Corrections)
            .LastOrDefault(one => one.Change is CorrectionChange.Status status && status.Student == row.Student)?.Reason.Text;
        string when = MeetingText(meeting);
        return $"{row.Student}, {when}: {Strings.Term.Status(attended.Status)}{ground}{(reason is null ? "" : $" – {reason}")}";
    }

    private string MeetingText(Meeting meeting) => Strings.TermScreen.Meeting(
        $"{Strings.Term.DayOf(meeting.Day)} {meeting.At.ToString("HH:mm", CultureInfo.InvariantCulture)}", meeting.Lessons);

    private string? WhyNoCell() => _grid is { Row: not null, Meeting: not null } ? null : Strings.TermScreen.NoCell;

    private string? WhyNoPatterns() => _model.Whole is not { } whole || _model.Term is null ? Strings.TermScreen.NoCell
        : whole.Settings.ShowsPatterns ? null
        : Strings.TermScreen.PatternsOff;

    private string? WhyNothingToUndo() =>
        (_model.Discarded ?? _grid.Meeting) is { } meeting && Correction.InForce(meeting.Corrections).Count > 0
        ? null
        : Strings.TermScreen.NothingToUndo;

    private void Search()
    {
        if (Ask(Strings.SearchKey.Label, "", Strings.TermScreen.SearchLabel, _model.Search, SearchRoom, static _ => null) is { } search)
        {
            _model.Search = search;
        }
    }
}
