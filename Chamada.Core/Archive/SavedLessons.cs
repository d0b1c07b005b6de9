using System.Text.Json;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>What a teacher wants for one roll call; what is null is as the class has it.</summary>
/// <param name="Lessons">How many lessons it stands for.</param>
/// <param name="LateAfter">How long after the opening a student is late; zero for never.</param>
public sealed record LessonChoice(int? Lessons, TimeSpan? LateAfter);

/// <summary>
/// What a saved list says of its lessons, as it was settled when it was closed: later changes of the class's settings change nothing here.
/// It is the teacher's own, and not in the chain.
/// </summary>
/// <param name="Lessons">How many lessons the meeting had.</param>
/// <param name="LateAfter">How long after the opening a student was late; null for never.</param>
/// <param name="Planned">Absences of its day that were known beforehand.</param>
public sealed record SavedLessons(int Lessons, TimeSpan? LateAfter, IReadOnlyList<PlannedAbsence> Planned)
{
    /// <summary>What holds for a roll call.</summary>
    /// <param name="settings">What the class has settled.</param>
    /// <param name="choice">What was wanted for this one; null for nothing else.</param>
    /// <param name="day">Its day.</param>
    public static SavedLessons Of(ClassSettings settings, LessonChoice? choice, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(settings);
        TimeSpan? late = choice?.LateAfter ?? settings.LateAfter;
        return new SavedLessons(
            choice?.Lessons ?? settings.Lessons,
            late == TimeSpan.Zero ? null : late,
            [.. settings.PlannedAbsences.Where(absence => absence.Covers(day))]);
    }

    /// <summary>Writes it among the members of a saved list.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("lessons", Lessons);
        if (LateAfter is { } late)
        {
            json.WriteNumber("lateAfterMinutes", (decimal)late.TotalMinutes);
        }

        PlannedAbsence.Write(json, "plannedAbsences", Planned);
    }

    /// <summary>Reads it; null in lists of earlier editions.</summary>
    /// <exception cref="FormatException">A value is out of its range.</exception>
    internal static SavedLessons? Read(JsonElement root) =>
        ClassSettings.Number(root, "lessons", 0, ClassSettings.MaxLessons, isWhole: true) is { } lessons
            ? new SavedLessons((int)lessons, ClassSettings.ReadMinutes(root), PlannedAbsence.Read(root, "plannedAbsences"))
            : null;
}
