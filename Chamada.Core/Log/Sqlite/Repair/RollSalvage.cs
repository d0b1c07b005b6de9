using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>Puts the events of one roll call together from what was found of it, commit after commit.</summary>
/// <param name="classes">The class of each roll call whose opening was found.</param>
internal sealed class RollSalvage(Dictionary<long, ClassNumber> classes)
{
    private const int MostCombinations = 64;

    private readonly List<IReadOnlyList<FoundRow>> _pending = [];
    private readonly List<RollEvent> _certain = [], _uncertain = [];
    private List<RollEvent> _before = [];
    private ulong _chain, _otherChain;
    private bool _hasChain, _isDoubtful;

    /// <summary>Events whose checksums say that they are what was written.</summary>
    public IReadOnlyList<RollEvent> Certain => _certain;

    /// <summary>
    /// Events that can be read, while their checksum does not fit: one of them may be altered, or one beside them missing.
    /// </summary>
    public IReadOnlyList<RollEvent> Uncertain => [.. _before, .. _uncertain];

    /// <summary>Whether some checksum does not fit, so that an event is altered or missing.</summary>
    public bool HasGap { get; private set; }

    /// <summary>The checksum of the whole roll call.</summary>
    public ulong Chain => _chain;

    /// <summary>Takes up the next number of the roll call, and what was found under it.</summary>
    public void Add(IReadOnlyList<FoundRow> found)
    {
        _pending.Add(found);
        if (found.Any(static row => row.Chain is not null))
        {
            EndCommit(found);
        }
    }

    /// <summary>Ends the roll call. Rows of a program that knew of no checksums are certain as far as the sum of all is.</summary>
    public void End()
    {
        HasGap |= _isDoubtful || (_hasChain && _pending.Count > 0);
        if (_pending.Count > 0)
        {
            List<RollEvent> events = Readable(_pending.Select(static found => found[0]));
            (_hasChain ? _uncertain : _certain).AddRange(events);
            _chain = ChainOf(events, _chain);
            _pending.Clear();
        }
    }

    private void EndCommit(IReadOnlyList<FoundRow> last)
    {
        _hasChain = true;
        ulong[] written = [.. last.Select(static row => row.Chain).OfType<ulong>().Distinct()];
        if (TryFit(_chain, written, out List<RollEvent>? events, out ulong end))
        {
            HasGap |= _isDoubtful;
            Settle(_before, _uncertain);
        }
        else if (_otherChain != _chain && TryFit(_otherChain, written, out events, out end))
        {
            // What came before was right after all: only its checksum was damaged.
            Settle(_before, _certain);
        }
        else
        {
            HasGap |= _isDoubtful;
            _isDoubtful = true;
            Settle(_before, _uncertain);
            _before = Readable(_pending.Select(static found => found[0]));
            _otherChain = ChainOf(_before, _chain);
            _chain = written[0];
            _pending.Clear();
            return;
        }

        _isDoubtful = false;
        _certain.AddRange(events);
        _chain = _otherChain = end;
        _pending.Clear();

        static void Settle(List<RollEvent> events, List<RollEvent> where)
        {
            where.AddRange(events);
            events.Clear();
        }
    }

    private bool TryFit(ulong chain, ulong[] written, [NotNullWhen(true)] out List<RollEvent>? events, out ulong end)
    {
        foreach (FoundRow[] rows in Combinations())
        {
            if (IsFit(rows, chain, written, out events, out end))
            {
                return true;
            }
        }

        FoundRow[] newest = [.. _pending.Select(static found => found[0])];
        for (int i = 0; i < newest.Length && newest.Length <= MostCombinations; i++)
        {
            FoundRow row = newest[i];
            foreach (FoundRow flipped in row.WithOneBitFlipped())
            {
                newest[i] = flipped;
                if (IsFit(newest, chain, written, out events, out end))
                {
                    return true;
                }
            }

            newest[i] = row;
        }

        events = null;
        end = 0;
        return false;
    }

    private bool IsFit(FoundRow[] rows, ulong chain, ulong[] written, [NotNullWhen(true)] out List<RollEvent>? events, out ulong end)
    {
        events = Readable(rows);
        end = ChainOf(events, chain);
        return events.Count == rows.Length && written.Contains(end);
    }

    private IEnumerable<FoundRow[]> Combinations()
    {
        IEnumerable<FoundRow[]> all = [[]];
        foreach (IReadOnlyList<FoundRow> found in _pending)
        {
            all = all.SelectMany(rows => found.Select(row => (FoundRow[])[.. rows, row]));
            if (found.Count > 1)
            {
                all = [.. all.Take(MostCombinations)];
            }
        }

        return all;
    }

    private List<RollEvent> Readable(IEnumerable<FoundRow> rows)
    {
        List<RollEvent> events = [];
        foreach (FoundRow row in rows)
        {
            if (TryRead(row, out RollEvent rollEvent))
            {
                events.Add(rollEvent);
            }
        }

        return events;
    }

    private bool TryRead(FoundRow row, out RollEvent rollEvent)
    {
        try
        {
            // An opening adds its own class, which must not be there yet.
            rollEvent = row.ToRow().ToEvent(row.Kind == RollEventKind.Opened ? [] : classes);
            if (row.Kind == RollEventKind.Opened)
            {
                classes[row.Roll] = rollEvent.Class;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            rollEvent = default;
            return false;
        }
    }

    private static ulong ChainOf(List<RollEvent> events, ulong chain)
    {
        foreach (RollEvent rollEvent in events)
        {
            chain = EventChecksum.Of(in rollEvent, chain);
        }

        return chain;
    }
}
