using Chamada.Core.Archive.Text;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Frames;

/// <summary>A page of the help.</summary>
/// <param name="Title">What stands in the list of pages and above its text.</param>
/// <param name="Blocks">What it says.</param>
/// <param name="IsTight">Whether its blocks follow each other without an empty line.</param>
internal sealed record HelpPage(string Title, IReadOnlyList<GuideBlock> Blocks, bool IsTight = false)
{
    /// <summary>Whether each of some folded words stands somewhere on it.</summary>
    public bool HasAll(IReadOnlyList<string> words) => words.All(word => FoldedText.Contains(Title, word)
        || Blocks.Any(block => FoldedText.Contains(block.Head, word) || FoldedText.Contains(block.Text, word)
            || FoldedText.Contains(block.Mark, word)));
}

/// <summary>A line of a page as it is shown.</summary>
/// <param name="Mark">What stands at its beginning; empty for nothing.</param>
/// <param name="Indent">In which column the text begins.</param>
/// <param name="Text">The text.</param>
/// <param name="IsHead">Whether it stands out.</param>
internal sealed record HelpLine(string Mark, int Indent, string Text, bool IsHead);

/// <summary>The pages of the help, and what is searched in them. It knows no terminal.</summary>
internal sealed class HelpModel
{
    private readonly IReadOnlyList<HelpPage> _pages;
    private string[] _words = [];
    private IReadOnlyList<HelpLine> _lines = [];
    private (HelpPage? Page, int Width) _wrapped;

    /// <summary>Shows a page.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="first">Which of them is shown first.</param>
    public HelpModel(IReadOnlyList<HelpPage> pages, int first)
    {
        _pages = Shown = pages;
        Page = pages[first];
    }

    /// <summary>The pages that have every word that is searched; all of them where nothing is.</summary>
    public IReadOnlyList<HelpPage> Shown { get; private set; }

    /// <summary>The page that is shown; null where no page has what is searched.</summary>
    public HelpPage? Page { get; private set; }

    /// <summary>Which of <see cref="Shown"/> that is; -1 for none.</summary>
    public int Selected => Page is null ? -1 : IndexOf(Shown, Page);

    /// <summary>The line that stands at the top.</summary>
    public int Top { get; private set; }

    /// <summary>Searches as somebody types. The page that is shown stays where it has the words; otherwise the first that has is shown. No
    /// words show all pages again.</summary>
    public void Search(string text)
    {
        _words = FoldedText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Shown = [.. _pages.Where(page => page.HasAll(_words))];
        Page = Page is not null && IndexOf(Shown, Page) >= 0 ? Page : Shown.Count > 0 ? Shown[0] : null;
        ShowBestHit();
    }

    /// <summary>Shows a page by its place among those that are shown.</summary>
    public void Show(int index)
    {
        if (Shown.Count > 0)
        {
            Page = Shown[Math.Clamp(index, 0, Shown.Count - 1)];
            ShowBestHit();
        }
    }

    /// <summary>The page's lines at a width.</summary>
    public IReadOnlyList<HelpLine> Lines(int width)
    {
        if (_wrapped != (Page, width))
        {
            _wrapped = (Page, width);
            _lines = Page is null ? [] : [.. Wrap(Page, width)];
            ShowBestHit();
        }

        return _lines;
    }

    /// <summary>Moves the text by lines, as far as it goes.</summary>
    /// <param name="by">How many; negative for up.</param>
    /// <param name="height">How many lines are seen.</param>
    public void Scroll(int by, int height) => Top = Math.Clamp(Top + by, 0, Math.Max(0, _lines.Count - height));

    /// <summary>Goes to the next line with a word that is searched; behind the last of a page, to the next page.</summary>
    public void NextHit()
    {
        int next = _words.Length == 0 ? -1 : Enumerable.Range(0, _lines.Count).FirstOrDefault(line => line > Top && IsHit(line), -1);
        if (next >= 0)
        {
            Top = next;
        }
        else if (Shown.Count > 0)
        {
            Show((Selected + 1) % Shown.Count);
        }
    }

    /// <summary>Where the words that are searched stand in a text: begin and length, in order.</summary>
    public IEnumerable<(int At, int Length)> Hits(string text)
    {
        string folded = FoldedText.Of(text);
        if (folded.Length != text.Length)
        {
            yield break; // A letter's mark stands by itself: there is no telling what to lift out.
        }

        for (int at = 0; at < folded.Length;)
        {
            int length = _words.Where(word => folded.AsSpan(at).StartsWith(word)).Select(static word => word.Length).DefaultIfEmpty().Max();
            if (length > 0)
            {
                yield return (at, length);
            }

            at += Math.Max(1, length);
        }
    }

    private static IEnumerable<HelpLine> Wrap(HelpPage page, int width)
    {
        for (int i = 0; i < page.Blocks.Count; i++)
        {
            GuideBlock block = page.Blocks[i];
            if (i > 0 && !page.IsTight)
            {
                yield return new HelpLine("", 0, "", IsHead: false);
            }

            int indent = block.Head.Length > 0 ? 2 : block.Mark.Length > 0 ? TextFit.Columns(block.Mark) + 1 : 0;
            foreach (string line in block.Head.Length > 0 ? TextFit.Wrap(block.Head, width) : [])
            {
                yield return new HelpLine("", 0, line, IsHead: true);
            }

            bool isFirst = true;
            foreach (string line in TextFit.Wrap(block.Text, Math.Max(1, width - indent)))
            {
                yield return new HelpLine(isFirst || block.Mark == "│" ? block.Mark : "", indent, line, IsHead: false);
                isFirst = false;
            }
        }
    }

    /// <summary>The first of the lines that have most of the words; the beginning where nothing is searched, or only the title has
    /// it.</summary>
    private void ShowBestHit()
    {
        int best = 0, most = 0;
        for (int line = 0; line < _lines.Count; line++)
        {
            int count = _words.Count(word => FoldedText.Contains(_lines[line].Text, word));
            (best, most) = count > most ? (line, count) : (best, most);
        }

        Top = best;
    }

    private bool IsHit(int line) => _words.Any(word => FoldedText.Contains(_lines[line].Text, word));

    private static int IndexOf(IReadOnlyList<HelpPage> pages, HelpPage page)
    {
        for (int i = 0; i < pages.Count; i++)
        {
            if (ReferenceEquals(pages[i], page))
            {
                return i;
            }
        }

        return -1;
    }
}
