using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>Makes of a group of events what is to be appended: a text for each roll call. For one thread.</summary>
internal sealed class AppendBodies
{
    private readonly Dictionary<long, EventLines> _byRoll = [];
    private readonly Stack<EventLines> _spare = new();
    private readonly List<EventLines> _used = [];
    private readonly HashSet<long> _erased = [];

    /// <summary>The append that takes a place and says nothing.</summary>
    public static Append Nothing(int lane, long known, Guid writer, long last) => new(lane, known, writer, last, [], [], []);

    /// <summary>The append of a group.</summary>
    public Append Of(int lane, long known, LaneGroup group)
    {
        ReadOnlySpan<RollEvent> events = group.Events;
        foreach (ref readonly RollEvent next in events)
        {
            if (next.Kind == RollEventKind.Erased)
            {
                _erased.Add(next.RollId);
            }
        }

        EventLines? lines = null;
        foreach (ref readonly RollEvent next in events)
        {
            // Of what is erased by the same append, nothing else is written.
            if (next.Kind == RollEventKind.Erased || _erased.Count == 0 || !_erased.Contains(next.RollId))
            {
                lines = lines?.RollId == next.RollId ? lines : LinesOf(next.RollId);
                lines.Add(in next);
            }
        }

        Append append = new(
            lane, known, group.Id, events[^1].Sequence, [.. _used.Select(static part => part.RollId)],
            [.. _used.Select(static part => part.ToArray())], [.. _erased]);
        foreach (EventLines part in _used)
        {
            _spare.Push(part);
        }

        _used.Clear();
        _byRoll.Clear();
        _erased.Clear();
        return append;
    }

    private EventLines LinesOf(long rollId)
    {
        if (!_byRoll.TryGetValue(rollId, out EventLines? lines))
        {
            lines = _spare.TryPop(out EventLines? spare) ? spare : new EventLines();
            lines.Begin(rollId);
            _byRoll.Add(rollId, lines);
            _used.Add(lines);
        }

        return lines;
    }
}
