namespace Chamada.Tui.Widgets;

/// <summary>Words in the largest letters in which all of them fit, on as many lines as it takes.</summary>
internal static class LargeWords
{
    private const int LargestScale = 6;

    /// <summary>The lines; the plain words where not even the smallest letters fit.</summary>
    /// <param name="text">Words, without accents; what has no large letter is left out.</param>
    /// <param name="columns">How wide they may be.</param>
    /// <param name="rows">How high all lines together may be.</param>
    public static IReadOnlyList<string> Lines(string text, int columns, int rows)
    {
        string[] words =
            [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(BigText.Spell).Where(static word => word.Length > 0)];
        for (int scale = LargestScale; scale >= 1 && words.Length > 0; scale--)
        {
            if (Broken(words, columns, scale) is { } lines)
            {
                List<string> drawn = [];
                foreach (string line in lines)
                {
                    if (drawn.Count > 0)
                    {
                        drawn.Add("");
                    }

                    drawn.AddRange(BigText.Scaled(line, scale));
                }

                if (drawn.Count <= rows)
                {
                    return drawn;
                }
            }
        }

        return TextFit.Wrap(text, columns);
    }

    private static List<string>? Broken(string[] words, int columns, int scale)
    {
        List<string> lines = [];
        foreach (string word in words)
        {
            string joined = lines.Count > 0 ? $"{lines[^1]} {word}" : word;
            if (lines.Count > 0 && BigText.Scaled(joined, scale)[0].Length <= columns)
            {
                lines[^1] = joined;
            }
            else if (BigText.Scaled(word, scale)[0].Length <= columns)
            {
                lines.Add(word);
            }
            else
            {
                return null;
            }
        }

        return lines;
    }
}
