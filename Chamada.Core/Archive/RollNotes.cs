using System.Buffers;
using System.Text.Json;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>Somebody who was flagged, and whom the teacher keeps all the same.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When the teacher said so, by the teacher's machine.</param>
public sealed record SettledStudent(StudentId Student, DateTimeOffset At);

/// <summary>A spot check that was carried through: students who were looked for in the room, each of whom was called.</summary>
/// <param name="At">When it was over, by the teacher's machine.</param>
/// <param name="IsDrawn">Whether they were drawn by lot; otherwise they are those who were flagged, and nothing follows for others.</param>
/// <param name="Listed">How many were on the list when they were drawn.</param>
/// <param name="Students">Who was looked for, in that order.</param>
/// <param name="Found">Who of them was there.</param>
public sealed record SpotCheck(
    DateTimeOffset At, bool IsDrawn, int Listed, IReadOnlyList<StudentId> Students, IReadOnlyList<StudentId> Found)
{
    /// <summary>How many of the list were in the room at least (<see cref="PresenceBound"/>); null where nobody was drawn by lot.</summary>
    public int? AtLeast => IsDrawn && Students.Count > 0 ? PresenceBound.AtLeast(Listed, Students.Count, Found.Count) : null;
}

/// <summary>The round before: who had answered in the roll call of the same meeting that was closed when this one was opened.</summary>
/// <param name="OpenedAt">When that one was opened, by the server's clock.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Students">Who was present, in order of arrival.</param>
public sealed record EarlierRound(DateTimeOffset OpenedAt, DateTimeOffset ClosedAt, IReadOnlyList<StudentId> Students);

/// <summary>
/// What the teacher's program notes about a roll call and the server knows nothing of. While the roll call is open the notes are a file of
/// their own; in the end they stand in the saved list.
/// </summary>
public sealed record RollNotes
{
    /// <summary>Nothing.</summary>
    public static readonly RollNotes None = new();

    /// <summary>Who was flagged and is kept all the same, in the order in which that was said.</summary>
    public IReadOnlyList<SettledStudent> Settled { get; init; } = [];

    /// <summary>The spot checks that were carried through, in order.</summary>
    public IReadOnlyList<SpotCheck> SpotChecks { get; init; } = [];

    /// <summary>The round before this one; null for a roll call by itself.</summary>
    public EarlierRound? Earlier { get; init; }

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => Settled.Count == 0 && SpotChecks.Count == 0 && Earlier is null;

    /// <summary>Whether the teacher keeps somebody who was flagged.</summary>
    public bool Keeps(StudentId student) => Settled.Any(settled => settled.Student == student);

    /// <summary>The notes with somebody kept, or, who was kept already, to be settled again.</summary>
    public RollNotes WithKept(StudentId student, DateTimeOffset at) => this with
    {
        Settled = Keeps(student)
            ? [.. Settled.Where(settled => settled.Student != student)]
            : [.. Settled, new SettledStudent(student, at)],
    };

    /// <summary>The notes as a file of their own.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no notes.</exception>
    public static RollNotes Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            throw new InvalidDataException($"not notes about a roll call: {e.Message}", e);
        }
    }

    /// <summary>Writes the members, where there is something in them.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        if (Settled.Count > 0)
        {
            json.WriteStartArray("settled");
            foreach (SettledStudent settled in Settled)
            {
                json.WriteStartObject();
                json.WriteString("student", settled.Student.ToString());
                json.WriteString("at", IsoTime.Format(settled.At));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteSpotChecks(json);
        if (Earlier is { } earlier)
        {
            json.WriteStartObject("earlierRound");
            json.WriteString("opened", IsoTime.Format(earlier.OpenedAt));
            json.WriteString("closed", IsoTime.Format(earlier.ClosedAt));
            WriteStudents(json, "students", earlier.Students);
            json.WriteEndObject();
        }
    }

    private void WriteSpotChecks(Utf8JsonWriter json)
    {
        if (SpotChecks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("spotChecks");
        foreach (SpotCheck check in SpotChecks)
        {
            json.WriteStartObject();
            json.WriteString("at", IsoTime.Format(check.At));
            json.WriteBoolean("drawn", check.IsDrawn);
            json.WriteNumber("listed", check.Listed);
            WriteStudents(json, "students", check.Students);
            WriteStudents(json, "found", check.Found);
            if (check.AtLeast is { } least)
            {
                json.WriteNumber("atLeast", least);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStudents(Utf8JsonWriter json, string name, IReadOnlyList<StudentId> students)
    {
        json.WriteStartArray(name);
        foreach (StudentId student in students)
        {
            json.WriteStringValue(student.ToString());
        }

        json.WriteEndArray();
    }

    /// <summary>Reads the members of an object.</summary>
    /// <exception cref="FormatException">One is not of its form; the reader's own exceptions for one of another kind.</exception>
    internal static RollNotes Read(JsonElement root) => new()
    {
        Settled = root.TryGetProperty("settled", out JsonElement settled)
            ? [.. settled.EnumerateArray().Select(static element => new SettledStudent(
                ReadStudent(element.GetProperty("student"), "settled"), element.GetProperty("at").GetDateTimeOffset()))]
            : [],
        SpotChecks = root.TryGetProperty("spotChecks", out JsonElement checks)
            ? [.. checks.EnumerateArray().Select(ReadSpotCheck)]
            : [],
        Earlier = root.TryGetProperty("earlierRound", out JsonElement earlier)
            ? new EarlierRound(
                earlier.GetProperty("opened").GetDateTimeOffset(), earlier.GetProperty("closed").GetDateTimeOffset(),
                ReadStudents(earlier, "students"))
            : null,
    };

    private static SpotCheck ReadSpotCheck(JsonElement element)
    {
        SpotCheck check = new(
            element.GetProperty("at").GetDateTimeOffset(), element.GetProperty("drawn").GetBoolean(),
            element.GetProperty("listed").GetInt32(), ReadStudents(element, "students"), ReadStudents(element, "found"));
        return check.Found.Count <= check.Students.Count && (check.Students.Count <= check.Listed || !check.IsDrawn)
            ? check
            : throw new FormatException("spotChecks");
    }

    private static StudentId[] ReadStudents(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(student => ReadStudent(student, name))];

    private static StudentId ReadStudent(JsonElement element, string where) =>
        StudentId.TryParse(element.GetString(), out StudentId student) ? student : throw new FormatException(where);
}
