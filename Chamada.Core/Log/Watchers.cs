using Chamada.Core.Rolls;

namespace Chamada.Core.Log;

/// <summary>Wakes those who watch a roll call when something of it has become durable: once for all that one commit brings.</summary>
internal sealed class Watchers : IRollFeedReader
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, IRollWatcher[]> _byRoll = [];
    private readonly HashSet<long> _told = [];
    private volatile bool _any;

    public void Add(long rollId, IRollWatcher watcher)
    {
        lock (_gate)
        {
            IRollWatcher[] others = _byRoll.GetValueOrDefault(rollId, []);
            if (!others.Contains(watcher))
            {
                _byRoll[rollId] = [.. others, watcher];
            }

            _any = true;
        }
    }

    public void Remove(long rollId, IRollWatcher watcher)
    {
        lock (_gate)
        {
            IRollWatcher[] others = [.. _byRoll.GetValueOrDefault(rollId, []).Where(other => !ReferenceEquals(other, watcher))];
            if (others.Length > 0)
            {
                _byRoll[rollId] = others;
            }
            else
            {
                _byRoll.Remove(rollId);
            }

            _any = _byRoll.Count > 0;
        }
    }

    /// <inheritdoc/>
    public void Durable(ReadOnlySpan<RollEvent> events)
    {
        if (!_any)
        {
            return;
        }

        _told.Clear();
        long last = 0;
        foreach (ref readonly RollEvent rollEvent in events)
        {
            if (rollEvent.RollId != last && _told.Add(last = rollEvent.RollId))
            {
                foreach (IRollWatcher watcher in Of(last))
                {
                    watcher.RollChanged();
                }
            }
        }
    }

    private IRollWatcher[] Of(long rollId)
    {
        lock (_gate)
        {
            return _byRoll.GetValueOrDefault(rollId, []);
        }
    }
}
