using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>A class list as it is in its file.</summary>
/// <param name="Roster">The list.</param>
/// <param name="BadLines">The lines that are no student's, as where somebody has edited the file by hand.</param>
/// <param name="BadText">Those lines as they stand in the file, to be kept there until somebody mends them.</param>
public sealed record KeptRoster(Roster Roster, IReadOnlyList<RosterLine> BadLines, string BadText)
{
    /// <summary>No list.</summary>
    public static readonly KeptRoster None = new(Roster.Empty, [], "");
}

/// <summary>
/// A class list as text for files and spreadsheets: a header, then number and name, with commas. Where a number can be written in other
/// ways, a third column has those, with spaces between.
/// </summary>
public static class RosterCsv
{
    private const string Student = RosterReader.OwnNumber, Name = RosterReader.OwnName;

    private const string Also = "also";

    /// <summary>
    /// Before a list that could be taken for text that was encoded twice (<c>Ã§</c>): who reads it is told that it was not.
    /// </summary>
    private const char Mark = '\uFEFF';

    private static readonly byte[] MarkedHeading = Encoding.UTF8.GetBytes($"{Mark}{Student},{Name}");

    /// <summary>Writes a list. <see cref="Read"/> reads it back as it was.</summary>
    /// <param name="roster">The list.</param>
    /// <param name="badText">Lines that could not be read, to be kept as they are.</param>
    public static string Write(Roster roster, string badText = "")
    {
        ArgumentNullException.ThrowIfNull(roster);
        ILookup<StudentId, string> others = roster.Others.ToLookup(static other => other.Listed, static other => other.Typed.ToString());
        StringBuilder csv = new(others.Count == 0 ? $"{Student},{Name}\n" : $"{Student},{Name},{Also}\n");
        foreach (RosterEntry entry in roster.Entries)
        {
            string number = entry.Student.ToString();
            if (others.Count == 0)
            {
                CsvText.Append(csv, number, entry.Name);
            }
            else
            {
                CsvText.Append(csv, number, entry.Name, string.Join(' ', others[entry.Student]));
            }
        }

        string text = csv.Append(badText).ToString();
        return TwiceEncoded.Undo(text) is null ? text : Mark + text;
    }

    /// <summary>Reads a list that was written here, and perhaps edited by hand or by a spreadsheet since.</summary>
    /// <exception cref="InvalidDataException">It is no text, or its table cannot be made out.</exception>
    public static KeptRoster Read(ReadOnlyMemory<byte> content)
    {
        bool isMarked = content.Span.StartsWith(MarkedHeading);
        RosterReading reading = RosterReader.Read(content, isMarked ? new RosterChoice { Encoding = TextEncoding.Utf8 } : null);
        if (reading is RosterUndecided doubtful)
        {
            // Here it is known which columns there are, and an encoding is better than none.
            reading = RosterReader.Read(content, new RosterChoice { Number = "1", Name = "2", Encoding = doubtful.Layout.Encoding });
        }

        return reading switch
        {
            RosterRead read => new KeptRoster(
                new Roster(read.Students.Select(static student => new RosterEntry(student.Student, student.Name)), Others(content, read)),
                read.LeftOut,
                Lines(content, read.Layout, read.LeftOut)),
            RosterUnreadable { Fault: RosterFault.Empty, LeftOut.Count: 0 } => KeptRoster.None,
            RosterUnreadable { Layout: { } layout } nobody =>
                new KeptRoster(Roster.Empty, nobody.LeftOut, Lines(content, layout, nobody.LeftOut)),
            _ => throw new InvalidDataException("It is not a class list."),
        };
    }

    private static IEnumerable<OtherNumber> Others(ReadOnlyMemory<byte> content, RosterRead read)
    {
        int column = read.Layout.Columns.FirstOrDefault(static column => column.Header == Also)?.Number - 1 ?? -1;
        if (column < 0)
        {
            return [];
        }

        Dictionary<int, StudentId> listed = read.Students.ToDictionary(static student => student.Line, static student => student.Student);
        return Rows(content, read.Layout)
            .Where(row => listed.ContainsKey(row.Line))
            .SelectMany(row => row[column].Split(' ').Select(typed => (row.Line, Typed: CsvText.Unguarded(typed))))
            .Where(static one => StudentId.TryParse(one.Typed, out _))
            .Select(one => new OtherNumber(StudentId.TryParse(one.Typed, out StudentId typed) ? typed : default, listed[one.Line]));
    }

    private static string Lines(ReadOnlyMemory<byte> content, RosterLayout layout, IReadOnlyList<RosterLine> lines)
    {
        HashSet<int> wanted = [.. lines.Select(static line => line.Line)];
        return wanted.Count == 0 ? "" : string.Concat(Rows(content, layout)
            .Where(row => wanted.Contains(row.Line))
            .Select(static row => row.Source.TrimEnd('\r', '\n') + "\n"));
    }

    private static IReadOnlyList<TableRow> Rows(ReadOnlyMemory<byte> content, RosterLayout layout) =>
        DelimitedText.Read(TextDecoder.Decode(content.Span, layout.Encoding ?? TextEncoding.Utf8).Text).Rows;
}
