using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// What a roll book has to take up before it decides anything more: what it decided and did not happen, and what others have appended.
/// Under the lane's lock.
/// </summary>
internal sealed class LaneNews
{
    private readonly List<RollEvent> _lost = [];
    private readonly Dictionary<long, ClassNumber> _classes = [];
    private readonly HashSet<long> _closed = [];
    private readonly HashSet<long> _endings = [];
    private readonly List<RollEvent> _read = [];
    private List<RollEvent> _others = [];
    private long _last;
    private volatile bool _any;

    /// <summary>Whether there is anything. On any thread.</summary>
    public bool Any => _any;

    /// <summary>The numbers go on after one.</summary>
    public void ContinueAfter(long sequence)
    {
        _last = sequence;
        _any = true;
    }

    /// <summary>Takes note of an event of this server's own that stands in the log.</summary>
    public void Learn(in RollEvent mine)
    {
        if (mine.Kind == RollEventKind.Opened)
        {
            _classes[mine.RollId] = mine.Class;
        }
        else if (mine.Kind == RollEventKind.Erased)
        {
            _classes.Remove(mine.RollId);
        }

        NoteEnd(in mine);
    }

    /// <summary>
    /// As the feed is to tell an event: where a roll call was closed and erased before anybody here looked, that it is erased is what tells
    /// that it was closed.
    /// </summary>
    public RollEvent Told(in RollEvent other) => other.Kind == RollEventKind.Erased && _endings.Remove(other.Sequence)
        ? other with { Kind = RollEventKind.Closed }
        : other;

    /// <summary>Somebody else has appended.</summary>
    /// <exception cref="InvalidDataException">What it says nobody understands.</exception>
    public void Add(Appended append)
    {
        _read.Clear();
        foreach (byte[] body in append.Bodies)
        {
            EventLines.Read(body, _classes, _read);
        }

        if (append.Bodies.Count > 1)
        {
            _read.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        }

        foreach (RollEvent other in _read)
        {
            NoteEnd(in other);
        }

        _others.AddRange(_read);
        _last = append.Last;
        _any = true;
    }

    /// <summary>This was decided, after all that was lost before, and does not happen.</summary>
    public void Lose(ReadOnlySpan<RollEvent> events)
    {
        _lost.AddRange(events);
        _any |= !events.IsEmpty;
    }

    /// <summary>This was decided, before all that was lost before, and does not happen.</summary>
    public void LoseFirst(ReadOnlySpan<RollEvent> events)
    {
        _lost.InsertRange(0, events);
        _any |= !events.IsEmpty;
    }

    /// <summary>Hands everything over.</summary>
    public (RollEvent[] Lost, List<RollEvent> Others, long Last) Take()
    {
        (RollEvent[] Lost, List<RollEvent> Others, long Last) taken = ([.. _lost], _others, _last);
        _lost.Clear();
        _others = [];
        _any = false;
        return taken;
    }

    private void NoteEnd(in RollEvent next)
    {
        if (next.Kind == RollEventKind.Closed)
        {
            _closed.Add(next.RollId);
        }
        else if (next.Kind == RollEventKind.Erased && !_closed.Remove(next.RollId))
        {
            _endings.Add(next.Sequence);
        }
    }
}
