using System.Globalization;
using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>
/// For spreadsheets of the reader's language, to be opened by a double click: its separator and headings, UTF-8 with a byte order mark, and
/// student numbers written so that they are still the same when the spreadsheet has read them. First who is present in order of arrival,
/// then who is absent.
/// </summary>
public sealed class CsvExport : ListExport
{
    /// <inheritdoc/>
    public override string Describe(IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.CsvFormat;
    }

    /// <inheritdoc/>
    public override string Extension => ".csv";

    /// <inheritdoc/>
    public override byte[] Write(ExportedList list, IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(words);
        AttendanceSheet sheet = list.Sheet;
        StringBuilder csv = new("\uFEFF");
        SpreadsheetRow.Append(csv, words.Separator, words.Order, words.Student, words.Name, words.Status, words.Time, words.By,
            words.Reason);
        foreach (Attendee attendee in sheet.Arrivals)
        {
            bool isOffRoster = sheet.IsOffRoster(attendee.Student);
            SpreadsheetRow.Append(csv, words.Separator,
                attendee.Order.ToString(CultureInfo.InvariantCulture),
                SpreadsheetRow.AsText(attendee.Student.ToString()),
                SpreadsheetRow.Guarded(sheet.Roster.NameOf(attendee.Student)),
                isOffRoster ? words.PresentOffRoster : words.Present,
                attendee.At is { } at ? words.SpreadsheetTime(at) : "",
                attendee.Mark == Mark.Present ? words.ByStudent : words.ByTeacher,
                SpreadsheetRow.Guarded(attendee.Reason));
        }

        foreach (RosterEntry entry in sheet.Absentees)
        {
            AppendAbsent(csv, words, entry.Student, entry.Name, sheet);
        }

        foreach (LateMark mark in list.Late)
        {
            SpreadsheetRow.Append(csv, words.Separator,
                "",
                SpreadsheetRow.AsText(mark.Student.ToString()),
                SpreadsheetRow.Guarded(sheet.Roster.NameOf(mark.Student)),
                mark.IsPresent ? words.LatePresent : words.LateRemoved,
                words.SpreadsheetTime(mark.WantedAt),
                words.ByTeacher,
                SpreadsheetRow.Guarded(mark.Reason));
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static void AppendAbsent(StringBuilder csv, IExportWords words, StudentId student, string name, AttendanceSheet sheet)
    {
        Client.RecordEntry? removal = sheet.RemovalOf(student);
        SpreadsheetRow.Append(csv, words.Separator,
            "",
            SpreadsheetRow.AsText(student.ToString()),
            SpreadsheetRow.Guarded(name),
            words.Absent,
            removal is null ? "" : words.SpreadsheetTime(removal.At),
            removal is null ? "" : words.ByTeacher,
            SpreadsheetRow.Guarded(removal?.Reason ?? ""));
    }
}
