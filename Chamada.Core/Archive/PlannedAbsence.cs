using System.Globalization;
using System.Text.Json;
using Chamada.Core.Rolls;
using Chamada.Core.Unicode;

namespace Chamada.Core.Archive;

/// <summary>An absence that is known beforehand: it applies itself to each roll call of those days when that is closed.</summary>
/// <param name="Student">Who.</param>
/// <param name="Since">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Status"><see cref="AttendanceStatus.Justified"/> or <see cref="AttendanceStatus.Excused"/>.</param>
/// <param name="Ground">The rule by which it is excused; empty where none is named.</param>
/// <param name="Reason">The teacher's reason. What nobody sees is taken off.</param>
public sealed record PlannedAbsence(
    StudentId Student, DateOnly Since, DateOnly Until, AttendanceStatus Status, string Ground = "", string Reason = "")
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>The rule by which it is excused; empty where none is named.</summary>
    public string Ground { get; init; } = HiddenCharacters.TakeOff(Ground);

    /// <summary>The teacher's reason.</summary>
    public string Reason { get; init; } = HiddenCharacters.TakeOff(Reason);

    /// <summary>Whether a day is one of its days.</summary>
    public bool Covers(DateOnly day) => Since <= day && day <= Until;

    /// <summary>Writes absences as an array; nothing where there are none.</summary>
    internal static void Write(Utf8JsonWriter json, string name, IReadOnlyList<PlannedAbsence> absences)
    {
        if (absences.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (PlannedAbsence absence in absences)
        {
            json.WriteStartObject();
            json.WriteString("student", absence.Student.ToString());
            json.WriteString("since", absence.Since.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteString("until", absence.Until.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteString("as", StatusWords.Of(absence.Status));
            if (absence.Ground.Length > 0)
            {
                json.WriteString("ground", absence.Ground);
            }

            if (absence.Reason.Length > 0)
            {
                json.WriteString("reason", absence.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; none where there is no such member.</summary>
    /// <exception cref="FormatException">One of them cannot be read.</exception>
    internal static IReadOnlyList<PlannedAbsence> Read(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement absences) ? [.. absences.EnumerateArray().Select(Read)] : [];

    private static PlannedAbsence Read(JsonElement element)
    {
        DateOnly since = ReadDay(element, "since"), until = ReadDay(element, "until");
        return new PlannedAbsence(
            StudentId.TryParse(element.GetProperty("student").GetString(), out StudentId student)
                ? student
                : throw new FormatException("student"),
            since,
            until >= since ? until : throw new FormatException("until"),
            StatusWords.Find(element.GetProperty("as").GetString()) is { } status && !status.IsPresence()
                && status != AttendanceStatus.Absent
                ? status
                : throw new FormatException("as"),
            SavedChain.TextOf(element, "ground") ?? "",
            SavedChain.TextOf(element, "reason") ?? "");
    }

    private static DateOnly ReadDay(JsonElement element, string name) =>
        DateOnly.TryParseExact(
            element.GetProperty(name).GetString(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new FormatException(name);
}
