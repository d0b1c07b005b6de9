using System.Globalization;

namespace Chamada.Core.Archive.Rosters;

/// <summary>Which columns are which, as far as that is certain.</summary>
/// <param name="Number">The column of the numbers, from 0; -1 for none.</param>
/// <param name="Names">The columns of the names, from 0.</param>
/// <param name="Doubt">What is not certain; null when all is.</param>
/// <param name="Wanted">What was named and is not there.</param>
internal sealed record ColumnPick(int Number, IReadOnlyList<int> Names, RosterDoubt? Doubt, string Wanted = "");

/// <summary>Weighs the columns of a table, content against headings. What is not certain is left to a person.</summary>
internal sealed class ColumnFinder
{
    private readonly Column[] _columns;
    private readonly bool _hasHeader;
    private readonly bool _isCanvas;

    /// <summary>Weighs the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">Its headings; null where it has none.</param>
    /// <param name="body">The rows that may be students'.</param>
    public ColumnFinder(Table table, TableRow? header, IReadOnlyList<TableRow> body)
    {
        _hasHeader = header is not null;
        _columns = [.. Enumerable.Range(0, table.Width).Select(column => new Column(
            column, header?[column] ?? "", [.. body.Select(row => row[column]).Where(static cell => cell.Length > 0)], body.Count))];
        _isCanvas = _columns.Any(static column => column.Folded is "sis login id" or "sis user id");
    }

    /// <summary>The columns, for a person to choose among.</summary>
    public IReadOnlyList<RosterColumn> Described =>
        [.. _columns.Select(static column => new RosterColumn(column.Index + 1, column.Header, column.Content, [.. column.Cells.Take(3)]))];

    /// <summary>Picks the columns.</summary>
    /// <param name="choice">What a person has decided.</param>
    public ColumnPick Pick(RosterChoice choice)
    {
        if (choice.Number is { } wantedNumber && Find(wantedNumber) < 0)
        {
            return new ColumnPick(-1, [], RosterDoubt.NoSuchColumn, wantedNumber);
        }

        List<int>? wantedNames = choice.Name is { } wanted ? FindNames(wanted) : null;
        if (wantedNames?.Contains(-1) ?? false)
        {
            return new ColumnPick(-1, [], RosterDoubt.NoSuchColumn, choice.Name!);
        }

        (int number, RosterDoubt? doubt) = choice.Number is { } given ? (Find(given), null) : PickNumber();
        if (wantedNames is not null)
        {
            return new ColumnPick(number, wantedNames, doubt);
        }

        (IReadOnlyList<int> names, bool isCertain) = PickNames(number);
        return new ColumnPick(number, names, doubt ?? (isCertain ? null : RosterDoubt.Name));
    }

    /// <summary>A column by the words of its heading, or its place from 1; -1 where there is none, or several.</summary>
    private int Find(string wanted)
    {
        string folded = HeaderWords.Folded(wanted);
        Column[] found = [.. _columns.Where(column => folded.Length > 0 && column.Folded == folded)];
        return found.Length == 1 ? found[0].Index
            : found.Length > 1 || !int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? -1
            : place >= 1 && place <= _columns.Length ? place - 1
            : -1;
    }

    private List<int> FindNames(string wanted)
    {
        int whole = Find(wanted);
        return whole >= 0 || wanted.Trim() == "0" ? whole >= 0 ? [whole] : []
            : wanted.Contains('+', StringComparison.Ordinal) ? [.. wanted.Split('+').Select(part => Find(part.Trim()))]
            : [-1];
    }

    private (int Column, RosterDoubt? Doubt) PickNumber()
    {
        Column[] named = [.. _columns.Where(static column => column.Meaning == HeaderMeaning.Number)];
        Column[] good = [.. named.Where(static column => column.Content is ColumnContent.Numbers or ColumnContent.Rounded)];
        if (good.Length > 0)
        {
            return (good.MaxBy(Weight)!.Index, good.Length == 1 ? null : RosterDoubt.Number);
        }

        Column[] candidates = [.. _columns.Where(IsCandidate).OrderByDescending(Weight)];
        if (named.Length > 0)
        {
            // The heading says where the numbers are, and they are not there. Two lines that hold the same number, or a list
            // numbered from 1, are still what the heading says, as long as nothing else could be meant.
            return candidates.Length > 0 ? (candidates[0].Index, RosterDoubt.Number)
                : named is [{ HasOnlyNumbers: true } odd] ? (odd.Index, null)
                : (-1, RosterDoubt.NoNumber);
        }

        if (candidates.Length == 0)
        {
            Column[] both = [.. _columns.Where(static column => column.Content == ColumnContent.NamesWithNumbers)];
            return both is [{ } inside] ? (inside.Index, null) : (-1, RosterDoubt.NoNumber);
        }

        Column best = candidates[0];
        bool isAlone = candidates.Skip(1).All(other => other.Length <= Column.Short && best.Length > Column.Short + 1);
        bool isTold = !_hasHeader || best.Meaning is not HeaderMeaning.Unknown || _columns.Length == 1;
        return (best.Index, isAlone && isTold ? null : RosterDoubt.Number);
    }

