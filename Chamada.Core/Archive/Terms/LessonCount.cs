namespace Chamada.Core.Archive.Terms;

/// <summary>What a student's attendance comes to, in lessons.</summary>
/// <param name="Lessons">How many there were: the sum of present, justified, excused and absent.</param>
/// <param name="Present">Attended, those of a meeting to which the student came late included.</param>
/// <param name="Late">Of those, the ones of a meeting to which the student came late.</param>
/// <param name="Justified">Missed with a justification; still an absence.</param>
/// <param name="Excused">Missed, and counted as presence.</param>
/// <param name="Absent">Missed.</param>
public readonly record struct LessonCount(int Lessons, int Present, int Late, int Justified, int Excused, int Absent)
{
    /// <summary>The absences that count.</summary>
    public int Absences => Absent + Justified;

    /// <summary>How many percent of the lessons were not missed, with one decimal, halves up; 100 where there were none.</summary>
    public decimal Percent => Lessons == 0
        ? 100
        : Math.Round(100m * (Lessons - Absences) / Lessons, 1, MidpointRounding.AwayFromZero);

    /// <summary>Adds up.</summary>
    public static LessonCount operator +(LessonCount one, LessonCount other) => new(
        one.Lessons + other.Lessons, one.Present + other.Present, one.Late + other.Late, one.Justified + other.Justified,
        one.Excused + other.Excused, one.Absent + other.Absent);

    /// <summary>Adds up.</summary>
    public static LessonCount Add(LessonCount one, LessonCount other) => one + other;

    /// <summary>
    /// How many more lessons may be missed: <c>floor((1 − minimum/100) × lessons) − absences</c>. Negative below the limit.
    /// </summary>
    /// <param name="minimum">How many percent have to be attended; from 0 to 100.</param>
    /// <param name="lessons">Of how many lessons.</param>
    /// <param name="absences">How many were missed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is not in its range, or a number is negative.</exception>
    public static int Left(decimal minimum, int lessons, int absences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(lessons);
        ArgumentOutOfRangeException.ThrowIfNegative(absences);

        // In decimals, which hold a percentage as it is written: 0.7 as a binary fraction would lose a lesson here and there.
        return (int)decimal.Floor((100 - minimum) * lessons / 100) - absences;
    }
}

/// <summary>A student's attendance of one meeting.</summary>
/// <param name="Status">What it comes to.</param>
/// <param name="Missed">How many lessons were missed; null for all with an absence, and none with a presence.</param>
/// <param name="Ground">The rule by which it is excused; empty where none is named.</param>
/// <param name="IsCorrected">Whether a correction made it so.</param>
public readonly record struct Attended(AttendanceStatus Status, int? Missed = null, string Ground = "", bool IsCorrected = false)
{
    /// <summary>Whether the student attended something of a meeting of so many lessons.</summary>
    public bool WasThere(int lessons) => lessons == 0 ? Status.IsPresence() : Count(lessons).Present > 0;

    /// <summary>What it comes to in a meeting of so many lessons.</summary>
    public LessonCount Count(int lessons)
    {
        int missed = Math.Clamp(Missed ?? (Status.IsPresence() ? 0 : lessons), 0, lessons);
        int present = lessons - missed;
        return new LessonCount(
            lessons,
            present,
            Status == AttendanceStatus.Late ? present : 0,
            Status == AttendanceStatus.Justified ? missed : 0,
            Status == AttendanceStatus.Excused ? missed : 0,
            Status is AttendanceStatus.Justified or AttendanceStatus.Excused ? 0 : missed);
    }
}
