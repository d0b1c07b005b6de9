using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>
/// For Moodle's attendance activity: a file for each meeting with <c>idnumber,status</c>, in the letters that its statuses have from the
/// beginning: P, L, E and A. Who attended a lesson of the meeting was there.
/// </summary>
public sealed class TermMoodleExport : TermExport
{
    /// <inheritdoc/>
    public override string Name => "moodle";

    /// <inheritdoc/>
    public override string Extension => ".csv";

    /// <inheritdoc/>
    public override bool IsFolder => true;

    /// <inheritdoc/>
    public override bool IsOfListed => true;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
        [
            .. report.Term.Meetings.Select((meeting, i) =>
            {
                StringBuilder csv = new("idnumber,status\n");
                foreach (TermRow row in report.Listed)
                {
                    csv.Append(SpreadsheetRow.Guarded(row.Student.ToString())).Append(',')
                        .Append(StatusOf(row.Cells[i], meeting.Lessons)).Append('\n');
                }

                return new ExportFile(
                    Path.GetFileNameWithoutExtension(meeting.File.File) + Extension, Encoding.UTF8.GetBytes(csv.ToString()));
            }),
        ]);
    }

    private static char StatusOf(Attended attended, int lessons) =>
        attended.WasThere(lessons) || lessons == 0 ? (attended.Status == AttendanceStatus.Late ? 'L' : 'P')
        : attended.Status == AttendanceStatus.Excused ? 'E'
        : 'A';
}
