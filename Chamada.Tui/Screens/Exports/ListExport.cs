using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Exports;

/// <summary>A roll call written for others: with names, and with those who are absent.</summary>
internal static class ListExport
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>For spreadsheets: a header, then who is present in order of arrival, then who is absent.</summary>
    public static string ToCsv(ShownRollCall roll)
    {
        StringBuilder csv = new("order,student,name,status,at,by,reason\n");
        foreach (Attendee attendee in roll.Sheet.Arrivals)
        {
            CsvText.Append(csv, N(attendee.Order), attendee.Student.ToString(), roll.Sheet.Roster.NameOf(attendee.Student),
                IsOffRoster(roll, attendee) ? "present-not-on-list" : "present",
                attendee.At?.ToString(Iso, CultureInfo.InvariantCulture) ?? "", attendee.By == MarkedBy.Self ? "student" : "teacher", attendee.Reason);
        }

        foreach (RosterEntry entry in roll.Sheet.Absentees)
        {
            RecordEntry? removal = roll.Sheet.RemovalOf(entry.Student);
            CsvText.Append(csv, "", entry.Student.ToString(), entry.Name, "absent",
                removal?.At.ToString(Iso, CultureInfo.InvariantCulture) ?? "", removal is null ? "" : "teacher", removal?.Reason ?? "");
        }

        return csv.ToString();
    }

    /// <summary>For programs.</summary>
    public static string ToJson(ShownRollCall roll)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("class", roll.Class.Value);
            WriteTime(json, "opened", roll.OpenedAt);
            WriteTime(json, "closed", roll.ClosedAt);
            json.WriteNumber("present", roll.Sheet.Present);
            json.WriteNumber("absent", roll.Sheet.Absent);
            json.WriteStartArray("students");
            foreach (Attendee attendee in roll.Sheet.Arrivals)
            {
                json.WriteStartObject();
                json.WriteNumber("order", attendee.Order);
                WriteStudent(json, attendee.Student.ToString(), roll.Sheet.Roster.NameOf(attendee.Student));
                json.WriteString("status", "present");
                json.WriteBoolean("onList", !IsOffRoster(roll, attendee));
                WriteTime(json, "at", attendee.At);
                WriteHand(json, attendee.By, attendee.Reason);
                json.WriteEndObject();
            }

            foreach (RosterEntry entry in roll.Sheet.Absentees)
            {
                json.WriteStartObject();
                WriteStudent(json, entry.Student.ToString(), entry.Name);
                json.WriteString("status", "absent");
                if (roll.Sheet.RemovalOf(entry.Student) is { } removal)
                {
                    WriteTime(json, "at", removal.At);
                    WriteHand(json, MarkedBy.Teacher, removal.Reason);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>For people, in their language: a mail, a printout.</summary>
    public static string ToText(ShownRollCall roll, ScreenStrings strings)
    {
        AttendanceSheet sheet = roll.Sheet;
        StringBuilder text = new();
        text.Append(strings.ClassTitle(roll.Class.ToString())).Append('\n');
        text.Append(strings.ClosedAt(roll.OpenedAt, roll.ClosedAt).TrimEnd()).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{sheet.Present} {strings.PresentWord(sheet.Present)}");
        if (sheet.Roster.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {strings.AbsentCount(sheet.Absent)}");
        }

        text.Append('\n');
        foreach (Attendee attendee in sheet.Arrivals)
        {
            string name = IsOffRoster(roll, attendee) ? strings.OffRosterMark : sheet.Roster.NameOf(attendee.Student);
            string time = attendee.At is { } at ? ScreenStrings.Clock(at) : "";
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{attendee.Order,4}  {time,8}  {attendee.Student,-16} {name}").TrimEnd()).Append('\n');
        }

        if (sheet.Absent > 0)
        {
            text.Append('\n').Append(strings.ViewAbsent).Append('\n');
            foreach (RosterEntry entry in sheet.Absentees)
            {
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{"",14}  {entry.Student,-16} {entry.Name}").TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsOffRoster(ShownRollCall roll, Attendee attendee) =>
        roll.Sheet.Roster.Count > 0 && !roll.Sheet.Roster.Contains(attendee.Student);

    private static void WriteHand(Utf8JsonWriter json, MarkedBy by, string reason)
    {
        json.WriteString("by", by == MarkedBy.Self ? "student" : "teacher");
        if (reason.Length > 0)
        {
            json.WriteString("reason", reason);
        }
    }

    private static void WriteStudent(Utf8JsonWriter json, string student, string name)
    {
        json.WriteString("student", student);
        json.WriteString("name", name);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.ToString(Iso, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
