using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Widgets;

/// <summary>A column of a <see cref="Grid"/>.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Width">Its width in columns of the terminal; 0 takes what the others leave.</param>
/// <param name="AtRight">Whether its text stands at the right.</param>
internal sealed record GridColumn(string Title, int Width, bool AtRight = false);

/// <summary>What a <see cref="Grid"/> shows. Only visible rows are asked for.</summary>
internal interface IGridSource
{
    /// <summary>The columns.</summary>
    IReadOnlyList<GridColumn> Columns { get; }

    /// <summary>How many rows.</summary>
    int RowCount { get; }

    /// <summary>A cell's text.</summary>
    string TextOf(int row, int column);

    /// <summary>A cell's tone.</summary>
    Tone ToneOf(int row, int column);

    /// <summary>What a row is about: the selection stays with it when rows come, go and change places.</summary>
    object KeyOf(int row);

    /// <summary>Where a row is now; -1 when it is not shown.</summary>
    int RowOf(object key);

    /// <summary>The column by which the rows are sorted, and which way; null when they are not.</summary>
    (int Column, bool Descending)? SortedBy { get; }
}

/// <summary>
/// A table that changes while it is looked at. The selection is a row's subject, not its place; while new rows come in at the top the
/// chosen row stays chosen, and the lines do not move under the reader's eyes once he has scrolled.
/// </summary>
internal sealed class Grid : Canvas
{
    private const int WheelStep = 3;

    private object? _selected;
    private object? _topKey;
    private int _selectedRow;
    private int _top;

    /// <summary>Makes an empty table.</summary>
    public Grid(Look look, IGridSource source)
        : base(look)
    {
        Source = source;
        CanFocus = true;
    }

    /// <summary>A row was chosen for good, with Enter or a double click.</summary>
    public event Action<int>? RowChosen;

    /// <summary>The head of a column was clicked.</summary>
    public event Action<int>? HeaderClicked;

    /// <summary>What it shows.</summary>
    public IGridSource Source { get; }

    /// <summary>What is said where there are no rows.</summary>
    public Func<string> EmptyText { get; set; } = static () => "";

    /// <summary>Whether a row is chosen from the start; otherwise from the first key or click on.</summary>
    public bool AlwaysSelects { get; set; }

    /// <summary>The chosen row; -1 when none is.</summary>
    public int SelectedRow => _selected is null ? -1 : _selectedRow;

    private int VisibleRows => Math.Max(1, Viewport.Height - 1);

    /// <inheritdoc/>
    public override IEnumerable<LineChoice> Choices
    {
        get
        {
            Follow();
            yield return new LineChoice(
                Look.Strings.Plain.ChooseLine,
                Source.RowCount == 0 ? EmptyText() : PlainText.Joined(Source.Columns.Select(static column => column.Title)),
                Source.RowCount,
                row => PlainText.Joined(Source.Columns.Select((_, column) => Source.TextOf(row, column))),
                SelectedRow,
                Select)
            {
                Enter = RowChosen is null ? null : () => RowChosen?.Invoke(SelectedRow),
            };
        }
    }

    /// <summary>Takes up what the source has become.</summary>
    public void Reload()
    {
        Follow();
        SetNeedsDraw();
    }

    /// <summary>Chooses a row.</summary>
    public void Select(int row)
    {
        Follow();
        if (Source.RowCount == 0)
        {
            _selected = null;
            return;
        }

        _selectedRow = Math.Clamp(row, 0, Source.RowCount - 1);
        _selected = Source.KeyOf(_selectedRow);
        KeepInSight();
        SetNeedsDraw();
    }

