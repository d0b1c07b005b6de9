using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>What the teacher saw in the room and is to stand in the record.</summary>
internal sealed class CheckWish
{
    private readonly Mark _mark;

    private CheckWish(Mark mark) => _mark = mark;

    /// <summary>Who was looked for; the default with a count.</summary>
    public StudentId Student { get; private init; }

    /// <summary>How many were counted; null where somebody was looked for.</summary>
    public int? Heads { get; private init; }

    /// <summary>Whether who was looked for was found.</summary>
    public bool IsHere => _mark == Mark.Here;

    /// <summary>How many such entries the record had when it was first asked for; null before.</summary>
    public int? Before { get; set; }

    /// <summary>Somebody was looked for.</summary>
    public static CheckWish Of(StudentId student, bool isHere) => new(isHere ? Mark.Here : Mark.Missing) { Student = student };

    /// <summary>Heads were counted, 0 to 999,999 of them.</summary>
    public static CheckWish Of(int heads) => new(Mark.Heads) { Heads = Math.Clamp(heads, 0, HeadsCommand.Most) };

    /// <summary>Whether an entry of the record says this.</summary>
    public bool IsSaidBy(RecordEntry entry) => entry.Mark == _mark
        && (Heads is { } heads ? entry.Reason == heads.ToString(CultureInfo.InvariantCulture) : entry.Student == Student);
}
