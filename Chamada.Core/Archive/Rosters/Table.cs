using System.Text;
using Chamada.Core.Archive.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>A row of a file that somebody brought.</summary>
/// <param name="Line">The line that it begins on, or the row of the sheet, from 1.</param>
/// <param name="Cells">Its cells, clean.</param>
/// <param name="Raw">Its text as it stands in the file, on one line.</param>
/// <param name="HadMarks">Whether invisible marks were taken off a cell.</param>
/// <param name="LostLetters">Whether letters had been lost before.</param>
/// <param name="IsBroken">Whether a quote is opened in it and never closed; it has no cells then.</param>
/// <param name="Source">Its text exactly as it stands in the file, with its line end.</param>
internal sealed record TableRow(
    int Line, IReadOnlyList<string> Cells, string Raw, bool HadMarks, bool LostLetters, bool IsBroken, string Source)
{
    /// <summary>A cell; empty where the row is shorter.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>Whether nothing is written in it.</summary>
    public bool IsEmpty => !IsBroken && Cells.All(static cell => cell.Length == 0);

    /// <summary>Whether nothing is written in it but lines and separators.</summary>
    public bool IsRuled => !IsBroken && Cells.All(static cell => cell.EnumerateRunes().All(Rune.IsPunctuation));

    /// <summary>Makes a row of what stands in the file.</summary>
    public static TableRow Of(int line, IReadOnlyList<string> cells, string raw)
    {
        CleanText[] clean = [.. cells.Select(static cell => CellText.Clean(cell))];
        return new TableRow(
            line,
            [.. clean.Select(static cell => cell.Text)],
            CellText.Clean(raw).Text,
            clean.Any(static cell => cell.HadMarks),
            clean.Any(static cell => cell.LostLetters),
            IsBroken: false,
            raw);
    }

    /// <summary>A row whose cells nobody can tell.</summary>
    public static TableRow Broken(int line, string raw) =>
        new(line, [], CellText.Clean(raw).Text, HadMarks: false, LostLetters: false, IsBroken: true, raw);
}

/// <summary>What a file holds, whatever it is: rows of cells.</summary>
/// <param name="Rows">The rows that are not empty.</param>
/// <param name="Separator">What separates the cells of a text file; null in a workbook.</param>
internal sealed record Table(IReadOnlyList<TableRow> Rows, char? Separator)
{
    /// <summary>How many columns the widest row has.</summary>
    public int Width { get; } = Rows.Select(static row => row.Cells.Count).DefaultIfEmpty().Max();
}
