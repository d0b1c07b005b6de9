using System.Globalization;
using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Rosters;

/// <summary>What the table of the import shows: the students, the lines with something to say, or what there is to choose among.</summary>
internal sealed class ImportRows(Look look, ImportModel model, Func<bool> showsLines) : IGridSource
{
    /// <inheritdoc/>
    public IReadOnlyList<GridColumn> Columns => model.Question switch
    {
        ImportQuestion.Sheet => [new(look.Strings.SheetColumn, 0)],
        ImportQuestion.Encoding => [new(look.Strings.EncodingColumn, 20), new(look.Strings.SampleColumn, 0)],
        ImportQuestion.Number or ImportQuestion.Name =>
            [new("", 3, AtRight: true), new(look.Strings.HeadingColumn, 22), new(look.Strings.SampleColumn, 0),
                new(look.Strings.ContentColumn, 18)],
        _ when showsLines() && model.Lines.Any(static line => line.Suggestion.Length > 0) =>
            [new(look.Strings.LineColumn, 6, AtRight: true), new(look.Strings.ReasonColumn, 0), new(look.Strings.TextColumn, 13)],
        _ when showsLines() =>
            [new(look.Strings.LineColumn, 6, AtRight: true), new(look.Strings.ReasonColumn, 44), new(look.Strings.TextColumn, 0)],
        _ => [new(look.Strings.LineColumn, 6, AtRight: true), new(look.Strings.ColumnStudent, 28), new(look.Strings.ColumnName, 0)],
    };

    /// <inheritdoc/>
    public int RowCount => model.Question switch
    {
        ImportQuestion.Sheet => model.Layout!.Sheets.Count,
        ImportQuestion.Encoding => model.Layout!.Encodings.Count,
        ImportQuestion.Number => model.Layout!.Columns.Count,
        ImportQuestion.Name => model.Layout!.Columns.Count + 1,
        _ when showsLines() => model.Lines.Count,
        _ => model.Preview?.Students.Count ?? 0,
    };

    /// <inheritdoc/>
    public (int Column, bool Descending)? SortedBy => null;

    /// <inheritdoc/>
    public string TextOf(int row, int column) => model.Question switch
    {
        ImportQuestion.Sheet => model.Layout!.Sheets[row],
        ImportQuestion.Encoding =>
            column == 0 ? TextEncodingNames.NameOf(model.Layout!.Encodings[row].Encoding) : model.Layout!.Encodings[row].Sample,
        ImportQuestion.Number or ImportQuestion.Name => row < model.Layout!.Columns.Count
            ? Of(model.Layout.Columns[row], column)
            : column == 1 ? look.Strings.NoNames : "",
        _ when showsLines() => Of(model.Lines[row], column),
        _ => Of(model.Preview!.Students[row], column),
    };

    /// <inheritdoc/>
    public Tone ToneOf(int row, int column) =>
        model.Question == ImportQuestion.None && showsLines() && column == 1 ? Tone.Warning
        : column == 0 && model.Question != ImportQuestion.Sheet && model.Question != ImportQuestion.Encoding ? Tone.Dim
        : Tone.Normal;

    /// <inheritdoc/>
    public object KeyOf(int row) => row;

    /// <inheritdoc/>
    public int RowOf(object key) => (int)key < RowCount ? (int)key : -1;

    private string Of(RosterColumn shown, int column) => column switch
    {
        0 => shown.Number.ToString(CultureInfo.InvariantCulture),
        1 => shown.Header,
        2 => string.Join(" · ", shown.Sample),
        _ => look.Strings.Rosters.Content(shown.Content),
    };

    private string Of(RosterLine line, int column) => column switch
    {
        0 => line.Line == 0 ? "" : line.Line.ToString(CultureInfo.InvariantCulture),
        1 => look.Strings.Rosters.Problem(line),
        _ => line.Text,
    };

    private static string Of(RosterStudent student, int column) => column switch
    {
        0 => student.Line.ToString(CultureInfo.InvariantCulture),
        1 => student.Student.ToString(),
        _ => student.Name,
    };
}
