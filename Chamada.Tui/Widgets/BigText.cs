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
        string[] dots = [.. Enumerable.Range(0, Dots).Select(row => string.Join(' ', LettersOf(text).Select(letter => letter[row])))];
        return large ? [.. dots.Select(Doubled)] : [.. Enumerable.Range(0, Dots / 2).Select(i => Halves(dots[2 * i], dots[(2 * i) + 1]))];
    }

    /// <summary>The columns that a text takes.</summary>
    public static int Columns(string text, bool large) => Lines(text, large)[0].Length;

    /// <summary>
    /// The lines of a text in any size, letters closer together than in <see cref="Lines"/>. Numbers have no accents, so they take one
    /// dot less.
    /// </summary>
    /// <param name="text">Characters without a letter are left out.</param>
    /// <param name="scale">How many columns, and half lines, a dot is; from 1.</param>
    public static string[] Scaled(string text, int scale)
    {
        string gap = new(' ', (scale + 1) / 2);
        int first = text.All(static c => char.IsAsciiDigit(c) || c is '/' or ' ') ? 1 : 0;
        string[] dots =
        [
            .. Enumerable.Range(first, Dots - first).Select(row => string.Join(
                gap, LettersOf(text).Select(letter => string.Concat(letter[row].Select(dot => new string(dot, scale)))))),
        ];
        string none = new(' ', dots[0].Length);
        int halves = dots.Length * scale;
        return [.. Enumerable.Range(0, (halves + 1) / 2).Select(i => Halves(Half(2 * i), Half((2 * i) + 1)))];

        string Half(int at) => at < halves ? dots[at / scale] : none;
    }

    /// <summary>A word in the letters that there are: in capitals, without what has none.</summary>
    public static string Spell(string word) => string.Concat(word.ToUpperInvariant().Where(Letters.ContainsKey));

    private static IEnumerable<string[]> LettersOf(string text) => text.Where(Letters.ContainsKey).Select(static c => Letters[c]);

    private static string Doubled(string dots) => string.Concat(dots.Select(static dot => dot == '#' ? "██" : "  "));

    private static string Halves(string upper, string lower) => string.Concat(upper.Zip(lower, static (u, l) => (u, l) switch
    {
        ('#', '#') => '█',
        ('#', _) => '▀',
        (_, '#') => '▄',
        _ => ' ',
    }));
}
