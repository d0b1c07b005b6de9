using System.Globalization;
using System.Text;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>For people, in their language: a mail, a printout.</summary>
public sealed class TextExport : ListExport
{
    /// <inheritdoc/>
    public override string Describe(IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.TextFormat;
    }

    /// <inheritdoc/>
    public override string Extension => ".txt";

    /// <inheritdoc/>
    public override byte[] Write(ExportedList list, IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(words);
        AttendanceSheet sheet = list.Sheet;
        StringBuilder text = new();
        text.Append(words.Title(list.Class)).Append('\n');
        text.Append(words.Span(list.OpenedAt, list.ClosedAt).TrimEnd()).Append('\n');
        text.Append(words.Counts(sheet)).Append('\n');
        foreach (Attendee attendee in sheet.Arrivals)
        {
            string name = sheet.IsOffRoster(attendee.Student) ? words.OffRosterMark : sheet.Roster.NameOf(attendee.Student);
            string time = attendee.At is { } at ? words.Clock(at) : "";
            Append(text, string.Create(CultureInfo.InvariantCulture, $"{attendee.Order,4}  {time,8}  {attendee.Student,-16} {name}"));
        }

        if (sheet.Absent > 0)
        {
            text.Append('\n').Append(words.Absentees).Append('\n');
            foreach (RosterEntry entry in sheet.Absentees)
            {
                Append(text, string.Create(CultureInfo.InvariantCulture, $"{"",14}  {entry.Student,-16} {entry.Name}"));
            }
        }

        foreach (LateMark mark in list.Late)
        {
            string wanted = mark.IsPresent ? words.LatePresent : words.LateRemoved;
            string time = words.Clock(mark.WantedAt);
            Append(text, string.Create(CultureInfo.InvariantCulture, $"{"",4}  {time,8}  {mark.Student,-16} {wanted}"));
        }

        foreach (RecordEntry check in list.Checks)
        {
            string seen = check.Mark switch { Mark.Here => words.Here, Mark.Missing => words.Missing, _ => words.Heads(check.Reason) };
            string time = words.Clock(check.At);
            Append(text, string.Create(CultureInfo.InvariantCulture, $"{"",4}  {time,8}  {check.Student,-16} {seen}"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
