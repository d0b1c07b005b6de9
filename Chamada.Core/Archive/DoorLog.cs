using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

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
public sealed class DoorLog(string folder, ServerAddress server, ClassNumber number)
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    // Another program holds the file for the time of one line.
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

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
            json.WriteString("typed", kept.TypedAt.ToString(Iso, CultureInfo.InvariantCulture));
            if (kept.OpenedAt is { } opened)
            {
                json.WriteString("opened", opened.ToString(Iso, CultureInfo.InvariantCulture));
            }

            if (reply is { } answer)
            {
                json.WriteString("answered", answer.At.ToString(Iso, CultureInfo.InvariantCulture));
                json.WriteString("word", answer.Word);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return FolderError.Catch(File, () =>
        {
            TeacherFolderFiles.CreateFolder(folder);
            using FileStream file = OpenAlone();
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

    /// <summary>Opens the file for nobody else: a second program at the same door writes after this one, not over it.</summary>
    private FileStream OpenAlone()
    {
        FileStreamOptions options =
            new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(File, options);
            }
            catch (IOException) when (attempt < Attempts && System.IO.File.Exists(File))
            {
                Thread.Sleep(Pause);
            }
        }
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
