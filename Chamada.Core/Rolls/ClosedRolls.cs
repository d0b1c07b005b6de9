using System.Runtime.InteropServices;

namespace Chamada.Core.Rolls;

/// <summary>
/// The roll calls that are closed and whose lists nobody has received yet; a class may have several. To be used under the roll book's lock.
/// </summary>
internal sealed class ClosedRolls
{
    private readonly Dictionary<ClassNumber, RollCall> _newest = [];

    /// <summary>All of them.</summary>
    public IEnumerable<RollCall> All
    {
        get
        {
            foreach (RollCall newest in _newest.Values)
            {
                for (RollCall? roll = newest; roll is not null; roll = roll.ClosedBefore)
                {
                    yield return roll;
                }
            }
        }
    }

    /// <summary>Adds one.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed. Never for one that has just been removed.</exception>
    public void Add(RollCall roll)
    {
        ref RollCall? newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, roll.Class, out _);
        roll.ClosedBefore = newest;
        newest = roll;
    }

    /// <summary>The one that belongs to a token; null when there is none.</summary>
    public RollCall? Find(ClassNumber number, TokenHash? token)
    {
        RollCall? roll = _newest.GetValueOrDefault(number);
        while (roll is not null && !roll.BelongsTo(token))
        {
            roll = roll.ClosedBefore;
        }

        return roll;
    }

    /// <summary>The one that a key closed last in its owner's place; null when there is none.</summary>
    public RollCall? FindClosedBy(ClassNumber number, string name)
    {
        RollCall? last = null;
        for (RollCall? roll = _newest.GetValueOrDefault(number); roll is not null; roll = roll.ClosedBefore)
        {
            last = roll.ClosedBy == name && (last is null || last.Closing!.Sequence < roll.Closing!.Sequence) ? roll : last;
        }

        return last;
    }

    /// <summary>The one with a number; null when there is none.</summary>
    public RollCall? Find(ClassNumber number, long rollId)
    {
        RollCall? roll = _newest.GetValueOrDefault(number);
        while (roll is not null && roll.Id != rollId)
        {
            roll = roll.ClosedBefore;
        }

        return roll;
    }

    /// <summary>Takes one away that is there. Never fails.</summary>
    public void Remove(RollCall roll)
    {
        ref RollCall? place = ref CollectionsMarshal.GetValueRefOrNullRef(_newest, roll.Class)!;
        if (ReferenceEquals(place, roll) && roll.ClosedBefore is null)
        {
            _newest.Remove(roll.Class);
            return;
        }

        if (ReferenceEquals(place, roll))
        {
            place = roll.ClosedBefore;
        }
        else
        {
            RollCall newer = place!;
            while (!ReferenceEquals(newer.ClosedBefore, roll))
            {
                newer = newer.ClosedBefore!;
            }

            newer.ClosedBefore = roll.ClosedBefore;
        }

        roll.ClosedBefore = null;
    }
}
