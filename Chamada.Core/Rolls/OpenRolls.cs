using System.Collections.Immutable;

namespace Chamada.Core.Rolls;

/// <summary>
/// The open roll calls, by class, so that a list of them costs nothing to take: it is the tree of that moment, of which later changes
/// replace only what they touch. Whoever reads it slowly, or in great number, keeps nobody waiting, and memory does not grow with the
/// readers.
/// </summary>
internal sealed class OpenRolls
{
    private static readonly Comparer<RollCall> ByClass = Comparer<RollCall>.Create(static (a, b) => a.Class.CompareTo(b.Class));

    private ImmutableSortedSet<RollCall>.Builder _rolls = ImmutableSortedSet.CreateBuilder(ByClass);
    private bool _isOld;

    /// <summary>One more is open.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Add(RollCall roll) => _rolls.Add(roll);

    /// <summary>One is open no more.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Remove(RollCall roll) => _rolls.Remove(roll);

    /// <summary>Something was undone, for which there may be no room: the tree is made anew when it is next asked for.</summary>
    public void Forget() => _isOld = true;

    /// <summary>Those that are open now.</summary>
    /// <param name="open">The same, in no order.</param>
    public ImmutableSortedSet<RollCall> Take(IReadOnlyDictionary<ClassNumber, RollCall> open)
    {
        if (_isOld)
        {
            ImmutableSortedSet<RollCall>.Builder anew = ImmutableSortedSet.CreateBuilder(ByClass);
            anew.UnionWith(open.Values);
            _rolls = anew;
            _isOld = false;
        }

        return _rolls.ToImmutable();
    }
}
