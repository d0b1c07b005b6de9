using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>Makes a journal's events, which follow from each other, out of the rows that were found.</summary>
internal sealed class Salvage
{
    private readonly Dictionary<long, RollSalvage> _rolls = [];
    private readonly List<RollEvent> _events = [];
    private readonly Dictionary<ClassNumber, RollEvent> _open = [];
    private readonly long _erased;
    private readonly ulong? _total;

    /// <summary>Reads what is in the files of a data folder.</summary>
    public Salvage(FoundRows found)
    {
        Dictionary<long, ClassNumber> classes = [];
        int seen = 0;
        foreach (long sequence in found.Sequences)
        {
            IReadOnlyList<FoundRow> rows = found[sequence];
            if (rows.Count == 0)
            {
                continue;
            }

            LastFound = sequence;
            _total = rows[0].Total;
            if (rows[0].Kind == RollEventKind.Erased)
            {
                _erased = sequence;
                continue;
            }

            if (!_rolls.TryGetValue(rows[0].Roll, out RollSalvage? roll))
            {
                _rolls.Add(rows[0].Roll, roll = new RollSalvage(classes));
            }

            roll.Add(rows);
            seen++;
        }

        foreach (RollSalvage roll in _rolls.Values)
        {
            roll.End();
        }

        Uncertain = [.. _rolls.Values.SelectMany(static roll => roll.Uncertain).OrderBy(static rollEvent => rollEvent.Sequence)];
        Follow(_rolls.Values.SelectMany(static roll => roll.Certain).Concat(Uncertain).OrderBy(static rollEvent => rollEvent.Sequence));
        Lost = seen - _events.Count + Closings;
    }

    /// <summary>The events, in order, each following from those before it.</summary>
    public IReadOnlyList<RollEvent> Events => _events;

    /// <summary>Those of them whose checksums do not vouch for them.</summary>
    public IReadOnlyList<RollEvent> Uncertain { get; private set; }

    /// <summary>How many rows could be seen, but are no events.</summary>
    public int Lost { get; }

    /// <summary>The highest number that was found.</summary>
    public long LastFound { get; }

    /// <summary>Whether every checksum fits, and the sum in the newest row is that of all that was found.</summary>
    public bool IsComplete
    {
        get
        {
            ulong sum = _erased == 0 ? 0 : EventChecksum.OfErased(_erased);
            foreach (RollSalvage roll in _rolls.Values)
            {
                sum += roll.Chain;
            }

            return _total == sum && !_rolls.Values.Any(static roll => roll.HasGap);
        }
    }

    /// <summary>How many closings had to be made up, because the same class was opened again later.</summary>
    private int Closings { get; set; }

    /// <summary>The roll calls that the events make.</summary>
    public IReadOnlyList<SalvagedRoll> Rolls()
    {
        ILookup<long, RollEvent> rolls = _events.ToLookup(static rollEvent => rollEvent.RollId);
        return
        [
            .. _events.Where(static rollEvent => rollEvent.Kind == RollEventKind.Opened).Select(opened => new SalvagedRoll(
                opened.Class,
                opened.At,
                rolls[opened.Sequence].All(static rollEvent => rollEvent.Kind != RollEventKind.Closed),
                rolls[opened.Sequence].Count(static rollEvent => rollEvent.IsEntry))),
        ];
    }

    /// <summary>Keeps of the events what follows from each other, as a server will read them.</summary>
    private void Follow(IEnumerable<RollEvent> events)
    {
        IRollReader book = new RollBook(new MemoryLog());
        foreach (RollEvent rollEvent in events)
        {
            try
            {
                if (rollEvent.Kind == RollEventKind.Opened && _open.TryGetValue(rollEvent.Class, out RollEvent before))
                {
                    MakeUpClosing(book, in before, in rollEvent);
                }

                book.Apply(in rollEvent);
                _events.Add(rollEvent);
                Note(in rollEvent);
            }
            catch (InvalidDataException)
            {
                Uncertain = [.. Uncertain.Where(other => other.Sequence != rollEvent.Sequence)];
            }
        }
    }

    private void Note(in RollEvent rollEvent)
    {
        if (rollEvent.Kind == RollEventKind.Opened)
        {
            _open[rollEvent.Class] = rollEvent;
        }
        else if (rollEvent.Kind == RollEventKind.Closed)
        {
            _open.Remove(rollEvent.Class);
        }
    }

    /// <summary>A class is opened again only after it was closed: where that was lost, it gets a number that nothing else has.</summary>
    private void MakeUpClosing(IRollReader book, in RollEvent opened, in RollEvent next)
    {
        long number = next.Sequence - 1;
        if (_events[^1].Sequence < number)
        {
            RollEvent closed = new()
            {
                Sequence = number,
                Kind = RollEventKind.Closed,
                RollId = opened.RollId,
                Class = opened.Class,
                At = next.At,
            };
            book.Apply(in closed);
            _events.Add(closed);
            Note(in closed);
            Closings++;
        }
    }
}
