using Chamada.Core.Rolls;
using Chamada.Core.Unicode;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>A mark by the teacher's own hand.</summary>
/// <param name="Student">Who.</param>
/// <param name="IsPresent">Marked present, or else taken off the list.</param>
/// <param name="Reason">Why; at most <see cref="MaxReason"/> characters, empty for none.</param>
internal sealed record HandMark(StudentId Student, bool IsPresent, string Reason = "")
{
    /// <summary>Why, without what nobody sees: a server would refuse that.</summary>
    public string Reason { get; } = HiddenCharacters.TakeOff(Reason);

    /// <summary>When it was wanted, by this machine's clock.</summary>
    public DateTimeOffset WantedAt { get; init; }

    /// <summary>The longest reason that a server takes.</summary>
    public const int MaxReason = 200;

    /// <summary>The mark that this one takes back; null when it takes back none.</summary>
    public HandMark? Undoes { get; init; }

    /// <summary>What takes this mark back.</summary>
    /// <param name="reason">What the record says about it.</param>
    public HandMark Undo(string reason) => new(Student, !IsPresent, reason) { Undoes = this };
}
