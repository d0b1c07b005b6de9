using System.Xml;
using Chamada.Core.Archive.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>
/// Reads class lists from files as school systems, spreadsheets and people make them. What is certain is read; what is not is
/// answered as a question, with what a person needs to decide it. Nothing is ever guessed in silence.
/// </summary>
public static class RosterReader
{
    /// <summary>The headings of a list that this program wrote.</summary>
    internal const string OwnNumber = "student", OwnName = "name";

    /// <summary>In how many lines the headings are looked for.</summary>
    private const int HeaderWithin = 30;

    /// <summary>Reads a file's content. Never fails: whatever it is, the answer says so.</summary>
    /// <param name="content">The file.</param>
    /// <param name="choice">What a person has decided about it; null for nothing.</param>
    public static RosterReading Read(ReadOnlyMemory<byte> content, RosterChoice? choice = null)
    {
        choice ??= new RosterChoice();
        FileKind kind = FileKinds.Of(content);
        return kind switch
        {
            FileKind.Text => ReadText(content, choice),
            FileKind.Workbook => ReadWorkbook(content, choice),
            _ => new RosterUnreadable(kind, RosterFault.OtherKind, []),
        };
    }

    /// <summary>Whether a line alone is a heading for student numbers, as in a file that has one number a line.</summary>
    public static bool IsNumberHeading(string line) =>
        line.Length > 1 && HeaderWords.Of(line) is HeaderMeaning.Number or HeaderMeaning.Code
            or HeaderMeaning.Student or HeaderMeaning.Running
        && !line.Any(char.IsAsciiDigit);

    /// <summary>A line that holds a student number alone, without what stands around it unseen or for a spreadsheet's sake.</summary>
    public static string NumberOf(string line) => StudentNumber.Unwrapped(CellText.Clean(line).Text);

    /// <summary>Whether the beginning of a file shows that it is more than one student number a line: a table, or no text.</summary>
    public static bool IsTable(ReadOnlyMemory<byte> beginning)
    {
        if (FileKinds.Of(beginning) != FileKind.Text)
        {
            return true;
        }

        string text = TextDecoder.Decode(beginning.Span).Text;
        string[] lines = [.. text.Split('\n', '\r').Select(static line => line.Trim()).Where(static line => line.Length > 0).Take(50)];
        return lines.Count(static line => line.AsSpan().IndexOfAny(DelimitedText.Separators) >= 0) * 2 > lines.Length;
    }

    private static RosterReading ReadText(ReadOnlyMemory<byte> content, RosterChoice choice)
    {
        DecodedText text = choice.Encoding is { } told ? TextDecoder.Decode(content.Span, told) : TextDecoder.Decode(content.Span);
        Table table = DelimitedText.Read(text.Text);
        RosterLayout layout = new(FileKind.Text, text.Encoding, text.Candidates, table.Separator, "", [], 0, []);
        RosterReading reading = ReadTable(table, layout, choice);

        // The numbers are the same in any of them; but names that are kept wrong are worse than a question.
        return reading is RosterRead read && !text.IsCertain
            ? new RosterUndecided(read.Layout, RosterDoubt.Encoding, read.NumberColumn, read.NameColumns)
            : reading;
    }

    private static RosterReading ReadWorkbook(ReadOnlyMemory<byte> content, RosterChoice choice)
    {
        try
        {
            using Workbook workbook = Workbook.Open(content);
            string[] sheets = [.. workbook.Sheets.Select(static sheet => sheet.Name)];
            RosterLayout layout = new(FileKind.Workbook, null, [], null, "", sheets, 0, []);
            WorkbookSheet? sheet = choice.Sheet is { } wanted
                ? workbook.Sheets.FirstOrDefault(sheet => HeaderWords.Folded(sheet.Name) == HeaderWords.Folded(wanted))
                : workbook.Sheets.FirstOrDefault(static sheet => !sheet.IsHidden);
            return sheet is not null ? ReadTable(WorkbookCells.Read(workbook, sheet), layout with { Sheet = sheet.Name }, choice)
                : choice.Sheet is { } missing ? new RosterUndecided(layout, RosterDoubt.NoSuchSheet, 0, [], missing)
                : new RosterUnreadable(FileKind.Workbook, RosterFault.Empty, []);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            return new RosterUnreadable(FileKind.Workbook, RosterFault.Damaged, []);
        }
    }

