using System.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>
/// Reads separated values after RFC 4180, with any separator and any line end, as spreadsheets write them: a field in double quotes
/// may hold separators, line ends and doubled quotes.
/// </summary>
/// <remarks>
/// Forgiving, because a class list that is read as something else loses students in silence: a quote inside a field that does not
/// begin with one is a character like any other, and one that is never closed costs its own line and no other. The libraries for this
/// either join such lines to one field (Sep) or cannot be compiled ahead of time without a warning (Sylvan.Data.Csv).
/// </remarks>
internal static class DelimitedText
{
    /// <summary>How much of a file an unclosed quote may swallow, in characters, before its line is given up as broken.</summary>
    private const int LongestQuoted = 4096;

    /// <summary>What may separate fields.</summary>
    public static readonly char[] Separators = [';', '\t', ',', '|'];

    /// <summary>Reads a file whose separator is to be found out.</summary>
    public static Table Read(string text)
    {
        int body = 0, line = 1;
        if (Named(text) is { } named)
        {
            SkipLine(text, ref body, ref line);
            return new Table(Rows(text, named, body, line), named);
        }

        char separator = SeparatorOf(text);
        return new Table(Rows(text, separator, body, line), separator);
    }

    /// <summary>Reads a file whose separator is known.</summary>
    public static Table Read(string text, char separator) => new(Rows(text, separator, 0, 1), separator);

    /// <summary>The separator of a first line <c>sep=;</c>, which is for spreadsheets and belongs to no table.</summary>
    private static char? Named(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        ReadOnlySpan<char> first = text.AsSpan(0, end < 0 ? text.Length : end).Trim('"');
        return first.Length == 5 && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? first[4]
            : first.Equals("sep=", StringComparison.OrdinalIgnoreCase) ? '\t'
            : null;
    }

    private static List<TableRow> Rows(string text, char separator, int at, int line)
    {
        List<TableRow> rows = [];
        while (at < text.Length)
        {
            int start = at, firstLine = line;
            List<string>? fields = ReadRecord(text, separator, ref at, ref line);
            if (fields is null)
            {
                // Take the one line for broken and go on with the next: a stray quote must not cost the rest of the list.
                line = firstLine;
                at = start;
                SkipLine(text, ref at, ref line);
            }

            string raw = text[start..at];
            TableRow row = fields is null ? TableRow.Broken(firstLine, raw) : TableRow.Of(firstLine, fields, raw);
            if (!row.IsEmpty)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>
    /// The separator that cuts the most of the first lines into several fields. Of those that do so equally often, one that
    /// leaves a column of numbers: names may hold commas.
    /// </summary>
    private static char SeparatorOf(string text)
    {
        string sample = text.Length > 20_000 ? text[..20_000] : text;
        (char Separator, int Cut, int Numbers)[] tried = [.. Separators.Select(separator =>
        {
            TableRow[] rows = [.. Rows(sample, separator, 0, 1).Take(50)];
            int width = rows.Select(static row => row.Cells.Count).DefaultIfEmpty().Max();
            int numbers = Enumerable.Range(0, Math.Min(width, 64))
                .Select(column => rows.Count(row => StudentNumber.IsLikely(row[column]))).DefaultIfEmpty().Max();
            return (separator, rows.Count(static row => row.Cells.Count > 1), numbers);
        })];
        int most = tried.Max(static candidate => candidate.Cut);
        return most == 0
            ? ','
            : tried.Where(candidate => candidate.Cut * 10 >= most * 8).MaxBy(static candidate => candidate.Numbers).Separator;
    }

    private static List<string>? ReadRecord(string text, char separator, ref int at, ref int line)
    {
        List<string> fields = [];
        while (true)
        {
            string? field = at < text.Length && text[at] == '"'
                ? ReadQuoted(text, separator, ref at, ref line)
                : ReadPlain(text, separator, ref at);
            if (field is null)
            {
                return null;
            }

            fields.Add(field);
            if (at >= text.Length || text[at] != separator)
            {
                SkipLineEnd(text, ref at, ref line);
                return fields;
            }

            at++;
        }
    }

    private static string ReadPlain(string text, char separator, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return text[start..at];
    }

    private static string? ReadQuoted(string text, char separator, ref int at, ref int line)
    {
        StringBuilder field = new();
        for (at++; at < text.Length && field.Length <= LongestQuoted; at++)
        {
            char c = text[at];
            if (c != '"')
            {
                line += c == '\n' || (c == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) ? 1 : 0;
                field.Append(c);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else
            {
                at++;
                field.Append(ReadPlain(text, separator, ref at)); // What follows a closing quote is kept, not lost.
                return field.ToString();
            }
        }

        return null;
    }

    private static void SkipLine(string text, ref int at, ref int line)
    {
        while (at < text.Length && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        SkipLineEnd(text, ref at, ref line);
    }

    private static void SkipLineEnd(string text, ref int at, ref int line)
    {
        if (at < text.Length)
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            line++;
        }
    }
}
