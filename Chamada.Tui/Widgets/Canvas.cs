using Chamada.Core.Unicode;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Widgets;

/// <summary>A view that draws itself as lines of text in the theme's tones.</summary>
internal abstract class Canvas : View
{
    private List<(int X, int Y, string Text)>? _read;

    /// <summary>Makes a canvas.</summary>
    protected Canvas(Look look)
    {
        Look = look;
        look.Changed += SetNeedsDraw;
    }

    /// <summary>The language and the colours.</summary>
    protected Look Look { get; }

    /// <summary>Whether it is being read instead of drawn: large letters are then better small ones.</summary>
    protected bool IsRead => _read is not null;

    /// <summary>What can be chosen on it; where nothing is drawn it is read instead of the picture.</summary>
    public virtual IEnumerable<LineChoice> Choices => [];

    /// <summary>What it shows, in lines from top to bottom, without what is only a picture.</summary>
    public IReadOnlyList<string> Read()
    {
        List<(int X, int Y, string Text)> read = _read = [];
        try
        {
            Paint(Viewport.Width, Viewport.Height);
        }
        finally
        {
            _read = null;
        }

        return
        [
            .. read.GroupBy(static part => part.Y).OrderBy(static line => line.Key)
                .Select(static line => string.Join("; ", line.OrderBy(static part => part.X).Select(static part => PlainText.Of(part.Text))
                    .Where(static text => text.Length > 0)))
                .Where(static line => line.Length > 0),
        ];
    }

    /// <summary>Draws everything.</summary>
    protected abstract void Paint(int width, int height);

    /// <summary>Writes from a column on, at most to the edge, and answers the column behind the text.</summary>
    protected int Put(int x, int y, string text, Tone tone)
    {
        string fitting = TextFit.Cut(ForTerminal(text), Viewport.Width - x);
        if (fitting.Length > 0 && y >= 0 && y < Viewport.Height && x >= 0)
        {
            if (_read is { } read)
            {
                read.Add((x, y, fitting));
            }
            else
            {
                SetAttribute(Look.Theme[tone]);
                AddStr(x, y, fitting);
            }
        }

        return x + TextFit.Columns(fitting);
    }

    /// <summary>Writes to the right edge, and answers the column where the text begins.</summary>
    protected int PutRight(int right, int y, string text, Tone tone)
    {
        int x = Math.Max(0, right - TextFit.Columns(text));
        Put(x, y, text, tone);
        return x;
    }

    /// <summary>Fills a line with a tone.</summary>
    protected void Fill(int y, Tone tone, int x = 0) => Put(x, y, new string(' ', Math.Max(0, Viewport.Width - x)), tone);

    /// <summary>
    /// Text as a terminal may have it. Whatever comes here from outside was cleaned where it came in; a terminal obeys what it is given,
    /// so that alone is not relied upon.
    /// </summary>
    internal static string ForTerminal(string text) => HiddenCharacters.Replace(text, static _ => "\uFFFD");

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        Paint(Viewport.Width, Viewport.Height);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Look.Changed -= SetNeedsDraw;
        base.Dispose(disposing);
    }
}