    /// <summary>Moves the selection, as the arrow keys do.</summary>
    public void MoveBy(int rows) => Select(_selected is null ? (rows > 0 ? 0 : Source.RowCount - 1) : _selectedRow + rows);

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        switch (key.KeyCode)
        {
            case KeyCode.CursorDown:
                MoveBy(1);
                return true;
            case KeyCode.CursorUp:
                MoveBy(-1);
                return true;
            case KeyCode.PageDown:
                MoveBy(VisibleRows - 1);
                return true;
            case KeyCode.PageUp:
                MoveBy(1 - VisibleRows);
                return true;
            case KeyCode.Home:
                Select(0);
                return true;
            case KeyCode.End:
                Select(int.MaxValue);
                return true;
            case KeyCode.Enter when SelectedRow >= 0:
                RowChosen?.Invoke(SelectedRow);
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
            Follow();
            ScrollTo(_top + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelStep : -WheelStep));
            SetNeedsDraw();
            return true;
        }

        if (mouse.Position is not { } at || !mouse.IsSingleDoubleOrTripleClicked)
        {
            return false;
        }

        if (at.Y == 0)
        {
            if (ColumnAt(at.X) is { } column)
            {
                HeaderClicked?.Invoke(column);
            }

            return true;
        }

        SetFocus();
        Follow();
        int row = _top + at.Y - 1;
        if (row < Source.RowCount)
        {
            Select(row);
            if (mouse.IsDoubleClicked)
            {
                RowChosen?.Invoke(row);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView) => SetNeedsDraw();

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        IReadOnlyList<GridColumn> columns = Source.Columns;
        int[] widths = Widths(columns, width);
        PaintHeader(columns, widths);
        Follow();
        int count = Source.RowCount;
        if (count == 0)
        {
            Put(2, 2, EmptyText(), Tone.Dim);
        }

        for (int y = 1; y < height && _top + y - 1 < count; y++)
        {
            int row = _top + y - 1;
            bool selected = row == SelectedRow;
            Tone? rowTone = !selected ? null : HasFocus ? Tone.Selected : Tone.SelectedAway;
            if (rowTone is { } tone)
            {
                Fill(y, tone);
            }

            int x = Put(0, y, selected ? "▸" : " ", rowTone ?? Tone.Normal);
            for (int column = 0; column < widths.Length; column++)
            {
                Put(x, y, TextFit.Pad(Source.TextOf(row, column), widths[column], columns[column].AtRight), rowTone
                    ?? Source.ToneOf(row, column));
                x += widths[column] + 2;
            }
        }
    }

    private void PaintHeader(IReadOnlyList<GridColumn> columns, int[] widths)
    {
        Fill(0, Tone.Header);
        int x = 1;
        for (int column = 0; column < columns.Count; column++)
        {
            string arrow = Source.SortedBy is { } sorted && sorted.Column == column ? (sorted.Descending ? "▼" : "▲") : "";
            string title = columns[column].Title;
            Put(x, 0, TextFit.Pad(arrow.Length == 0
                ? title
                : $"{TextFit.Cut(title, widths[column] - 1)}{arrow}", widths[column], columns[column].AtRight), Tone.Header);
            x += widths[column] + 2;
        }
    }

    private static int[] Widths(IReadOnlyList<GridColumn> columns, int width)
    {
        int free = width - 1 - columns.Sum(static column => column.Width) - (2 * (columns.Count - 1));
        int fills = Math.Max(1, columns.Count(static column => column.Width == 0));
        return [.. columns.Select(column => column.Width == 0 ? Math.Max(4, free / fills) : column.Width)];
    }

    private int? ColumnAt(int x)
    {
        int[] widths = Widths(Source.Columns, Viewport.Width);
        int edge = 1;
        for (int column = 0; column < widths.Length; column++)
        {
            edge += widths[column] + 2;
            if (x < edge)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>Finds the chosen row and the top row again after rows have come, gone or changed places.</summary>
    private void Follow()
    {
        int count = Source.RowCount;
        bool inSight = _selectedRow >= _top && _selectedRow < _top + VisibleRows;
        if (_topKey is not null && Source.RowOf(_topKey) is var top and >= 0)
        {
            _top = top; // At the very top there is no such key: there the newest rows are to be seen.
        }

        if (_selected is not null && Source.RowOf(_selected) is var selected)
        {
            _selectedRow = selected >= 0 ? selected : Math.Clamp(_selectedRow, 0, Math.Max(0, count - 1));
            if (selected < 0)
            {
                _selected = count > 0 ? Source.KeyOf(_selectedRow) : null;
            }
        }

        if (_selected is null && AlwaysSelects && count > 0)
        {
            _selectedRow = 0;
            _selected = Source.KeyOf(0);
        }

        ScrollTo(_top);
        if (_selected is not null && inSight)
        {
            KeepInSight();
        }
    }

    private void KeepInSight()
    {
        if (_selectedRow < _top)
        {
            ScrollTo(_selectedRow);
        }
        else if (_selectedRow >= _top + VisibleRows)
        {
            ScrollTo(_selectedRow - VisibleRows + 1);
        }
    }

    private void ScrollTo(int top)
    {
        _top = Math.Clamp(top, 0, Math.Max(0, Source.RowCount - VisibleRows));
        _topKey = _top > 0 ? Source.KeyOf(_top) : null;
    }
}
