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
        if (new BitSearch(newest, Read).Find(chain, written) is { } flipped)
        {
            newest[flipped.Index] = flipped.Row;
            return IsFit(newest, chain, written, out events, out end);
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

    /// <summary>The newest of every row, and then what older copies of a page say instead, in as many ways as are worth trying.</summary>
    private IEnumerable<FoundRow[]> Combinations()
    {
        int[] chosen = new int[_pending.Count];
        for (int tried = 0; tried < MostCombinations; tried++)
        {
            yield return [.. _pending.Select((found, i) => found[chosen[i]])];
            int at = 0;
            while (at < chosen.Length && ++chosen[at] == _pending[at].Count)
            {
                chosen[at++] = 0;
            }

            if (at == chosen.Length)
            {
                yield break;
            }
        }
    }

    private List<RollEvent> Readable(IEnumerable<FoundRow> rows)
    {
        List<RollEvent> events = [];
        foreach (FoundRow row in rows)
        {
            if (Read(row) is { } rollEvent)
            {
                events.Add(rollEvent);
                if (row.Kind == RollEventKind.Opened)
                {
                    classes[row.Roll] = rollEvent.Class;
                }
            }
        }

        return events;
    }

    /// <summary>Null where a row cannot be true. Only reads, so any number of threads may.</summary>
    private RollEvent? Read(FoundRow row)
    {
        try
        {
            // An opening adds its own class, which must not be there yet.
            return row.ToRow().ToEvent(row.Kind == RollEventKind.Opened ? [] : classes);
        }
        catch (InvalidDataException)
        {
            return null;
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
