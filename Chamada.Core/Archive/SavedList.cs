using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chamada.Core.Archive.Text;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>One student of a closed roll call.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock; null when only the order of arrival is known.</param>
/// <param name="By">Who set the mark.</param>
/// <param name="Reason">The teacher's reason; empty when there is none.</param>
public sealed record SavedAttendance(StudentId Student, DateTimeOffset? At, MarkedBy By = MarkedBy.Self, string Reason = "");

/// <summary>A closed roll call as the teacher keeps it.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened, by the server's clock; null when that is not known.</param>
/// <param name="ClosedAt">When it was closed, by the server's clock.</param>
/// <param name="Server">Where it was held.</param>
/// <param name="Students">Who was present, in order of arrival.</param>
public sealed record SavedList(
    ClassNumber Class, DateTimeOffset? OpenedAt, DateTimeOffset ClosedAt, ServerAddress Server, IReadOnlyList<SavedAttendance> Students)
{
    /// <summary>
    /// Everything that happened, in order, those whom the teacher took off the list included; empty when students did nothing but
    /// register, because then <see cref="Students"/> says it all.
    /// </summary>
    public IReadOnlyList<RecordEntry> Record { get; init; } = [];

    /// <summary>Who of the class list was not present, in the list's order; null when there was no class list.</summary>
    public IReadOnlyList<StudentId>? Absent { get; init; }

    /// <summary>Who was present without being on the class list; null when there was no class list.</summary>
    public IReadOnlyList<StudentId>? OffRoster { get; init; }

    /// <summary>Takes up the answer to CLOSE.</summary>
    public static SavedList From(CloseReply closed, ServerAddress server)
    {
        Dictionary<StudentId, RecordEntry> newest = [];
        foreach (RecordEntry entry in closed.Record)
        {
            newest[entry.Student] = entry;
        }

        return new SavedList(closed.Class, closed.OpenedAt, closed.ClosedAt, server, [.. closed.Students.Select(Attendance)])
        {
            Record = closed.Record.Any(static entry => entry.Kind != EntryKind.Present) ? closed.Record : [],
        };

        SavedAttendance Attendance(StudentId student) => newest.TryGetValue(student, out RecordEntry? entry)
            ? new SavedAttendance(student, entry.At, entry.Kind == EntryKind.Marked ? MarkedBy.Teacher : MarkedBy.Self, entry.Reason)
            : new SavedAttendance(student, null);
    }

    /// <summary>The file for programs: nothing is left out.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteNumber("class", Class.Value);
            WriteTime(json, "opened", OpenedAt);
            WriteTime(json, "closed", ClosedAt);
            json.WriteString("server", Server.ToString());
            json.WriteStartArray("students");
            foreach (SavedAttendance attendance in Students)
            {
                json.WriteStartObject();
                json.WriteString("student", attendance.Student.ToString());
                WriteTime(json, "at", attendance.At);
                json.WriteString("by", NameOf(attendance.By));
                WriteReason(json, attendance.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteStudents(json, "absent", Absent);
            WriteStudents(json, "offRoster", OffRoster);
            WriteRecord(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>
    /// The file for spreadsheets (RFC 4180, with <c>\n</c>). What a spreadsheet would take for a formula gets an apostrophe before
    /// it: a student number that begins with a hyphen, or a teacher's reason.
    /// </summary>
    public ReadOnlySpan<byte> ToCsv()
    {
        StringBuilder csv = new("order,student,at,by,reason\n");
        for (int i = 0; i < Students.Count; i++)
        {
            SavedAttendance attendance = Students[i];
            CsvText.Append(
                csv,
                (i + 1).ToString(CultureInfo.InvariantCulture),
                attendance.Student.ToString(),
                attendance.At is { } at ? IsoTime.Format(at) : "",
                NameOf(attendance.By),
                attendance.Reason);
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; members that are not known are passed over.</summary>
    /// <exception cref="InvalidDataException">It is not a saved roll call.</exception>
    public static SavedList Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            List<SavedAttendance> students = [];
            foreach (JsonElement element in root.GetProperty("students").EnumerateArray())
            {
                students.Add(new SavedAttendance(ReadStudent(element), ReadTime(element, "at"), ReadBy(element), ReadReason(element)));
            }

            return new SavedList(
                ClassNumber.From(root.GetProperty("class").GetInt64()),
                ReadTime(root, "opened"),
                root.GetProperty("closed").GetDateTimeOffset(),
                ServerAddress.Parse(root.GetProperty("server").GetString()!) ?? throw new FormatException("server"),
                students)
            {
                Absent = ReadStudents(root, "absent"),
                OffRoster = ReadStudents(root, "offRoster"),
                Record = root.TryGetProperty("record", out JsonElement record) ? [.. record.EnumerateArray().Select(ReadEntry)] : [],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            throw new InvalidDataException($"not a saved roll call: {e.Message}", e);
        }
    }

    private void WriteRecord(Utf8JsonWriter json)
    {
        if (Record.Count == 0)
        {
            return;
        }

        json.WriteStartArray("record");
        foreach (RecordEntry entry in Record)
        {
            json.WriteStartObject();
            json.WriteString("student", entry.Student.ToString());
            WriteTime(json, "at", entry.At);
            json.WriteString("kind", NameOf(entry.Kind));
            WriteReason(json, entry.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStudents(Utf8JsonWriter json, string name, IReadOnlyList<StudentId>? students)
    {
        if (students is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (StudentId student in students)
        {
            json.WriteStringValue(student.ToString());
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<StudentId>? ReadStudents(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement students)
        ? [.. students.EnumerateArray().Select(element => StudentId.TryParse(element.GetString(), out StudentId student) ? student : throw new FormatException(name))]
        : null;

    private static RecordEntry ReadEntry(JsonElement element) => new(
        ReadStudent(element),
        element.GetProperty("at").GetDateTimeOffset(),
        element.GetProperty("kind").GetString() switch
        {
            "present" => EntryKind.Present,
            "marked" => EntryKind.Marked,
            "removed" => EntryKind.Removed,
            _ => throw new FormatException("kind"),
        },
        ReadReason(element));

    private static StudentId ReadStudent(JsonElement element) =>
        StudentId.TryParse(element.GetProperty("student").GetString(), out StudentId student) ? student : throw new FormatException("student");

    /// <summary>Lists that were saved before there were marks do not say it: then students registered.</summary>
    private static MarkedBy ReadBy(JsonElement element) =>
        element.TryGetProperty("by", out JsonElement by) && by.GetString() == NameOf(MarkedBy.Teacher) ? MarkedBy.Teacher : MarkedBy.Self;

    private static string NameOf(MarkedBy by) => by == MarkedBy.Teacher ? "teacher" : "student";

    private static string NameOf(EntryKind kind) => kind switch
    {
        EntryKind.Marked => "marked",
        EntryKind.Removed => "removed",
        _ => "present",
    };

    private static void WriteReason(Utf8JsonWriter json, string reason)
    {
        if (reason.Length > 0)
        {
            json.WriteString("reason", reason);
        }
    }

    private static string ReadReason(JsonElement element) =>
        element.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() ?? "" : "";

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, IsoTime.Format(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static DateTimeOffset? ReadTime(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement time) && time.ValueKind != JsonValueKind.Null ? time.GetDateTimeOffset() : null;
}
