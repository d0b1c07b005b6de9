using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Models;

/// <summary>One student of a closed roll call.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock; null when only the order of arrival is known.</param>
internal sealed record FinishedAttendance(StudentId Student, DateTimeOffset? At);

/// <summary>A closed roll call as the teacher keeps it.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened, by the server's clock; null when that is not known.</param>
/// <param name="ClosedAt">When it was closed, by the server's clock.</param>
/// <param name="Server">Where it was held.</param>
/// <param name="Students">Who was present, in order of arrival.</param>
internal sealed record FinishedRoll(
    ClassNumber Class, DateTimeOffset? OpenedAt, DateTimeOffset ClosedAt, ServerAddress Server, IReadOnlyList<FinishedAttendance> Students)
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>Puts the answer to CLOSE together with the times that LIST or WATCH told before.</summary>
    /// <param name="closed">The answer to CLOSE: it alone says who is on the list.</param>
    /// <param name="openedAt">When the roll call was opened, if that is known.</param>
    /// <param name="server">Where.</param>
    /// <param name="arrivals">Students with their times, the last time of a student counts; those who are not on the list are passed over.</param>
    public static FinishedRoll From(
        ClosedRoll closed, DateTimeOffset? openedAt, ServerAddress server, IEnumerable<PresentStudent> arrivals)
    {
        Dictionary<StudentId, DateTimeOffset> times = [];
        foreach (PresentStudent arrival in arrivals)
        {
            times[arrival.Student] = arrival.At;
        }

        return new FinishedRoll(closed.Class, openedAt, closed.ClosedAt, server, [.. closed.Students.Select(Attendance)]);

        FinishedAttendance Attendance(StudentId student) => new(student, times.TryGetValue(student, out DateTimeOffset at) ? at : null);
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
            foreach (FinishedAttendance attendance in Students)
            {
                json.WriteStartObject();
                json.WriteString("student", attendance.Student.ToString());
                WriteTime(json, "at", attendance.At);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>
    /// The file for spreadsheets (RFC 4180, with <c>\n</c>): order, student, time. A student number that a spreadsheet would take
    /// for a formula, because it begins with a hyphen, gets an apostrophe before it, as OWASP advises; the other characters of
    /// a student number need no quoting.
    /// </summary>
    public ReadOnlySpan<byte> ToCsv()
    {
        StringBuilder csv = new("order,student,at\n");
        for (int i = 0; i < Students.Count; i++)
        {
            string student = Students[i].Student.ToString();
            csv.Append(CultureInfo.InvariantCulture, $"{i + 1},");
            csv.Append(student[0] == '-' ? "'" : "").Append(student).Append(',');
            csv.Append(Students[i].At?.ToString(Iso, CultureInfo.InvariantCulture)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; members that are not known are passed over.</summary>
    /// <exception cref="InvalidDataException">It is not a saved roll call.</exception>
    public static FinishedRoll Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            List<FinishedAttendance> students = [];
            foreach (JsonElement element in root.GetProperty("students").EnumerateArray())
            {
                students.Add(StudentId.TryParse(element.GetProperty("student").GetString(), out StudentId student)
                    ? new FinishedAttendance(student, ReadTime(element, "at"))
                    : throw new FormatException("student"));
            }

            return new FinishedRoll(
                ClassNumber.From(root.GetProperty("class").GetInt64()),
                ReadTime(root, "opened"),
                root.GetProperty("closed").GetDateTimeOffset(),
                ServerAddress.Parse(root.GetProperty("server").GetString()!) ?? throw new FormatException("server"),
                students);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            throw new InvalidDataException($"not a saved roll call: {e.Message}", e);
        }
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

    private static DateTimeOffset? ReadTime(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement time) && time.ValueKind != JsonValueKind.Null ? time.GetDateTimeOffset() : null;
}
