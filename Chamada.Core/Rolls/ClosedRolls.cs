namespace Chamada.Core.Rolls;

/// <summary>The roll calls that are closed and whose lists nobody has received yet. To be used under the roll book's lock.</summary>
internal sealed class ClosedRolls
{
    private readonly Dictionary<ClassNumber, List<RollCall>> _rolls = [];

    /// <summary>Adds one. A class may have several.</summary>
    public void Add(RollCall roll)
    {
        if (!_rolls.TryGetValue(roll.Class, out List<RollCall>? rolls))
        {
            _rolls.Add(roll.Class, rolls = []);
        }

        rolls.Add(roll);
    }

    /// <summary>The one that belongs to a token; null when there is none.</summary>
    public RollCall? Find(ClassNumber classNumber, TokenHash? token) =>
        _rolls.TryGetValue(classNumber, out List<RollCall>? rolls) ? rolls.Find(roll => roll.BelongsTo(token)) : null;

    /// <summary>Those that were closed before a time.</summary>
    public RollCall[] ClosedBefore(Stamp limit) =>
        [.. _rolls.Values.SelectMany(static rolls => rolls).Where(roll => roll.Closing!.At.UnixMilliseconds < limit.UnixMilliseconds)];

    /// <summary>Takes one away.</summary>
    /// <exception cref="InvalidDataException">There is no such one.</exception>
    public void Remove(ClassNumber classNumber, long rollId)
    {
        if (!_rolls.TryGetValue(classNumber, out List<RollCall>? rolls) || rolls.RemoveAll(roll => roll.Id == rollId) == 0)
        {
            throw new InvalidDataException($"roll call {rollId} of class {classNumber} is erased, but was not closed");
        }

        if (rolls.Count == 0)
        {
            _rolls.Remove(classNumber);
        }
    }
}
