using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Frames;

/// <summary>Whether what stands in a field can still become what is wanted there. While it can, nothing is said.</summary>
internal static class Typed
{
    /// <summary>The room of a field for a number: what is too long is to be seen as it was typed.</summary>
    public const int NumberRoom = 200;

    /// <summary>Whether it can be the beginning of a class number: nothing but digits, not too many.</summary>
    public static bool CanBeClass(string text) =>
        text.Trim() is var typed && typed.Length <= ClassNumber.MaxDigits && typed.All(char.IsAsciiDigit);

    /// <summary>Whether it can be the beginning of a code.</summary>
    public static bool CanBeCode(string text) =>
        text.Trim() is var typed && typed.Length <= CodeDigits.Length && typed.All(char.IsAsciiDigit);

    /// <summary>Whether it can be the beginning of a student number.</summary>
    public static bool CanBeStudent(string text) =>
        text.Trim() is var typed && typed.Length <= StudentId.MaxLength && typed.All(static c => StudentId.IsAllowed(c));
}
