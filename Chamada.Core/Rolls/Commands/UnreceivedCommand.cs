using System.Collections;

namespace Chamada.Core.Rolls.Commands;

/// <summary>Read the lists that are closed and that nobody has received: asked by the server itself, which looks after them.</summary>
public sealed class UnreceivedCommand : RollCommand
{
    /// <summary>The only one: it says nothing more.</summary>
    public static readonly UnreceivedCommand Instance = new();

    private UnreceivedCommand()
    {
    }

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request) => new(
        RollWord.Listed,
        ClassNumber.Refused,
        rolls.Now.At,
        new UnreceivedLists([.. rolls.Closed.All.Select(static roll => roll.List(withLog: true))]));
}

/// <summary>Lists of closed roll calls that nobody has received.</summary>
public sealed class UnreceivedLists : OutcomeDetail, IReadOnlyList<RollList>
{
    private readonly RollList[] _lists;

    internal UnreceivedLists(RollList[] lists) => _lists = lists;

    /// <inheritdoc/>
    public int Count => _lists.Length;

    /// <inheritdoc/>
    public RollList this[int index] => _lists[index];

    /// <inheritdoc/>
    public IEnumerator<RollList> GetEnumerator() => _lists.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
