using System.Buffers;
using System.Text.Json;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Unicode;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>One student of a closed roll call.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When, by the server's clock; null when only the order of arrival is known.</param>
/// <param name="Mark">Whether the student registered or was marked by the teacher.</param>
/// <param name="Reason">The teacher's reason; empty when there is none. Whoever wrote it: what nobody sees is taken off.</param>
public sealed record SavedAttendance(StudentId Student, DateTimeOffset? At, Mark Mark = Mark.Present, string Reason = "")
{
    /// <summary>The teacher's reason; empty when there is none.</summary>
    public string Reason { get; } = HiddenCharacters.TakeOff(Reason);
}

/// <summary>What the teacher wanted by hand, and what reached the server only when the roll call was over: it changed nothing.</summary>
/// <param name="Student">Who.</param>
/// <param name="IsPresent">Marked present, or else taken off the list.</param>
/// <param name="Reason">The teacher's reason; empty when there is none. What nobody sees is taken off.</param>
/// <param name="WantedAt">When, by the teacher's machine.</param>
public sealed record LateMark(StudentId Student, bool IsPresent, string Reason, DateTimeOffset WantedAt)
{
    /// <summary>The teacher's reason; empty when there is none.</summary>
    public string Reason { get; } = HiddenCharacters.TakeOff(Reason);
}

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
    /// Everything that happened, in order, those whom the teacher took off the list included. Without a chain it is empty when students
    /// did nothing but register, because then <see cref="Students"/> says it all.
    /// </summary>
    public IReadOnlyList<RecordEntry> Record { get; init; } = [];

    /// <summary>The chain over the record; null in lists of earlier editions, and where its beginning is not known.</summary>
    public SavedChain? Chain { get; init; }

    /// <summary>How often students were refused, by the word; empty where nobody was, or it is not known.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; init; } = [];

    /// <summary>Marks by hand that came too late; empty as a rule.</summary>
    public IReadOnlyList<LateMark> Late { get; init; } = [];

    /// <summary>What the teacher's program noted: not the server's doing, so it is not in the chain.</summary>
    public RollNotes Notes { get; init; } = RollNotes.None;

    /// <summary>Who of the class list was not present, in the list's order; null when there was no class list.</summary>
    public IReadOnlyList<StudentId>? Absent { get; init; }

    /// <summary>Who was present without being on the class list; null when there was no class list.</summary>
    public IReadOnlyList<StudentId>? OffRoster { get; init; }

    /// <summary>The names that the class list had when the roll call was closed; empty when there was none, and in lists of the first
    /// edition.</summary>
    public IReadOnlyDictionary<StudentId, string> Names { get; init; } = new Dictionary<StudentId, string>();

    /// <summary>How many lessons it stands for, and what else was settled for it; null in lists of earlier editions.</summary>
    public SavedLessons? Lessons { get; init; }

    /// <summary>Takes up the answer to CLOSE.</summary>
    /// <param name="closed">The answer.</param>
    /// <param name="server">Who gave it.</param>
    /// <param name="roster">Who was expected; empty where there is no class list.</param>
    /// <param name="salt">What the chain over the record begins with; null for a list without one.</param>
    public static SavedList From(CloseReply closed, ServerAddress server, Roster roster, RecordSalt? salt = null)
    {
        AttendanceSheet sheet = new() { Roster = roster };
        sheet.Reset(closed.Record);
        return From(sheet, closed.Class, closed.OpenedAt, closed.ClosedAt, server, closed.IsWhole ? salt : null,
            closed.Refused);
    }

    /// <summary>Takes up who is present, measured against the class list as it is now: later changes of that list change nothing
    /// here.</summary>
    public static SavedList From(
        AttendanceSheet sheet, ClassNumber number, DateTimeOffset? openedAt, DateTimeOffset closedAt, ServerAddress server,
        RecordSalt? salt = null, IReadOnlyList<RefusedLine>? refused = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        Roster roster = sheet.Roster;
        RecordEntry[] record = [.. sheet.Record];
        SavedChain? chain = salt is not null && openedAt is { } opened
            ? SavedChain.Of(salt, number, opened, closedAt, record, refused)
            : null;
        return new SavedList(number, openedAt, closedAt, server,
            [.. sheet.Arrivals.Select(static attendee => new SavedAttendance(attendee.Student, attendee.At, attendee.Mark,
                attendee.Reason))])
        {
            Record = chain is not null || record.Any(static entry => entry.Mark != Mark.Present) ? record : [],
            Chain = chain,
            Refused = refused ?? [],
            Absent = roster.Count == 0 ? null : [.. sheet.Absentees.Select(static entry => entry.Student)],
            OffRoster = roster.Count == 0
                ? null
                : [.. sheet.Arrivals.Select(static attendee => attendee.Student).Where(student => !roster.Contains(student))],
            // Whoever is in the record may have typed the number in another way than it stands on the list.
            Names = roster.Entries.Select(static entry => entry.Student).Concat(record.Select(static entry => entry.Student)).Distinct()
                .Where(student => roster.NameOf(student).Length > 0)
                .ToDictionary(static student => student, roster.NameOf),
        };
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
            Lessons?.Write(json);
            json.WriteStartArray("students");
            foreach (SavedAttendance attendance in Students)
            {
                json.WriteStartObject();
                json.WriteString("student", attendance.Student.ToString());
                WriteTime(json, "at", attendance.At);
                json.WriteString("by", SetterOf(attendance.Mark));
                WriteReason(json, attendance.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteStudents(json, "absent", Absent);
            WriteStudents(json, "offRoster", OffRoster);
            WriteNames(json);
            Chain?.Write(json);
            WriteRecord(json);
            SavedRefusals.Write(json, Refused, Chain);
            WriteLate(json, Late);
            Notes.Write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>
    /// The class list that it was measured against, with the names of then. Lists of the first edition hold no names: those come from the
    /// list of today, for who was expected then.
    /// </summary>
    /// <param name="today">The class list of today; empty when there is none.</param>
    public Roster ToRoster(Roster today)
    {
        ArgumentNullException.ThrowIfNull(today);
        if (Absent is null)
        {
            return Roster.Empty;
        }

        HashSet<StudentId> offRoster = [.. OffRoster ?? []];
        return new Roster(Students.Select(static attendance => attendance.Student).Where(student => !offRoster.Contains(student))
            .Concat(Absent)
            .Select(student => new RosterEntry(student, Names.Count == 0 ? today.NameOf(student) : Names.GetValueOrDefault(student, ""))));
    }

    /// <summary>Whether another list is of the same roll call, whoever saved it: of the same class, server and times, with the same
    /// students.</summary>
    public bool IsSame(SavedList other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Class == other.Class && OpenedAt == other.OpenedAt && ClosedAt == other.ClosedAt && Server.IsSameHost(other.Server)
            && Students.Select(static attendance => attendance.Student)
                .SequenceEqual(other.Students.Select(static attendance => attendance.Student));
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
                Names = ReadNames(root),
                Late = root.TryGetProperty("late", out JsonElement late) ? [.. late.EnumerateArray().Select(ReadLate)] : [],
                Record = root.TryGetProperty("record", out JsonElement record) ? [.. record.EnumerateArray().Select(ReadEntry)] : [],
                Chain = SavedChain.Read(root),
                Refused = SavedRefusals.Read(root),
                Notes = RollNotes.Read(root),
                Lessons = SavedLessons.Read(root),
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
        if (Record.Count == 0 && Chain is null)
        {
            return;
        }

        json.WriteStartArray("record");
        for (int i = 0; i < Record.Count; i++)
        {
            RecordEntry entry = Record[i];
            json.WriteStartObject();
            json.WriteString("student", entry.Student.ToString());
            WriteTime(json, "at", entry.At);
            json.WriteString("kind", MarkWords.Of(entry.Mark));
            WriteReason(json, entry.Reason);
            if (Chain is not null)
            {
                json.WriteString("chain", Chain.Heads[i].ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the marks that came too late, where there are any.</summary>
    internal static void WriteLate(Utf8JsonWriter json, IReadOnlyList<LateMark> marks)
    {
        if (marks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("late");
        foreach (LateMark mark in marks)
        {
            json.WriteStartObject();
            json.WriteString("student", mark.Student.ToString());
            json.WriteString("wanted", mark.IsPresent ? "present" : "removed");
            WriteTime(json, "at", mark.WantedAt);
            WriteReason(json, mark.Reason);
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

    private void WriteNames(Utf8JsonWriter json)
    {
        if (Names.Count == 0)
        {
            return;
        }

        json.WriteStartObject("names");
        foreach ((StudentId student, string name) in Names)
        {
            json.WriteString(student.ToString(), name);
        }

        json.WriteEndObject();
    }

    private static Dictionary<StudentId, string> ReadNames(JsonElement root)
    {
        Dictionary<StudentId, string> names = [];
        if (root.TryGetProperty("names", out JsonElement element))
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                StudentId student = StudentId.TryParse(property.Name, out StudentId id) ? id : throw new FormatException("names");
                names[student] = Roster.Tidy(property.Value.GetString() ?? "");
            }
        }

        return names;
    }

    private static IReadOnlyList<StudentId>? ReadStudents(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement students)
        ? [.. students.EnumerateArray().Select(element => StudentId.TryParse(element.GetString(), out StudentId student)
            ? student
            : throw new FormatException(name))]
        : null;

    private static RecordEntry ReadEntry(JsonElement element)
    {
        Mark mark = MarkWords.Find(element.GetProperty("kind").GetString()) ?? throw new FormatException("kind");
        StudentId student = mark.HasStudent() ? ReadStudent(element) : default;
        return new RecordEntry(student, element.GetProperty("at").GetDateTimeOffset(), mark, ReadReason(element));
    }

    private static LateMark ReadLate(JsonElement element) => new(
        ReadStudent(element),
        element.GetProperty("wanted").GetString() == "present",
        ReadReason(element),
        element.GetProperty("at").GetDateTimeOffset());

    private static StudentId ReadStudent(JsonElement element) =>
        StudentId.TryParse(element.GetProperty("student").GetString(), out StudentId student)
            ? student
            : throw new FormatException("student");

    /// <summary>Lists that were saved before there were marks do not say it: then students registered.</summary>
    private static Mark ReadBy(JsonElement element) =>
        element.TryGetProperty("by", out JsonElement by) && by.GetString() == SetterOf(Mark.Marked) ? Mark.Marked : Mark.Present;

    private static string SetterOf(Mark mark) => mark == Mark.Marked ? "teacher" : "student";

    private static void WriteReason(Utf8JsonWriter json, string reason)
    {
        if (reason.Length > 0)
        {
            json.WriteString("reason", reason);
        }
    }

    private static string ReadReason(JsonElement element) =>
        element.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() ?? "" : "";

    /// <summary>Writes a time; null where none is known.</summary>
    internal static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
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
