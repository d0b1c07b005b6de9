using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Rosters;

/// <summary>Takes the rows of a table one by one: who is a student, what is left out and why, what else is to be said.</summary>
internal sealed class RosterLines
{
    private static readonly string[] Totals = ["total", "totais", "subtotal", "points possible"];

    private static readonly string[] Footers =
        [.. Totals, "pagina", "pag", "page", "media", "emitido", "gerado", "impresso", "legenda", "fonte", "assinatura"];

    private readonly string[] _header;
    private readonly bool _withoutPunctuation;
    private readonly bool _allowsLetters;
    private readonly bool _isOwn;
    private readonly List<RosterStudent> _students = [];
    private readonly List<RosterLine> _leftOut = [];
    private readonly List<RosterLine> _remarks = [];
    private readonly HashSet<StudentId> _seen = [];

    /// <summary>Prepares for the rows under a header.</summary>
    /// <param name="header">The headings; null where there are none.</param>
    /// <param name="withoutPunctuation">Whether to take letters and digits of the numbers alone.</param>
    /// <param name="allowsLetters">Whether a student number may do without a digit: somebody has said that it is one.</param>
    /// <param name="isOwn">Whether this program wrote the list.</param>
    public RosterLines(TableRow? header, bool withoutPunctuation, bool allowsLetters, bool isOwn)
    {
        _header = header is null ? [] : [.. header.Cells.Select(HeaderWords.Folded)];
        _withoutPunctuation = withoutPunctuation;
        _allowsLetters = allowsLetters || isOwn;
        _isOwn = isOwn;
    }

    /// <summary>The students, in the file's order.</summary>
    public IReadOnlyList<RosterStudent> Students => _students;

    /// <summary>The rows that are left out.</summary>
    public IReadOnlyList<RosterLine> LeftOut => _leftOut;

    /// <summary>What else is to be said, by line.</summary>
    public IReadOnlyList<RosterLine> Remarks => _remarks;

    /// <summary>Whether a row is the header once more.</summary>
    public bool IsHeaderAgain(TableRow row) =>
        _header.Length > 0 && row.Cells.Select(HeaderWords.Folded).SequenceEqual(_header);

    /// <summary>Whether a row is a total, a page number or the like, by its first cell that says something.</summary>
    public static bool IsFooter(TableRow row) =>
        row.Cells.FirstOrDefault(static cell => cell.Length > 0) is { } first && IsFooter(first, Footers);

    /// <summary>Takes the rows.</summary>
    /// <param name="rows">The rows under the header.</param>
    /// <param name="number">The column of the numbers, from 0.</param>
    /// <param name="names">The columns of the names, from 0.</param>
    /// <param name="isSplit">Whether number and name stand in one cell.</param>
    public void Take(IReadOnlyList<TableRow> rows, int number, IReadOnlyList<int> names, bool isSplit)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            TableRow row = rows[i];
            (string numberText, string name) = isSplit
                ? ColumnContents.NameWithNumber(row[number]) ?? ("", row[number])
                : (row[number], string.Join(' ',
                    names.Select(column => CsvText.Unguarded(row[column])).Where(static part => part.Length > 0)));
            if (row.IsBroken)
            {
                Leave(row, RosterIssue.OpenQuote);
            }
            else if (IsHeaderAgain(row))
            {
                Leave(row, RosterIssue.HeaderAgain);
            }
            else if (!(i == 0 && _header.Length > 0 && numberText.Length == 0 && name.Length == 0))
            {
                Take(row, numberText, name); // Anything but a second line of headings, which says nothing about number and name.
            }
        }

        RemarkOnLengths();
    }

    /// <summary>Says that the numbers only count the lines.</summary>
    public void RemarkOnCounting() => _remarks.Insert(0, new RosterLine(0, RosterIssue.OnlyCounts, ""));

    private void Take(TableRow row, string numberText, string name)
    {
        // A list of this program's own has numbers as they are, whatever they look like.
        NumberCell read = _isOwn && StudentId.TryParse(CsvText.Unguarded(numberText), out StudentId own)
            ? new NumberCell(own)
            : StudentNumber.Read(numberText, _withoutPunctuation);
        bool isStudent = read.Student is not null && (_allowsLetters || numberText.Any(char.IsAsciiDigit));

        // Beside a good number "Page" and "Fonte" are people; a total is one wherever it stands.
        if ((IsFooter(name, Totals) && !_isOwn) || (!isStudent && (IsFooter(row) || IsFooter(name, Footers))))
        {
            Leave(row, RosterIssue.Footer);
            return;
        }

        if (read.Student is not { } student)
        {
            Leave(row, read.Issue ?? RosterIssue.BadCharacter, read.Suggestion, numberText);
            return;
        }

        if (!isStudent)
        {
            Leave(row, RosterIssue.NoDigit);
            return;
        }

        if (!_seen.Add(student))
        {
            Leave(row, RosterIssue.Duplicate);
            return;
        }

        string kept = Roster.Tidy(name);
        _students.Add(new RosterStudent(row.Line, student, kept));
        if (read.Issue is { } issue)
        {
            _remarks.Add(new RosterLine(row.Line, issue, numberText, read.Suggestion));
        }

        Remark(row.HadMarks, RosterIssue.HadMarks);
        Remark(row.LostLetters, RosterIssue.LostLetters);
        Remark(kept.Length < name.Length, RosterIssue.NameCut);

        void Remark(bool isSo, RosterIssue what)
        {
            if (isSo)
            {
                _remarks.Add(new RosterLine(row.Line, what, kept));
            }
        }
    }

    private void Leave(TableRow row, RosterIssue issue, string suggestion = "", string? text = null) =>
        _leftOut.Add(new RosterLine(row.Line, issue, suggestion.Length > 0 && text is not null ? text : Roster.Tidy(row.Raw), suggestion));

    /// <summary>Where nearly all numbers are of one length, those of another are worth a look: a zero or a digit may be missing.</summary>
    private void RemarkOnLengths()
    {
        if (_students.Count < 3)
        {
            return;
        }

        IGrouping<int, RosterStudent> usual =
            _students.GroupBy(static student => student.Student.Length).MaxBy(static group => group.Count())!;
        if (usual.Key >= 4 && usual.Count() < _students.Count && usual.Count() * 10 >= _students.Count * (_students.Count < 5 ? 6 : 8))
        {
            _remarks.AddRange(_students.Where(student => student.Student.Length != usual.Key)
                .Select(static student => new RosterLine(student.Line, RosterIssue.OtherLength, student.Student.ToString())));
        }
    }

    private static bool IsFooter(string cell, string[] words)
    {
        string folded = HeaderWords.Folded(cell);
        return words.Any(footer => folded.StartsWith(footer, StringComparison.Ordinal)
            && (folded.Length == footer.Length || folded[footer.Length] == ' '));
    }
}
