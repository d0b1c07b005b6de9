using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Walls;

/// <summary>The names of a wall, below a line that counts.</summary>
internal sealed class NameWall(Look look, WallModel model) : Canvas(look)
{
    // The narrowest place of a name: "● present " and the beginning of a name that tells people apart.
    private const int LeastCell = 26, WideCell = 52, HeadRows = 2, SignColumns = 2;

    private int CellWidth => Math.Max(1, Viewport.Width / model.Columns);

    /// <inheritdoc/>
    public override IEnumerable<LineChoice> Choices =>
    [
        new LineChoice(
            Look.Strings.Plain.ChooseLine, model.Entries.Count == 0 ? Look.Strings.Wall.Nobody : "", model.Entries.Count,
            place =>
                PlainText.Joined([WordsOf(model.Entries[place].State).Word, $"{model.Entries[place].Student}", model.Entries[place].Name]),
            model.Chosen, place => model.Choose(place)),
    ];

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        switch (key.KeyCode)
        {
            case KeyCode.CursorDown:
                model.Move(1);
                break;
            case KeyCode.CursorUp:
                model.Move(-1);
                break;
            case KeyCode.CursorRight:
                model.Move(0, 1);
                break;
            case KeyCode.CursorLeft:
                model.Move(0, -1);
                break;
            case KeyCode.PageDown:
                model.MovePages(1);
                break;
            case KeyCode.PageUp:
                model.MovePages(-1);
                break;
            case KeyCode.Home:
                model.Choose(0);
                break;
            case KeyCode.End:
                model.Choose(int.MaxValue);
                break;
            default:
                return false;
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            model.Move(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1);
        }
        else if (mouse.IsSingleDoubleOrTripleClicked && mouse.Position is { } at && at.Y >= HeadRows
            && model.At(at.X / CellWidth, at.Y - HeadRows) is { } place)
        {
            model.Choose(place);
        }
        else
        {
            return false;
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        model.Fit(width / LeastCell, height - HeadRows);
        PaintHead(width);
        int page = model.Page * model.Columns * model.Rows;
        if (model.Entries.Count == 0)
        {
            Put(2, HeadRows, Look.Strings.Wall.Nobody, Tone.Dim);
        }

        int words = StateColumns();
        for (int column = 0; column < model.Columns; column++)
        {
            for (int row = 0; row < model.Rows; row++)
            {
                if (model.At(column, row) is { } place)
                {
                    PaintName(column * CellWidth, HeadRows + row, model.Entries[place], place == model.Chosen, words);
                }
            }
        }
    }

    private void PaintHead(int width)
    {
        WallText text = Look.Strings.Wall;
        int right = width - 1;
        if (model.Pages > 1)
        {
            right = PutRight(right, 0, text.PageOf(model.Page + 1, model.Pages), Tone.Normal) - 2;
        }

        int x = Put(1, 0, Look.Strings.ClassTitle(model.Roll.Class.ToString()), Tone.Strong) + 3;
        int here = model.Entries.Count(static entry => entry.State == WallState.Present);
        Put(x, 0, TextFit.Cut(text.Counts(here, model.Entries.Count - here), right - x), Tone.Accent);
    }

    private void PaintName(int x, int y, WallEntry entry, bool isChosen, int words)
    {
        (string sign, string word, Tone tone) = WordsOf(entry.State);
        bool isWide = CellWidth >= WideCell;
        string who = entry.Name.Length == 0 ? entry.Student.ToString() : isWide ? $"{entry.Student}  {entry.Name}" : entry.Name;
        string cell = $"{sign} {TextFit.Pad(word, words)} {who}";
        Put(x, y, isChosen ? "▸" : " ", Tone.Strong);
        Put(x + 1, y, TextFit.Pad(cell, CellWidth - SignColumns), isChosen ? Tone.Selected : tone);
    }

    private (string Sign, string Word, Tone Tone) WordsOf(WallState state) => state switch
    {
        WallState.Present => ("●", Look.Strings.Wall.Here, Tone.Good),
        WallState.TakenOff => ("×", Look.Strings.Wall.TakenOff, Tone.Warning),
        _ => ("○", Look.Strings.Wall.Absent, Tone.Normal),
    };

    private int StateColumns()
    {
        WallText text = Look.Strings.Wall;
        int usual = Math.Max(TextFit.Columns(text.Here), TextFit.Columns(text.Absent));
        return model.Entries.Any(static entry => entry.State == WallState.TakenOff)
            ? Math.Max(usual, TextFit.Columns(text.TakenOff))
            : usual;
    }
}
