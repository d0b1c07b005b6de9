using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.History;

/// <summary>
/// Students and meetings. Names, percent and what may still be missed stay where they are while the meetings scroll sideways, and the days
/// stay on top. Only what is in sight is drawn.
/// </summary>
internal sealed class TermGrid : Canvas
{
    /// <summary>A letter, a number of lessons, and the mark of a correction.</summary>
    private const int CellWidth = 4;

    private const int HeadLines = 2, NumbersWidth = 20, WheelStep = 3;

    private readonly TermModel _model;
    private StudentId? _student;
    private int _row;
    private int _column = int.MaxValue;
    private int _top;
    private int _left;

    /// <summary>Makes the grid of a term.</summary>
    public TermGrid(Look look, TermModel model)
        : base(look)
    {
        _model = model;
        CanFocus = true;
    }

    /// <summary>A cell was chosen for good, with Enter or a double click.</summary>
    public event Action? CellChosen;

    /// <summary>The head of a column that does not scroll was clicked.</summary>
    public event Action<TermSort>? HeadClicked;

    /// <summary>The chosen student; null where there is none.</summary>
    public TermRow? Row => _row < _model.Rows.Count ? _model.Rows[_row] : null;

    /// <summary>The chosen meeting; null where there is none.</summary>
    public Meeting? Meeting =>
        _model.Term is { Meetings: { Count: > 0 } meetings } ? meetings[Math.Min(_column, meetings.Count - 1)] : null;

    /// <summary>The chosen meeting's place among the meetings; 0 where there is none.</summary>
    public int Column => Math.Clamp(_column, 0, Math.Max(0, MeetingCount - 1));

    private int MeetingCount => _model.Term?.Meetings.Count ?? 0;

    private int VisibleRows => Math.Max(1, Viewport.Height - HeadLines);

    private int NameWidth => Math.Clamp(Viewport.Width / 4, 12, 34);

    private int CellsLeft => 1 + NameWidth + NumbersWidth;

    private int VisibleColumns => Math.Max(1, (Viewport.Width - CellsLeft) / CellWidth);

    /// <inheritdoc/>
    public override IEnumerable<LineChoice> Choices =>
    [
        new LineChoice(
            Look.Strings.Plain.ChooseLine,
            _model.Rows.Count == 0 ? (_model.IsReading ? "…" : Look.Strings.TermScreen.NothingToShow)
                : PlainText.Joined(
                    [Look.Strings.Term.Name, "%", Look.Strings.TermScreen.AbsencesHead, Look.Strings.TermScreen.LeftHead]),
            _model.Rows.Count, LineOf, Row is null ? -1 : _row, row => Choose(row, Column)),
        new LineChoice(
            Look.Strings.Plain.ChooseMeeting, "", MeetingCount, MeetingOf, MeetingCount == 0 ? -1 : Column,
            column => Choose(_row, column)),
    ];

    private string LineOf(int index)
    {
        TermRow row = _model.Rows[index];
        return PlainText.Joined(
        [
            $"{row.Student} {row.Name}", Look.Strings.Term.OneDecimal(row.Total.Percent) + " %",
            row.Total.Absences.ToString(CultureInfo.InvariantCulture), row.Left.ToString(CultureInfo.InvariantCulture),
        ]);
    }

