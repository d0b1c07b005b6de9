using System.Buffers;
using System.Text;
using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>A student number that was typed at the door while the server was away.</summary>
/// <param name="Student">Who.</param>
/// <param name="TypedAt">When, by this machine's clock.</param>
/// <param name="OpenedAt">When the roll call was opened that was open then, by the server's clock; null where that was not known.</param>
public sealed record KeptStudent(StudentId Student, DateTimeOffset TypedAt, DateTimeOffset? OpenedAt = null);

/// <summary>
/// What the door keeps while the server is away: one file for each class and server, one JSON object a line. A line is written when a
/// number is typed, and another one when the server has answered, so the file tells both times for good. It is on disk before the student
/// is told so.
/// </summary>
/// <param name="folder">The folder of such files; it is made when something is first written.</param>
/// <param name="server">The server for which they wait.</param>
/// <param name="number">The class.</param>
/// <param name="clock">Measures how long another program takes.</param>
public sealed class DoorLog(string folder, ServerAddress server, ClassNumber number, TimeProvider? clock = null)
{
    /// <summary>Another program holds the file for the time of one line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(folder, $"{number}@{Uri.EscapeDataString(server.ToString())}.jsonl");

    /// <summary>What waits for the server, in the order of typing. Lines that are no such objects are passed over.</summary>
    public FolderResult<IReadOnlyList<KeptStudent>> Waiting() => FolderResult.Catch<IReadOnlyList<KeptStudent>>(File, () =>
    {
        List<KeptStudent> waiting = [];
        foreach (string line in Encoding.UTF8.GetString(TeacherFolderFiles.TryRead(File)
            ?? []).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line) is not { } read)
            {
                continue; // Cut off by a power failure: nobody was told that it was kept.
            }

            if (read.IsAnswered)
            {
                waiting.RemoveAll(kept => kept.Student == read.Kept.Student && kept.TypedAt == read.Kept.TypedAt);
            }
            else if (!waiting.Exists(kept => kept.Student == read.Kept.Student))
            {
                waiting.Add(read.Kept);
            }
        }

        return waiting;
    });

    /// <summary>Keeps a number. It is on disk when this answers null.</summary>
    public FolderError? Keep(KeptStudent kept) => Append(kept, reply: null);

    /// <summary>Writes down what the server answered: the number no longer waits.</summary>
    public FolderError? Answered(KeptStudent kept, PresenceReply reply) => Append(kept, (reply.At, reply.Word));

    /// <summary>Writes down that the teacher did not want it sent: the number no longer waits.</summary>
    public FolderError? LeftOut(KeptStudent kept, DateTimeOffset at) => Append(kept, (at, "LEFTOUT"));

    private FolderError? Append(KeptStudent kept, (DateTimeOffset At, string Word)? reply)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line, TeacherFolderFiles.Json with { Indented = false }))
        {
            json.WriteStartObject();
            json.WriteString("student", kept.Student.ToString());
            json.WriteString("typed", IsoTime.Format(kept.TypedAt));
            if (kept.OpenedAt is { } opened)
            {
                json.WriteString("opened", IsoTime.Format(opened));
            }

            if (reply is { } answer)
            {
                json.WriteString("answered", IsoTime.Format(answer.At));
                json.WriteString("word", answer.Word);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return FolderError.Catch(File, () =>
        {
            TeacherFolderFiles.CreateFolder(folder);
            using FileStream file = TeacherFolderFiles.OpenAlone(File, Patience, _clock); // After another program at the door, not over it.
            if (file.Length > 0)
            {
                // What a power failure has cut off must not swallow this line as well.
                file.Seek(-1, SeekOrigin.End);
                if (file.ReadByte() != '\n')
                {
                    file.Write("\n"u8);
                }
            }

            file.Write(line.WrittenSpan);
            file.Flush(flushToDisk: true);
        });
    }

    private static (KeptStudent Kept, bool IsAnswered)? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return StudentId.TryParse(root.GetProperty("student").GetString(), out StudentId student)
                ? (new KeptStudent(student, root.GetProperty("typed").GetDateTimeOffset(),
                    root.TryGetProperty("opened", out JsonElement opened)
                    ? opened.GetDateTimeOffset()
                    : null), root.TryGetProperty("answered", out _))
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
