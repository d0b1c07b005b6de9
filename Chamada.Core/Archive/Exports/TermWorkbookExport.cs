using System.Globalization;
using Chamada.Core.Archive.Terms;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Chamada.Core.Archive.Exports;

/// <summary>
/// An Excel workbook: the totals, students and meetings, and the meetings. Numbers of students are text, so that zeros stay and nothing is
/// run as a formula; days are days; percent and what may still be missed are formulas of the sheet, for a school to check.
/// </summary>
public sealed class TermWorkbookExport : TermExport
{
    private const int FirstRow = 2;

    /// <inheritdoc/>
    public override string Name => "xlsx";

    /// <inheritdoc/>
    public override string Extension => ".xlsx";

    /// <inheritdoc/>
    public override bool IsText => false;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        using MemoryStream stream = new();
        await WriteAsync(stream, report, words).ConfigureAwait(false);
        return await One(stream.ToArray()).ConfigureAwait(false);
    }

    private static async Task WriteAsync(Stream stream, TermReport report, ITermWords words)
    {
        Spreadsheet spreadsheet = await Spreadsheet.CreateNewAsync(stream).ConfigureAwait(false);
        await using (spreadsheet.ConfigureAwait(false))
        {
            Style heading = new(), day = new(), dayHeading = new(), timeHeading = new(), percent = new(), text = new();
            heading.Font.Bold = dayHeading.Font.Bold = timeHeading.Font.Bold = true;
            day.Format = dayHeading.Format = NumberFormat.Custom(words.SpreadsheetDay);
            timeHeading.Format = NumberFormat.Custom(words.SpreadsheetDay + " hh:mm");
            percent.Format = NumberFormat.Custom("0.0%");
            text.Format = NumberFormat.Standard(StandardNumberFormat.Text);
            Styles styles = new(
                spreadsheet.AddStyle(heading), spreadsheet.AddStyle(day), spreadsheet.AddStyle(dayHeading),
                spreadsheet.AddStyle(timeHeading), spreadsheet.AddStyle(percent),
                spreadsheet.AddStyle(text));
            await WriteTotalsAsync(spreadsheet, report, words, styles).ConfigureAwait(false);
            await WriteGridAsync(spreadsheet, report, words, styles).ConfigureAwait(false);
            await WriteMeetingsAsync(spreadsheet, report, words, styles).ConfigureAwait(false);
            await spreadsheet.FinishAsync().ConfigureAwait(false);
        }
    }

    private static async Task WriteTotalsAsync(Spreadsheet spreadsheet, TermReport report, ITermWords words, Styles styles)
    {
        await spreadsheet.StartWorksheetAsync(words.TotalsSheet, Frozen(1)).ConfigureAwait(false);
        string[] heads =
        [
            words.Student, words.Name, words.Lessons, words.Present, words.Late, words.Justified, words.Excused, words.Absent,
            words.Absences, words.Percent, words.Left, words.Remark,
        ];
        await spreadsheet.AddRowAsync([.. heads.Select(head => new Cell(head, styles.Heading))]).ConfigureAwait(false);
        TermRule rule = report.Term.Rule;
        string allowed = ((100 - rule.Minimum) / 100).ToString(CultureInfo.InvariantCulture);
        int line = FirstRow;
        foreach (TermRow row in report.Term.Rows)
        {
            string of = rule.PlannedLessons is { } planned ? N(planned) : $"C{line}";
            LessonCount total = row.Total;
            decimal share = total.Lessons == 0 ? 1 : (decimal)(total.Lessons - total.Absences) / total.Lessons;
            await spreadsheet.AddRowAsync(
            [
                new Cell(row.Student.ToString(), styles.Text),
                new Cell(row.Name, styles.Text),
                new Cell(total.Lessons),
                new Cell(total.Present),
                new Cell(total.Late),
                new Cell(total.Justified),
                new Cell(total.Excused),
                new Cell(total.Absent),
                new Cell(new Formula($"F{line}+H{line}"), total.Absences, null),
                new Cell(new Formula($"IF(C{line}=0,1,(C{line}-I{line})/C{line})"), share, styles.Percent),

                // Rounded first: a spreadsheet's fractions are binary, and 0.3 of 10 lessons is 2.9999… there.
                new Cell(new Formula($"FLOOR(ROUND({allowed}*{of},6),1)-I{line}"), row.Left, null),
                new Cell(TermTableExport.RemarkOf(row, rule, words), styles.Text),
            ]).ConfigureAwait(false);
            line++;
        }
    }

    private static async Task WriteGridAsync(Spreadsheet spreadsheet, TermReport report, ITermWords words, Styles styles)
    {
        IReadOnlyList<Meeting> meetings = report.Term.Meetings;
        await spreadsheet.StartWorksheetAsync(words.GridSheet, Frozen(2)).ConfigureAwait(false);
        await spreadsheet.AddRowAsync(
        [
            new Cell(words.Student, styles.Heading), new Cell(words.Name, styles.Heading),
            .. meetings.Select((meeting, i) => SharesItsDay(meetings, i)
                ? new Cell(meeting.At.DateTime, styles.TimeHeading)
                : new Cell(meeting.At.DateTime.Date, styles.DayHeading)),
        ]).ConfigureAwait(false);
        foreach (TermRow row in report.Term.Rows)
        {
            await spreadsheet.AddRowAsync(
            [
                new Cell(row.Student.ToString(), styles.Text), new Cell(row.Name, styles.Text),
                .. row.Cells.Select((cell, i) => new Cell(SymbolOf(cell, meetings[i].Lessons, words))),
            ]).ConfigureAwait(false);
        }
    }

    private static async Task WriteMeetingsAsync(Spreadsheet spreadsheet, TermReport report, ITermWords words, Styles styles)
    {
        await spreadsheet.StartWorksheetAsync(words.MeetingsSheet, Frozen(1)).ConfigureAwait(false);
        string[] heads = [words.Day, words.Opened, words.Lessons, words.StudentsPresent, words.StudentsAbsent, words.Corrected];
        await spreadsheet.AddRowAsync([.. heads.Select(head => new Cell(head, styles.Heading))]).ConfigureAwait(false);
        for (int i = 0; i < report.Term.Meetings.Count; i++)
        {
            Meeting meeting = report.Term.Meetings[i];
            int present = report.Term.Rows.Count(row => row.Cells[i].WasThere(meeting.Lessons));
            await spreadsheet.AddRowAsync(
            [
                new Cell(meeting.At.DateTime.Date, styles.Day),
                new Cell(meeting.At.ToString("HH:mm", CultureInfo.InvariantCulture)),
                new Cell(meeting.Lessons),
                new Cell(present),
                new Cell(report.Term.Rows.Count - present),
                new Cell(Correction.InForce(meeting.Corrections).Count > 0 ? words.Yes : ""),
            ]).ConfigureAwait(false);
        }
    }

    private static WorksheetOptions Frozen(int columns)
    {
        WorksheetOptions options = new() { FrozenRows = 1, FrozenColumns = columns };
        options.Column(1).Width = 16;
        options.Column(2).Width = 32;
        return options;
    }

    private sealed record Styles(StyleId Heading, StyleId Day, StyleId DayHeading, StyleId TimeHeading, StyleId Percent, StyleId Text);
}