    private string MeetingOf(int column)
    {
        Meeting meeting = _model.Term!.Meetings[column];
        return $"{Look.Strings.Term.DayOf(meeting.Day)} {meeting.At.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Takes up what the model has become; the chosen student stays chosen.</summary>
    public void Reload()
    {
        int found = _student is { } student ? IndexOf(student) : -1;
        _row = Math.Clamp(found >= 0 ? found : _row, 0, Math.Max(0, _model.Rows.Count - 1));
        KeepInSight();
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        switch (key.KeyCode)
        {
            case KeyCode.CursorDown:
                return MoveBy(1, 0);
            case KeyCode.CursorUp:
                return MoveBy(-1, 0);
            case KeyCode.CursorRight:
                return MoveBy(0, 1);
            case KeyCode.CursorLeft:
                return MoveBy(0, -1);
            case KeyCode.PageDown:
                return MoveBy(VisibleRows - 1, 0);
            case KeyCode.PageUp:
                return MoveBy(1 - VisibleRows, 0);
            case KeyCode.Home:
                return MoveBy(0, -MeetingCount);
            case KeyCode.End:
                return MoveBy(0, MeetingCount);
            case KeyCode.Home | KeyCode.CtrlMask:
                return MoveBy(-_model.Rows.Count, 0);
            case KeyCode.End | KeyCode.CtrlMask:
                return MoveBy(_model.Rows.Count, 0);
            case KeyCode.Enter:
                CellChosen?.Invoke();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            return MoveBy(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelStep : -WheelStep, 0);
        }

        if (mouse.Position is not { } at || !mouse.IsSingleDoubleOrTripleClicked)
        {
            return false;
        }

        SetFocus();
        if (at.Y < HeadLines)
        {
            if (at.X < CellsLeft)
            {
                int number = at.X - NameWidth - 1;
                HeadClicked?.Invoke(number < 0 ? TermSort.Name : number < 7 ? TermSort.Percent : number < 12 ? TermSort.Absences
                    : TermSort.Left);
            }

            return true;
        }

        int column = at.X < CellsLeft ? Column : _left + ((at.X - CellsLeft) / CellWidth);
        Choose(_top + at.Y - HeadLines, column);
        if (mouse.IsDoubleClicked)
        {
            CellChosen?.Invoke();
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView) => SetNeedsDraw();

    /// <inheritdoc/>
    protected override void OnViewportChanged(DrawEventArgs e)
    {
        base.OnViewportChanged(e);
        KeepInSight();
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        PaintHead();
        if (_model.Rows.Count == 0)
        {
            Put(2, HeadLines + 1, _model.IsReading ? "…" : Look.Strings.TermScreen.NothingToShow, Tone.Dim);
        }

        for (int y = HeadLines; y < height && _top + y - HeadLines < _model.Rows.Count; y++)
        {
            PaintRow(y, _top + y - HeadLines);
        }
    }

    private void PaintHead()
    {
        TermText words = Look.Strings.Term;
        Fill(0, Tone.Header);
        Fill(1, Tone.Header);
        Put(1, 1, Head(words.Name, TermSort.Name), Tone.Header);
        Put(1 + NameWidth, 1, Head("%", TermSort.Percent).PadLeft(7), Tone.Header);
        Put(1 + NameWidth + 7, 1, Head(Look.Strings.TermScreen.AbsencesHead, TermSort.Absences).PadLeft(5), Tone.Header);
        Put(1 + NameWidth + 12, 1, Head(Look.Strings.TermScreen.LeftHead, TermSort.Left).PadLeft(5), Tone.Header);
        for (int i = 0; i < VisibleColumns && _left + i < MeetingCount; i++)
        {
            Meeting meeting = _model.Term!.Meetings[_left + i];
            bool isNewMonth = i == 0 || _model.Term.Meetings[_left + i - 1].Day.Month != meeting.Day.Month;
            int x = CellsLeft + (i * CellWidth);
            Put(x, 0, isNewMonth ? meeting.Day.ToString("MM", CultureInfo.InvariantCulture) + "/" : "", Tone.Header);
            Put(x, 1, meeting.Day.ToString("dd", CultureInfo.InvariantCulture), _left + i == Column ? Tone.Selected : Tone.Header);
        }

        string Head(string title, TermSort sort) => _model.Sort == sort ? title + (_model.IsDescending ? "▼" : "▲") : title;
    }

    private void PaintRow(int y, int index)
    {
        TermRow row = _model.Rows[index];
        TermRule rule = _model.Term!.Rule;
        bool isChosen = index == _row;
        Tone tone = row.IsBelow ? Tone.Bad : row.WouldFallBelow(rule.NextLessons) ? Tone.Warning : row.IsListed ? Tone.Normal : Tone.Dim;
        string name = row.Name.Length > 0 ? row.Name : row.Student.ToString();
        Put(0, y, isChosen ? "▸" : " ", Tone.Accent);
        Put(1, y, TextFit.Pad(name, NameWidth - 1), isChosen ? Tone.Strong : Tone.Normal);
        Put(1 + NameWidth, y, Look.Strings.Term.OneDecimal(row.Total.Percent).PadLeft(7), tone);
        Put(1 + NameWidth + 7, y, row.Total.Absences.ToString(CultureInfo.InvariantCulture).PadLeft(5), tone);
        Put(1 + NameWidth + 12, y, row.Left.ToString(CultureInfo.InvariantCulture).PadLeft(5), tone);
        Put(1 + NameWidth + 18, y, !row.IsListed ? "?" : row.IsBelow ? "!" : row.WouldFallBelow(rule.NextLessons) ? "~" : " ", tone);
        for (int i = 0; i < VisibleColumns && _left + i < MeetingCount; i++)
        {
            int column = _left + i;
            Attended cell = row.Cells[column];
            int lessons = _model.Term.Meetings[column].Lessons;
            string text = TermExport.SymbolOf(cell, lessons, Look.Strings.Term) + (cell.IsCorrected ? "*" : "");
            bool isHere = isChosen && column == Column;
            Put(CellsLeft + (i * CellWidth), y, TextFit.Pad(text, CellWidth - 1), isHere
                ? (HasFocus ? Tone.Selected : Tone.SelectedAway)
                : ToneOf(cell, lessons));
        }
    }

    private static Tone ToneOf(Attended cell, int lessons)
    {
        LessonCount count = cell.Count(lessons);
        return count.Absent > 0 ? Tone.Bad
            : count.Justified > 0 || count.Late > 0 ? Tone.Warning
            : count.Excused > 0 ? Tone.Accent
            : Tone.Dim;
    }

    private bool MoveBy(int rows, int columns)
    {
        Choose(_row + rows, Column + columns);
        return true;
    }

    private void Choose(int row, int column)
    {
        _row = Math.Clamp(row, 0, Math.Max(0, _model.Rows.Count - 1));
        _column = Math.Clamp(column, 0, Math.Max(0, MeetingCount - 1));
        _student = Row?.Student;
        KeepInSight();
        SetNeedsDraw();
    }

    private void KeepInSight()
    {
        _top = Math.Clamp(_top, Math.Max(0, _row - VisibleRows + 1), _row);
        _left = Math.Clamp(_left, Math.Max(0, Column - VisibleColumns + 1), Column);
    }

    private int IndexOf(StudentId student)
    {
        for (int i = 0; i < _model.Rows.Count; i++)
        {
            if (_model.Rows[i].Student == student)
            {
                return i;
            }
        }

        return -1;
    }
}
