using System.Globalization;
using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>
/// For spreadsheets of the reader's language, to be opened by a double click: its separator and headings, UTF-8 with a byte order mark.
/// First the totals, then a column for each meeting.
/// </summary>
public sealed class TermCsvExport : TermExport
{
    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string Extension => ".csv";

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        IReadOnlyList<Meeting> meetings = report.Term.Meetings;
        StringBuilder csv = new("\uFEFF");
        SpreadsheetRow.Append(csv, words.Separator,
        [
            words.Student, words.Name, words.Lessons, words.Present, words.Late, words.Justified, words.Excused, words.Absent,
            words.Absences, words.Percent, words.Left, .. meetings.Select((meeting, i) => SharesItsDay(meetings, i)
                ? string.Create(CultureInfo.InvariantCulture, $"{words.DayOf(meeting.Day)} {meeting.At:HH:mm}")
                : words.DayOf(meeting.Day)),
        ]);
        foreach (TermRow row in report.Term.Rows)
        {
            SpreadsheetRow.Append(csv, words.Separator,
            [
                SpreadsheetRow.AsText(row.Student.ToString()), SpreadsheetRow.Guarded(row.Name), N(row.Total.Lessons), N(row.Total.Present),
                N(row.Total.Late), N(row.Total.Justified), N(row.Total.Excused), N(row.Total.Absent), N(row.Total.Absences),
                words.OneDecimal(row.Total.Percent), N(row.Left),
                .. row.Cells.Select((cell, i) => SymbolOf(cell, meetings[i].Lessons, words)),
            ]);
        }

        return One(Encoding.UTF8.GetBytes(csv.ToString()));
    }
}
