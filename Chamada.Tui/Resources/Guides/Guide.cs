using System.Text;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Guides;

/// <summary>
/// The teacher's guide, as it stands in the project's documents: they are part of the program. Of Markdown it understands what the guide
/// uses and no more (a test holds that): paragraphs, numbered lists, quotations, tables of two columns, code, emphasis and links. A library
/// for the whole of Markdown would be forty times as large as the guide.
/// </summary>
internal sealed class Guide
{
    private const string TopicMark = "<!-- topic ", ScreenMark = "<!-- screen ", EndMark = "<!-- end -->", MarkEnd = " -->";

    private static readonly Lazy<Guide> Portuguese = new(static () => new Guide(Read("guia.md")));
    private static readonly Lazy<Guide> English = new(static () => new Guide(Read("guide.md")));

    /// <summary>Reads a guide.</summary>
    /// <param name="markdown">The document.</param>
    public Guide(string markdown)
    {
        Markdown = markdown;
        Sections = [.. Parse(markdown.Split('\n'))];
    }

    /// <summary>The document itself.</summary>
    public string Markdown { get; }

    /// <summary>Its sections in order; what comes before the first one is left out.</summary>
    public IReadOnlyList<GuideSection> Sections { get; }

    /// <summary>The guide in a language.</summary>
    public static Guide Of(Language language) => language == Language.Portuguese ? Portuguese.Value : English.Value;

    /// <summary>A text of Markdown without its marks. A key of one letter stands in quotation marks: it would be lost among the
    /// words.</summary>
    public static string Plain(string markdown)
    {
        StringBuilder plain = new();
        bool isCode = false;
        for (int at = 0; at < markdown.Length; at++)
        {
            char c = markdown[at];
            if (c == '`')
            {
                bool isKey = at + 2 < markdown.Length && markdown[at + 2] == '`' && !isCode;
                isCode = !isCode && !isKey;
                plain.Append(isKey ? $"“{markdown[at + 1]}”" : "");
                at += isKey ? 2 : 0;
            }
            else if (!isCode && c == '[' && markdown.IndexOf("](", at, StringComparison.Ordinal) is var middle and > 0
                && markdown.IndexOf(')', middle) is var end and > 0)
            {
                plain.Append(markdown, at + 1, middle - at - 1);
                at = end;
            }
            else if (isCode || c != '*')
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(Guide).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IEnumerable<GuideSection> Parse(string[] lines)
    {
        GuideTopic? topic = null;
        string title = "";
        List<string> text = [];
        bool isPicture = false;
        foreach (string line in lines)
        {
            isPicture = (isPicture || line.StartsWith(ScreenMark, StringComparison.Ordinal)) && line != EndMark;
            if (line.StartsWith(TopicMark, StringComparison.Ordinal))
            {
                if (topic is { } before)
                {
                    yield return new GuideSection(before, title, [.. Blocks(text)]);
                }

                topic = Enum.Parse<GuideTopic>(line[TopicMark.Length..^MarkEnd.Length], ignoreCase: true);
                text.Clear();
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                title = Plain(line[3..]);
            }
            else if (!isPicture && line != EndMark)
            {
                text.Add(line);
            }
        }

        if (topic is { } last)
        {
            yield return new GuideSection(last, title, [.. Blocks(text)]);
        }
    }

    /// <summary>Lines that belong together are one block; a table's rows are a block each, its heading and the line under that are
    /// none.</summary>
    private static IEnumerable<GuideBlock> Blocks(List<string> lines)
    {
        List<string> open = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i];
            bool isRow = line.StartsWith("| ", StringComparison.Ordinal);
            bool begins = line.Length == 0 || line.StartsWith('|') || IsCommand(line) || MarkOf(line).Length > 0;
            if (begins && open.Count > 0)
            {
                yield return BlockOf(string.Join(' ', open));
                open.Clear();
            }

            if (isRow && !(i + 1 < lines.Count && lines[i + 1].StartsWith("|---", StringComparison.Ordinal)))
            {
                string[] cells = line.Trim('|').Split(" | ", StringSplitOptions.TrimEntries);
                yield return new GuideBlock("", Plain(cells[0]), Plain(cells[1]));
            }
            else if (line.Length > 0 && !line.StartsWith('|'))
            {
                open.Add(line.TrimStart());
            }
        }

        if (open.Count > 0)
        {
            yield return BlockOf(string.Join(' ', open));
        }
    }

    private static GuideBlock BlockOf(string text)
    {
        string mark = MarkOf(text);
        return new GuideBlock(mark == ">" ? "│" : mark, "", Plain(text[mark.Length..].Trim()));
    }

    /// <summary>A whole line of code is a block of its own: it is there to be typed.</summary>
    private static bool IsCommand(string line) => line.StartsWith('`') && line.IndexOf('`', 1) == line.Length - 1;

    /// <summary>What a list's item or a quotation begins with; empty for anything else.</summary>
    private static string MarkOf(string line)
    {
        int digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && line.AsSpan(digits).StartsWith(". ") ? line[..(digits + 1)]
            : line.StartsWith("> ", StringComparison.Ordinal) ? ">"
            : "";
    }
}
