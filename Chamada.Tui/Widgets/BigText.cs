using System.Text;

namespace Chamada.Tui.Widgets;

/// <summary>
/// Words and numbers in large letters, to be read from the back of a room. Each letter is six dots high; a dot is half a
/// character high, or with the large size one character high and two wide.
/// </summary>
internal static class BigText
{
    /// <summary>The lines that the small size takes.</summary>
    public const int SmallHeight = 3;

    /// <summary>The lines that the large size takes.</summary>
    public const int LargeHeight = 6;

    private const int Dots = 6;

    // Six rows a letter, from top to bottom; the first is for accents.
    private static readonly Dictionary<char, string[]> Letters = new()
    {
        ['0'] = ["   ", "###", "# #", "# #", "# #", "###"],
        ['1'] = ["   ", " # ", "## ", " # ", " # ", "###"],
        ['2'] = ["   ", "###", "  #", "###", "#  ", "###"],
        ['3'] = ["   ", "###", "  #", "###", "  #", "###"],
        ['4'] = ["   ", "# #", "# #", "###", "  #", "  #"],
        ['5'] = ["   ", "###", "#  ", "###", "  #", "###"],
        ['6'] = ["   ", "###", "#  ", "###", "# #", "###"],
        ['7'] = ["   ", "###", "  #", "  #", "  #", "  #"],
        ['8'] = ["   ", "###", "# #", "###", "# #", "###"],
        ['9'] = ["   ", "###", "# #", "###", "  #", "###"],
        ['/'] = ["   ", "  #", "  #", " # ", "#  ", "#  "],
        ['.'] = [" ", " ", " ", " ", " ", "#"],
        ['-'] = ["   ", "   ", "   ", "###", "   ", "   "],
        ['_'] = ["   ", "   ", "   ", "   ", "   ", "###"],
        [' '] = ["  ", "  ", "  ", "  ", "  ", "  "],
        ['A'] = ["   ", " # ", "# #", "###", "# #", "# #"],
        ['Á'] = [" # ", " # ", "# #", "###", "# #", "# #"],
        ['Ã'] = ["###", " # ", "# #", "###", "# #", "# #"],
        ['B'] = ["   ", "## ", "# #", "## ", "# #", "## "],
        ['C'] = ["   ", "###", "#  ", "#  ", "#  ", "###"],
        ['D'] = ["   ", "## ", "# #", "# #", "# #", "## "],
        ['E'] = ["   ", "###", "#  ", "## ", "#  ", "###"],
        ['F'] = ["   ", "###", "#  ", "## ", "#  ", "#  "],
        ['G'] = ["   ", "###", "#  ", "# #", "# #", "###"],
        ['H'] = ["   ", "# #", "# #", "###", "# #", "# #"],
        ['I'] = ["   ", "###", " # ", " # ", " # ", "###"],
        ['J'] = ["   ", "  #", "  #", "  #", "# #", "###"],
        ['K'] = ["   ", "# #", "# #", "## ", "# #", "# #"],
        ['L'] = ["   ", "#  ", "#  ", "#  ", "#  ", "###"],
        ['M'] = ["     ", "#   #", "## ##", "# # #", "#   #", "#   #"],
        ['N'] = ["    ", "#  #", "## #", "# ##", "#  #", "#  #"],
        ['O'] = ["   ", "###", "# #", "# #", "# #", "###"],
        ['P'] = ["   ", "###", "# #", "###", "#  ", "#  "],
        ['Q'] = ["   ", "###", "# #", "# #", "###", "  #"],
        ['R'] = ["   ", "## ", "# #", "## ", "# #", "# #"],
        ['S'] = ["   ", "###", "#  ", "###", "  #", "###"],
        ['T'] = ["   ", "###", " # ", " # ", " # ", " # "],
        ['U'] = ["   ", "# #", "# #", "# #", "# #", "###"],
        ['V'] = ["   ", "# #", "# #", "# #", "# #", " # "],
        ['W'] = ["     ", "#   #", "#   #", "# # #", "## ##", "#   #"],
        ['X'] = ["   ", "# #", "# #", " # ", "# #", "# #"],
        ['Y'] = ["   ", "# #", "# #", " # ", " # ", " # "],
        ['Z'] = ["   ", "###", "  #", " # ", "#  ", "###"],
    };

    /// <summary>The lines of a text; characters without a letter are left out.</summary>
    public static string[] Lines(string text, bool large)
    {
        StringBuilder[] rows = [.. Enumerable.Range(0, Dots).Select(static _ => new StringBuilder())];
        foreach (char c in text)
        {
            if (Letters.TryGetValue(c, out string[]? letter))
            {
                for (int row = 0; row < Dots; row++)
                {
                    rows[row].Append(rows[row].Length > 0 ? " " : "").Append(letter[row]);
                }
            }
        }

        string[] dots = [.. rows.Select(static row => row.ToString())];
        return large ? [.. dots.Select(Doubled)] : [.. Enumerable.Range(0, Dots / 2).Select(i => Halves(dots[2 * i], dots[(2 * i) + 1]))];
    }

    /// <summary>The columns that a text takes.</summary>
    public static int Columns(string text, bool large) => Lines(text, large)[0].Length;

    private static string Doubled(string dots) => string.Concat(dots.Select(static dot => dot == '#' ? "██" : "  "));

    private static string Halves(string upper, string lower) => string.Concat(upper.Zip(lower, static (u, l) => (u, l) switch
    {
        ('#', '#') => '█',
        ('#', _) => '▀',
        (_, '#') => '▄',
        _ => ' ',
    }));
}
