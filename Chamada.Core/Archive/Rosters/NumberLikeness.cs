using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Rosters;

/// <summary>Tells student numbers apart that a person would take for the same.</summary>
internal static class NumberLikeness
{
    /// <summary>A number's letters and digits, without leading zeros. Case counts, as it does everywhere.</summary>
    public static string KeyOf(StudentId student) => string.Concat(student.ToString().Where(char.IsAsciiLetterOrDigit)).TrimStart('0');

    /// <summary>Whether a number is another one without its leading zeros, or some of them.</summary>
    public static bool LacksZerosOf(StudentId student, StudentId other)
    {
        string shorter = student.ToString(), longer = other.ToString();
        return shorter.Length < longer.Length
            && longer.EndsWith(shorter, StringComparison.Ordinal)
            && longer[..^shorter.Length].All(static c => c == '0');
    }
}
