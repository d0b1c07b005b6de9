using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Frames;

/// <summary>The help as it is drawn: above, where to type; at the left the topics, at the right the text of one.</summary>
internal sealed class HelpPane(Look look, HelpModel model) : Canvas(look)
{
    private const int Head = 2, Widest = 38;

    private int _firstTopic;

    /// <summary>In which column the field for searching begins.</summary>
    public static int FieldAt(Look look) => TextFit.Columns(look.Strings.HelpSearchLabel) + 2;

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        int rows = Viewport.Height - Head - 1;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            model.Scroll(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1, rows);
        }
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at && at.X < ListColumns(Viewport.Width)
            && at.Y >= Head && at.Y - Head + _firstTopic < model.Shown.Count)
        {
            model.Show(at.Y - Head + _firstTopic);
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
        Put(1, 0, Look.Strings.HelpSearchLabel, Tone.Normal);
        Put(1, 1, Look.Strings.HelpHint, Tone.Dim);
        int list = ListColumns(width), text = list + 3;
        PaintTopics(list, height);
        for (int y = Head; y < height; y++)
        {
            Put(list + 1, y, "│", Tone.Dim);
        }

        if (model.Page is not { } page)
        {
            Put(text, Head, Look.Strings.NotInHelp, Tone.Warning);
            return;
        }

        PaintText(text, Head, page.Title, Tone.Header);
        IReadOnlyList<HelpLine> lines = model.Lines(width - text - 2);
        int rows = height - Head - 1;
        model.Scroll(0, rows);
        for (int y = 0; y < rows && model.Top + y < lines.Count; y++)
        {
            HelpLine line = lines[model.Top + y];
            PaintText(text, Head + 1 + y, line.Mark, Tone.Strong);
            PaintText(text + line.Indent, Head + 1 + y, line.Text, line.IsHead ? Tone.Strong : Tone.Normal);
        }

        if (model.Top > 0)
        {
            PutRight(width, Head + 1, "▲", Tone.Accent);
        }

        if (model.Top + rows < lines.Count)
        {
            PutRight(width, height - 1, "▼", Tone.Accent);
        }
    }

    private static int ListColumns(int width) => Math.Min(Widest, (width / 3) + 1);

    private void PaintTopics(int columns, int height)
    {
        int rows = height - Head, selected = model.Selected;
        _firstTopic = Math.Clamp(_firstTopic, Math.Max(0, selected - rows + 1), Math.Max(0, selected));
        for (int y = 0; y < rows && _firstTopic + y < model.Shown.Count; y++)
        {
            bool isShown = _firstTopic + y == selected;
            Put(0, Head + y, TextFit.Pad($"{(isShown ? "▸" : " ")} {model.Shown[_firstTopic + y].Title}", columns),
                isShown ? Tone.Selected : Tone.Normal);
        }

        if (_firstTopic > 0)
        {
            PutRight(columns, Head, "▲", Tone.Accent);
        }

        if (_firstTopic + rows < model.Shown.Count)
        {
            PutRight(columns, height - 1, "▼", Tone.Accent);
        }
    }

    /// <summary>A line with what is searched lifted out.</summary>
    private void PaintText(int x, int y, string text, Tone tone)
    {
        Put(x, y, text, tone);
        foreach ((int at, int length) in model.Hits(text))
        {
            Put(x + TextFit.Columns(text[..at]), y, text.Substring(at, length), Tone.Accent);
        }
    }
}
