using System.Buffers;
using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>How far the roll call of a stored token has come, as this account knows.</summary>
public enum TokenState
{
    /// <summary>The token was stored, then OPEN was sent with it. Whether the server carried it out is not known yet.</summary>
    Pending,

    /// <summary>The server said that it opened the roll call.</summary>
    Opened,

    /// <summary>The roll call is closed and its list is saved; the server has not said yet that it erased its copy.</summary>
    Saved,
}

/// <summary>The right to list and close one roll call, as it stands in the teacher's folder.</summary>
public sealed record StoredToken
{
    /// <summary>The file that it stands in.</summary>
    public required string File { get; init; }

    /// <summary>The server that opened the roll call; of several the first.</summary>
    public required ServerAddress Server { get; init; }

    /// <summary>The other servers that were named beside it, which share one truth with it.</summary>
    public IReadOnlyList<ServerAddress> Others { get; init; } = [];

    /// <summary>The class.</summary>
    public required ClassNumber Class { get; init; }

    /// <summary>The secret itself.</summary>
    public required string Token { get; init; }

    /// <summary>How far the roll call has come.</summary>
    public required TokenState State { get; init; }

    /// <summary>When the token was stored, by this machine's clock.</summary>
    public required DateTimeOffset ReservedAt { get; init; }

    /// <summary>When the roll call was opened, by the server's clock; null while that is not known.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>With <see cref="TokenState.Saved"/>: the list's file.</summary>
    public string? ListFile { get; init; }

    /// <summary>What was wanted for this roll call; null for what the class has settled.</summary>
    public LessonChoice? Lessons { get; init; }

    /// <summary>Whether it was stored for one of these servers.</summary>
    public bool IsFor(ServerList servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        return servers.Has(Server) || Others.Any(servers.Has);
    }

    /// <summary>The token is left out, so that it gets into no log by accident.</summary>
    public override string ToString() => $"class {Class} at {Server}, {State}";

    /// <summary>The file's content.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteString("server", Server.ToString());
            if (Others.Count > 0)
            {
                json.WriteStartArray("others");
                foreach (ServerAddress other in Others)
                {
                    json.WriteStringValue(other.ToString());
                }

                json.WriteEndArray();
            }

            json.WriteNumber("class", Class.Value);
            json.WriteString("token", Token);
            json.WriteString("state", NameOf(State));
            json.WriteString("reserved", IsoTime.Format(ReservedAt));
            if (OpenedAt is { } opened)
            {
                json.WriteString("opened", IsoTime.Format(opened));
            }

            if (ListFile is not null)
            {
                json.WriteString("list", ListFile);
            }

            if (Lessons?.Lessons is { } lessons)
            {
                json.WriteNumber("lessons", lessons);
            }

            if (Lessons?.LateAfter is { } late)
            {
                json.WriteNumber("lateAfterMinutes", (decimal)late.TotalMinutes);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="ToJson"/> writes.</exception>
    public static StoredToken Parse(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            return new StoredToken
            {
                File = file,
                Server = ServerAddress.Parse(root.GetProperty("server").GetString()!) ?? throw new FormatException("server"),
                Others = root.TryGetProperty("others", out JsonElement others)
                    ? [.. others.EnumerateArray().Select(static other =>
                        ServerAddress.Parse(other.GetString()!) ?? throw new FormatException("others"))]
                    : [],
                Class = ClassNumber.From(root.GetProperty("class").GetInt64()),
                Token = root.GetProperty("token").GetString() is { Length: > 0 } token ? token : throw new FormatException("token"),
                State = StateOf(root.GetProperty("state").GetString()),
                ReservedAt = root.GetProperty("reserved").GetDateTimeOffset(),
                OpenedAt = root.TryGetProperty("opened", out JsonElement opened) ? opened.GetDateTimeOffset() : null,
                ListFile = root.TryGetProperty("list", out JsonElement list) ? list.GetString() : null,
                Lessons = ReadLessons(root),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException
            or ArgumentException)
        {
            throw new InvalidDataException($"not a stored token: {e.Message}", e);
        }
    }

    private static LessonChoice? ReadLessons(JsonElement root)
    {
        int? lessons = (int?)ClassSettings.Number(root, "lessons", 0, ClassSettings.MaxLessons, isWhole: true);
        TimeSpan? late = ClassSettings.ReadMinutes(root);
        return lessons is null && late is null ? null : new LessonChoice(lessons, late);
    }

    private static string NameOf(TokenState state) => state switch
    {
        TokenState.Pending => "pending",
        TokenState.Opened => "opened",
        _ => "saved",
    };

    private static TokenState StateOf(string? name) => name switch
    {
        "pending" => TokenState.Pending,
        "opened" => TokenState.Opened,
        "saved" => TokenState.Saved,
        _ => throw new FormatException("state"),
    };
}
