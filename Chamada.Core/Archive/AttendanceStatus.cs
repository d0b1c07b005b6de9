namespace Chamada.Core.Archive;

/// <summary>What a student's attendance of one meeting comes to.</summary>
public enum AttendanceStatus
{
    /// <summary>Was there.</summary>
    Present,

    /// <summary>Was there, and came later than the class allows. Counts as present, and is shown.</summary>
    Late,

    /// <summary>Was not there.</summary>
    Absent,

    /// <summary>Was not there, and has said why (falta justificada). Still an absence.</summary>
    Justified,

    /// <summary>Was not there, and a rule says that it counts as presence (falta abonada).</summary>
    Excused,
}

/// <summary>The words of a status in files, options and exports for programs. They are never translated.</summary>
public static class StatusWords
{
    /// <summary>Every word, in the order of the statuses.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<AttendanceStatus>().Select(Of)];

    /// <summary>The word of a status.</summary>
    public static string Of(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Present => "present",
        AttendanceStatus.Late => "late",
        AttendanceStatus.Absent => "absent",
        AttendanceStatus.Justified => "justified",
        _ => "excused",
    };

    /// <summary>The status of a word; null when there is none of it.</summary>
    public static AttendanceStatus? Find(string? word)
    {
        foreach (AttendanceStatus status in Enum.GetValues<AttendanceStatus>())
        {
            if (Of(status) == word)
            {
                return status;
            }
        }

        return null;
    }

    /// <summary>Whether who has the status was in the room.</summary>
    public static bool IsPresence(this AttendanceStatus status) => status is AttendanceStatus.Present or AttendanceStatus.Late;
}
