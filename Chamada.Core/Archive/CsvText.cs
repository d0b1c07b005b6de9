using System.Buffers;
using System.Text;

namespace Chamada.Core.Archive;

/// <summary>A record of comma-separated values.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Fields">Its fields, without quotes. Null when a quote was opened and never closed.</param>
/// <param name="Raw">Its text as it stands in the file.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string>? Fields, string Raw);

/// <summary>
/// Comma-separated values after RFC 4180, with any separator and any line end, as spreadsheets write them: a field in double
/// quotes may hold separators, line ends and doubled quotes. A quote inside a field that does not begin with one is a character like any other.
/// </summary>
public static class CsvText
{
    /// <summary>How much of a file an unclosed quote may swallow, in characters, before its line is given up as bad.</summary>
    private const int LongestQuoted = 4096;

    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t\"\r\n");

    /// <summary>Reads every record. Empty lines are left out.</summary>
    public static IEnumerable<CsvRecord> Read(string text, char separator)
    {
        int at = 0, line = 1;
        while (at < text.Length)
        {
            int start = at, firstLine = line;
            List<string>? fields = ReadRecord(text, separator, ref at, ref line);
            if (fields is null)
            {
                // Take the one line for bad and go on with the next: a stray quote must not cost the rest of the list.
                line = firstLine;
                at = start;
                SkipLine(text, ref at, ref line);
            }

            string raw = text[start..at].TrimEnd('\r', '\n');
            if (raw.Length > 0)
            {
                yield return new CsvRecord(firstLine, fields, raw);
            }
        }
    }

    /// <summary>One record with its line end. Fields that need it are quoted.</summary>
    public static void Append(StringBuilder csv, params ReadOnlySpan<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                csv.Append(',');
            }

            string field = Guarded(fields[i]);
            if (field.AsSpan().IndexOfAny(Special) >= 0 || field != field.Trim())
            {
                csv.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                csv.Append(field);
            }
        }

        csv.Append('\n');
    }

    /// <summary>Takes off the apostrophe that <see cref="Append"/> sets before what a spreadsheet would take for a formula.</summary>
    public static string Unguarded(string field) => field.StartsWith('\'') && NeedsGuard(field) ? field[1..] : field;

    private static string Guarded(string field) => NeedsGuard(field) ? "'" + field : field;

    /// <summary>Apostrophes before it are looked through: otherwise one that belongs to a name would be taken off.</summary>
    private static bool NeedsGuard(string field) => field.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@', ..];

    private static List<string>? ReadRecord(string text, char separator, ref int at, ref int line)
    {
        List<string> fields = [];
        while (true)
        {
            string? field = at < text.Length && text[at] == '"' ? ReadQuoted(text, separator, ref at, ref line) : ReadPlain(text, separator, ref at);
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