    /// <summary>Whether a column may have the student numbers although its heading does not say so.</summary>
    private bool IsCandidate(Column column) =>
        column.Content is ColumnContent.Numbers or ColumnContent.Rounded
        && column.Meaning is not (HeaderMeaning.Other or HeaderMeaning.Name or HeaderMeaning.FirstName or HeaderMeaning.LastName)
        && !(_isCanvas && column.Folded == "id"); // Canvas's own number, which no student knows.

    private static int Weight(Column column) => column.Meaning switch
    {
        HeaderMeaning.Number => 100,
        HeaderMeaning.Code or HeaderMeaning.Student => 40,
        HeaderMeaning.Running => 20,
        _ => 0,
    } + column.Length;

    private (IReadOnlyList<int> Names, bool IsCertain) PickNames(int number)
    {
        Column[] others = [.. _columns.Where(column =>
            column.Index != number && column.Content is not (ColumnContent.Numbers or ColumnContent.Emails or ColumnContent.Dates))];
        Column? first = others.FirstOrDefault(static column => column.Meaning == HeaderMeaning.FirstName);
        Column? last = others.FirstOrDefault(static column => column.Meaning == HeaderMeaning.LastName);
        Column[] full = [.. others.Where(static column => column.Meaning == HeaderMeaning.Name)];

        // Beside a surname, "Nome" is the first name, as Moodle has it.
        Column? beside = first ?? full.FirstOrDefault(static column => column.Folded is "nome" or "name" or "nombre" or "nom");
        if (last is not null && beside is { } given)
        {
            return ([given.Index, last.Index], true);
        }

        if (full.Length > 1)
        {
            Column[] better = [.. full.Where(static column =>
                column.Folded.Split(' ').Any(static word => word is "completo" or "full" or "aluno" or "estudante" or "student"))];
            full = better.Length > 0 ? better : full;
        }

        if (full.Length > 0)
        {
            return ([full[0].Index], full.Length == 1);
        }

        Column[] persons = [.. others.Where(static column =>
            column.Meaning == HeaderMeaning.Student && column.Content is not ColumnContent.Empty)];
        if (persons.Length > 0)
        {
            return ([persons[0].Index], persons.Length == 1);
        }

        if (number >= 0 && _columns[number].Content == ColumnContent.NamesWithNumbers)
        {
            return ([number], true);
        }

        Column[] likely = [.. others.Where(static column =>
            column.Content == ColumnContent.Names && column.Meaning != HeaderMeaning.Other)];
        Column? one = first ?? last ?? (likely.Length > 0 ? likely[0] : null);
        return one is null ? ([], true) : ([one.Index], first is null && last is null && likely.Length == 1);
    }

    private sealed class Column
    {
        /// <summary>Numbers of so many digits are ages or places in a list, where another column has longer ones.</summary>
        public const int Short = 3;

        public Column(int index, string header, IReadOnlyList<string> cells, int rows)
        {
            (Index, Header, Cells) = (index, header, cells);
            Folded = HeaderWords.Folded(header);
            Meaning = HeaderWords.Of(header);
            Content = ColumnContents.Of(cells);
            int[] lengths = [.. cells.Select(static cell => StudentNumber.Unwrapped(cell).Length).Order()];
            Length = lengths.Length == 0 ? 0 : lengths[lengths.Length / 2];
            bool isSparse = cells.Count * 2 < rows && Meaning != HeaderMeaning.Number;
            Content = Content == ColumnContent.Numbers && isSparse ? ColumnContent.Other : Content;
        }

        public int Index { get; }

        public string Header { get; }

        public string Folded { get; }

        public HeaderMeaning Meaning { get; }

        public ColumnContent Content { get; }

        public IReadOnlyList<string> Cells { get; }

        /// <summary>How long a cell is, in the middle of all.</summary>
        public int Length { get; }

        /// <summary>Whether numbers are all that it has: counted, or the same again and again, or both.</summary>
        public bool HasOnlyNumbers =>
            Content is ColumnContent.Counting or ColumnContent.Amounts or ColumnContent.Same
            && Cells.All(static cell => !cell.Any(char.IsAsciiDigit) || StudentNumber.Read(cell).Student is not null);
    }
}