    private static RosterReading ReadTable(Table table, RosterLayout layout, RosterChoice choice)
    {
        bool isOwn = IsOwn(table, choice);
        table = isOwn ? table : table with { Rows = [.. table.Rows.Where(static row => !row.IsRuled)] };
        if (table.Rows.All(static row => row.IsBroken))
        {
            RosterLine[] broken = [.. table.Rows.Select(static row => new RosterLine(row.Line, RosterIssue.OpenQuote, row.Raw))];
            return new RosterUnreadable(layout.Kind, RosterFault.Empty, broken);
        }

        int at = isOwn ? 0 : HeaderOf(table, choice);
        TableRow? header = at < 0 ? null : table.Rows[at];
        TableRow[] rows = [.. table.Rows.Skip(at + 1)];
        RosterLines lines = new(header, choice.WithoutPunctuation, allowsLetters: choice.Number is not null, isOwn);
        TableRow[] body = [.. rows.Where(row => !row.IsBroken && !RosterLines.IsFooter(row) && !lines.IsHeaderAgain(row))];
        ColumnFinder columns = new(table, header, body);
        layout = layout with { HeaderLine = header?.Line ?? 0, Columns = columns.Described };
        ColumnPick pick = isOwn ? new ColumnPick(0, [1], null) : columns.Pick(choice);
        int[] names = [.. pick.Names.Select(static column => column + 1)];
        if (pick.Doubt is { } doubt)
        {
            return new RosterUndecided(layout, doubt, pick.Number + 1, names, pick.Wanted);
        }

        lines.Take(rows, pick.Number, pick.Names, isSplit: layout.Columns[pick.Number].Content == ColumnContent.NamesWithNumbers);
        if (layout.Columns[pick.Number].Content == ColumnContent.Counting)
        {
            lines.RemarkOnCounting();
        }

        return lines.Students.Count == 0
            ? new RosterUnreadable(layout.Kind, RosterFault.Nobody, lines.LeftOut, layout)
            : new RosterRead(layout, pick.Number + 1, names, lines.Students, lines.LeftOut, lines.Remarks);
    }

    /// <summary>Whether it is a list that this program wrote: number and name, whatever they look like.</summary>
    private static bool IsOwn(Table table, RosterChoice choice) =>
        table.Rows is [{ Line: 1, Cells: [OwnNumber, OwnName, ..] }, ..]
        && choice is { Number: null, Name: null, WithoutPunctuation: false };

    /// <summary>
    /// The row of the headings: the one of the first rows in which the most words are known, if under a heading for numbers there are
    /// some; -1 where there is none. What stands above it is a title.
    /// </summary>
    private static int HeaderOf(Table table, RosterChoice choice)
    {
        (int best, int most) = (-1, 0);
        for (int at = 0; at < Math.Min(HeaderWithin, table.Rows.Count); at++)
        {
            int score = HeaderScore(table, at, choice);
            (best, most) = score > most ? (at, score) : (best, most);
        }

        return best;
    }

    private static int HeaderScore(Table table, int at, RosterChoice choice)
    {
        TableRow row = table.Rows[at];
        int score = 0, known = 0, filled = 0;
        for (int column = 0; column < row.Cells.Count; column++)
        {
            string cell = row[column];
            filled += cell.Length > 0 ? 1 : 0;
            if (cell.Length > 0 && IsWanted(cell, choice))
            {
                return int.MaxValue;
            }

            HeaderMeaning meaning = HeaderWords.Of(cell);
            bool isKnown = meaning != HeaderMeaning.Unknown && !(meaning == HeaderMeaning.Running && cell.Any(char.IsAsciiDigit));
            known += isKnown ? 1 : 0;
            score += !isKnown ? 0 : meaning switch
            {
                HeaderMeaning.Number or HeaderMeaning.Student or HeaderMeaning.Code or HeaderMeaning.Running =>
                    HasNumberBelow(table, at, column) ? 4 : 2,
                HeaderMeaning.Name or HeaderMeaning.FirstName or HeaderMeaning.LastName => 2,
                _ => 1,
            };
        }

        // A title may hold such a word; a row of headings is known by two of them, or by numbers under its only one.
        bool isHeader = known >= 2 ? score > known && (known * 2 >= filled || score >= 4)
            : known == 1 && filled <= 2 && score >= (table.Width == 1 || filled == 1 ? 4 : 2);
        return isHeader && !row.Cells.Any(static cell => cell.Count(char.IsAsciiDigit) > 6) ? score : 0;
    }

    private static bool IsWanted(string cell, RosterChoice choice)
    {
        string folded = HeaderWords.Folded(cell);
        return folded.Any(char.IsLetter) && (Is(choice.Number) || Is(choice.Name) || (choice.Name?.Split('+').Any(Is) ?? false));

        bool Is(string? wanted) => wanted is not null && HeaderWords.Folded(wanted) == folded;
    }

    private static bool HasNumberBelow(Table table, int at, int column) =>
        table.Rows.Skip(at + 1).Take(3).Any(row => StudentNumber.IsLikely(row[column]));
}
