using System.Buffers;
using System.Text.Json;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>For programs: one object, the same in every language.</summary>
public sealed class JsonExport : ListExport
{
    /// <inheritdoc/>
    public override string Describe(IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.JsonFormat;
    }

    /// <inheritdoc/>
    public override string Extension => ".json";

    /// <inheritdoc/>
    public override byte[] Write(ExportedList list, IExportWords words)
    {
        ArgumentNullException.ThrowIfNull(list);
        AttendanceSheet sheet = list.Sheet;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteNumber("class", list.Class.Value);
            SavedList.WriteTime(json, "opened", list.OpenedAt);
            SavedList.WriteTime(json, "closed", list.ClosedAt);
            json.WriteNumber("present", sheet.Present);
            json.WriteNumber("absent", sheet.Absent);
            json.WriteStartArray("students");
            foreach (Attendee attendee in sheet.Arrivals)
            {
                json.WriteStartObject();
                json.WriteNumber("order", attendee.Order);
                WriteStudent(json, attendee.Student, sheet.Roster.NameOf(attendee.Student), "present");
                json.WriteBoolean("onList", !sheet.IsOffRoster(attendee.Student));
                SavedList.WriteTime(json, "at", attendee.At);
                WriteHand(json, attendee.Mark, attendee.Reason);
                json.WriteEndObject();
            }

            foreach (RosterEntry entry in sheet.Absentees)
            {
                json.WriteStartObject();
                WriteStudent(json, entry.Student, entry.Name, "absent");
                if (sheet.RemovalOf(entry.Student) is { } removal)
                {
                    SavedList.WriteTime(json, "at", removal.At);
                    WriteHand(json, removal.Mark, removal.Reason);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            SavedList.WriteLate(json, list.Late);
            WriteChecks(json, [.. list.Checks]);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes what the teacher saw in the room, as it stands in the record; nothing where the teacher did not look.</summary>
    private static void WriteChecks(Utf8JsonWriter json, RecordEntry[] checks)
    {
        if (checks.Length == 0)
        {
            return;
        }

        json.WriteStartArray("checks");
        foreach (RecordEntry check in checks)
        {
            json.WriteStartObject();
            json.WriteString("student", check.Student.ToString());
            SavedList.WriteTime(json, "at", check.At);
            json.WriteString("kind", MarkWords.Of(check.Mark));
            if (check.Reason.Length > 0)
            {
                json.WriteString("reason", check.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHand(Utf8JsonWriter json, Mark mark, string reason)
    {
        json.WriteString("by", mark == Mark.Present ? "student" : "teacher");
        if (reason.Length > 0)
        {
            json.WriteString("reason", reason);
        }
    }

    private static void WriteStudent(Utf8JsonWriter json, StudentId student, string name, string status)
    {
        json.WriteString("student", student.ToString());
        json.WriteString("name", name);
        json.WriteString("status", status);
    }
}
