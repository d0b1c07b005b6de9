using System.Buffers;
using System.Text.Json;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Core.Archive;

/// <summary>Of which lessons a student has to attend so many percent.</summary>
public enum MinimumBase
{
    /// <summary>Of the lessons held so far.</summary>
    Held,

    /// <summary>Of the lessons that the class plans for the whole term.</summary>
    Planned,
}

/// <summary>What a teacher has settled for a class, once for all of its roll calls.</summary>
public sealed record ClassSettings
{
    /// <summary>What holds where nothing was settled.</summary>
    public static readonly ClassSettings Default = new();

    /// <summary>The most lessons that one meeting has.</summary>
    public const int MaxLessons = 24;

    /// <summary>The most lessons that a term has.</summary>
    public const int MaxPlanned = 10_000;

    /// <summary>The longest time after which somebody is late, in minutes.</summary>
    public const int MaxLateAfterMinutes = 24 * 60;

    /// <summary>The name of the class, such as "Computer networks"; empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many lessons (aulas) a meeting has as a rule; from 1 to <see cref="MaxLessons"/>.</summary>
    public int Lessons { get; init; } = 1;

    /// <summary>How many lessons the term has; null where that is not known.</summary>
    public int? PlannedLessons { get; init; }

    /// <summary>How many percent of the lessons a student has to attend; from 0 to 100.</summary>
    public decimal Minimum { get; init; } = 75;

    /// <summary>Of which lessons.</summary>
    public MinimumBase Base { get; init; }

    /// <summary>How long after the opening a student is late; null for never.</summary>
    public TimeSpan? LateAfter { get; init; }

    /// <summary>Grounds on which an absence is excused, beyond those that the program knows, in the teacher's words.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>Absences that are known beforehand.</summary>
    public IReadOnlyList<PlannedAbsence> PlannedAbsences { get; init; } = [];

    /// <summary>Whether the teacher wants to be shown patterns that are worth a question.</summary>
    public bool ShowsPatterns { get; init; }

    /// <summary>The file's content, for people too.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteNumber("lessons", Lessons);
            if (PlannedLessons is { } planned)
            {
                json.WriteNumber("plannedLessons", planned);
            }

            json.WriteNumber("minimum", Minimum);
            json.WriteString("of", Base == MinimumBase.Planned ? "planned" : "held");
            if (LateAfter is { } late)
            {
                json.WriteNumber("lateAfterMinutes", (decimal)late.TotalMinutes);
            }

            if (Grounds.Count > 0)
            {
                json.WriteStartArray("grounds");
                foreach (string ground in Grounds)
                {
                    json.WriteStringValue(ground);
                }

                json.WriteEndArray();
            }

            if (ShowsPatterns)
            {
                json.WriteBoolean("patterns", true);
            }

            PlannedAbsence.Write(json, "plannedAbsences", PlannedAbsences);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, or what a person wrote like it: what is missing is as it is by default, and members
    /// that are not known are passed over.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or a value is out of its range: which, the message says.</exception>
    public static ClassSettings Parse(ReadOnlyMemory<byte> content)
    {
        ReadOnlyMemory<byte> text = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            JsonElement root = document.RootElement;
            return new ClassSettings
            {
                Name = root.TryGetProperty("name", out JsonElement name) ? Roster.Tidy(name.GetString() ?? "") : "",
                Lessons = (int)(Number(root, "lessons", 1, MaxLessons, isWhole: true) ?? 1),
                PlannedLessons = (int?)Number(root, "plannedLessons", 0, MaxPlanned, isWhole: true),
                Minimum = Number(root, "minimum", 0, 100, isWhole: false) ?? Default.Minimum,
                Base = SavedChain.TextOf(root, "of") switch
                {
                    null or "held" => MinimumBase.Held,
                    "planned" => MinimumBase.Planned,
                    _ => throw new FormatException("of: \"held\", \"planned\""),
                },
                LateAfter = ReadMinutes(root),
                Grounds = root.TryGetProperty("grounds", out JsonElement grounds)
                    ? [.. grounds.EnumerateArray().Select(static ground => Roster.Tidy(ground.GetString() ?? "")).Where(static ground =>
                        ground.Length > 0)]
                    : [],
                ShowsPatterns = root.TryGetProperty("patterns", out JsonElement patterns) && patterns.GetBoolean(),
                PlannedAbsences = PlannedAbsence.Read(root, "plannedAbsences"),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"no settings of a class: {e.Message}", e);
        }
    }

    /// <summary>Reads after how many minutes somebody is late; null where nothing is said.</summary>
    internal static TimeSpan? ReadMinutes(JsonElement root) =>
        Number(root, "lateAfterMinutes", 0, MaxLateAfterMinutes, isWhole: false) is { } minutes
            ? TimeSpan.FromTicks((long)(minutes * TimeSpan.TicksPerMinute))
            : null;

    /// <summary>Reads a number; null where there is none.</summary>
    /// <exception cref="FormatException">It is out of its range.</exception>
    internal static decimal? Number(JsonElement root, string name, int from, int to, bool isWhole)
    {
        if (!root.TryGetProperty(name, out JsonElement element) || element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out decimal number) && number >= from && number <= to
            && (!isWhole || number == decimal.Truncate(number))
            ? number
            : throw new FormatException($"{name}: {from} … {to}");
    }
}
