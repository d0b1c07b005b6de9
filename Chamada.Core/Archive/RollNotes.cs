using System.Buffers;
using System.Text.Json;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>Somebody who was flagged, and whom the teacher keeps all the same.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When the teacher said so, by the teacher's machine.</param>
public sealed record SettledStudent(StudentId Student, DateTimeOffset At);

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

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => Settled.Count == 0;

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
    }

    /// <summary>Reads the members of an object.</summary>
    /// <exception cref="FormatException">One is not of its form; the reader's own exceptions for one of another kind.</exception>
    internal static RollNotes Read(JsonElement root) => new()
    {
        Settled = root.TryGetProperty("settled", out JsonElement settled)
            ? [.. settled.EnumerateArray().Select(static element => new SettledStudent(
                ReadStudent(element.GetProperty("student"), "settled"), element.GetProperty("at").GetDateTimeOffset()))]
            : [],
    };

    private static StudentId ReadStudent(JsonElement element, string where) =>
        StudentId.TryParse(element.GetString(), out StudentId student) ? student : throw new FormatException(where);
}
