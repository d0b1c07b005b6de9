using System.Collections;

namespace Chamada.Core.Rolls;

/// <summary>How often students were refused in one roll call with one word.</summary>
/// <param name="Word">The word in lower case, as the record has it.</param>
/// <param name="Count">How often, 1 or more.</param>
/// <param name="Last">When for the last time.</param>
public readonly record struct RefusalCount(string Word, long Count, Stamp Last);

/// <summary>How often students were refused in one roll call, by the word, where it is known of which one they were refused. It never
/// changes.</summary>
public sealed class RefusalCounts : OutcomeDetail, IReadOnlyList<RefusalCount>
{
    /// <summary>Nobody was refused.</summary>
    public static readonly RefusalCounts None = new([]);

    private static readonly (RollWord Word, string Text)[] Words =
    [
        (RollWord.OtherNetwork, "network"), (RollWord.BadCode, "badcode"), (RollWord.Wait, "wait"), (RollWord.DeviceUsed, "device"),
        (RollWord.Unlisted, "unlisted"), (RollWord.Removed, "removed"),
    ];

    private readonly RefusalCount[] _counts;

    /// <summary>Counts by word; of each word one, and only of words that are counted.</summary>
    internal RefusalCounts(RefusalCount[] counts) => _counts = counts;

    /// <summary>How many words are counted.</summary>
    internal static int Kinds => Words.Length;

    /// <inheritdoc/>
    public int Count => _counts.Length;

    /// <inheritdoc/>
    public RefusalCount this[int index] => _counts[index];

    /// <summary>The place of a word among those that are counted; −1 for no such word.</summary>
    public static int PlaceOf(string word) => Array.FindIndex(Words, counted => counted.Text == word);

    /// <inheritdoc/>
    public IEnumerator<RefusalCount> GetEnumerator() => _counts.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place of a refusal among those that are counted, which it must be. It allocates nothing.</summary>
    internal static int PlaceOf(RollWord word)
    {
        int place = 0;
        while (Words[place].Word != word)
        {
            place++;
        }

        return place;
    }

    /// <summary>The word of a place, as the record has it.</summary>
    internal static string WordAt(int place) => Words[place].Text;
}

/// <summary>
/// Counts whom one roll call refuses, in memory of a fixed size. To write each down would let a flood fill the disk; so what was counted
/// becomes an event when it is as many as all that stands in events already, and at the end. Under the roll book's lock.
/// </summary>
internal sealed class RefusalTally
{
    private readonly long[] _noted = new long[RefusalCounts.Kinds], _fresh = new long[RefusalCounts.Kinds];
    private readonly Stamp[] _last = new Stamp[RefusalCounts.Kinds];

    /// <summary>Whether something was counted that stands in no event.</summary>
    public bool HasFresh => Array.Exists(_fresh, static count => count > 0);

    /// <summary>Whether what stands in no event should be in one by now.</summary>
    public bool IsDue => _fresh.Sum() >= Math.Max(1, _noted.Sum());

    /// <summary>Counts a refusal.</summary>
    public void Add(int place, Stamp at)
    {
        _fresh[place]++;
        _last[place] = at;
    }

    /// <summary>Takes a refusal back that was counted and whose event, if it got into one, was undone.</summary>
    public void TakeBack(int place) => _fresh[place]--;

    /// <summary>What stands in no event.</summary>
    public RefusalCounts Fresh() => Of(_fresh);

    /// <summary>It is in an event now.</summary>
    public void ForgetFresh() => Array.Clear(_fresh);

    /// <summary>Everything.</summary>
    public RefusalCounts All() => Of([.. _noted.Zip(_fresh, static (noted, fresh) => noted + fresh)]);

    /// <summary>Takes up an event.</summary>
    public void Note(RefusalCounts counts)
    {
        foreach (RefusalCount count in counts)
        {
            int place = RefusalCounts.PlaceOf(count.Word);
            _noted[place] += count.Count;
            _last[place] = count.Last;
        }
    }

    /// <summary>Undoes an event that was decided here.</summary>
    public void Undo(RefusalCounts counts)
    {
        foreach (RefusalCount count in counts)
        {
            int place = RefusalCounts.PlaceOf(count.Word);
            _noted[place] -= count.Count;
            _fresh[place] += count.Count;
        }
    }

    private RefusalCounts Of(long[] counts) => new(
        [.. Enumerable.Range(0, counts.Length).Where(place => counts[place] > 0)
            .Select(place => new RefusalCount(RefusalCounts.WordAt(place), counts[place], _last[place]))]);
}
