using Chamada.Core.Rolls;

namespace Chamada.Core.Log;

/// <summary>Wakes those who watch a roll call when something of it has become durable: once for all that one commit brings.</summary>
internal sealed class Watchers : IRollFeedReader
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Watching> _byRoll = [];
    private readonly HashSet<long> _told = [];
    private volatile bool _any;

    public void Add(IRollRecord roll, IRollWatcher watcher)
    {
        lock (_gate)
        {
            IRollWatcher[] others = Of(roll.Id);
            if (!others.Contains(watcher))
            {
                _byRoll[roll.Id] = new Watching(roll, [.. others, watcher]);
            }

            _any = true;
        }
    }

    public void Remove(long rollId, IRollWatcher watcher)
    {
        lock (_gate)
        {
            IRollWatcher[] others = [.. Of(rollId).Where(other => !ReferenceEquals(other, watcher))];
            if (others.Length > 0)
            {
                _byRoll[rollId] = _byRoll[rollId] with { By = others };
            }
            else
            {
                _byRoll.Remove(rollId);
            }

            _any = _byRoll.Count > 0;
        }
    }

    /// <summary>Whether somebody watches.</summary>
    public bool Any => _any;

    /// <summary>The roll calls that somebody watches.</summary>
    public IReadOnlyList<IRollRecord> Watched()
    {
        lock (_gate)
        {
            return [.. _byRoll.Values.Select(static watched => watched.Roll)];
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
            return _byRoll.TryGetValue(rollId, out Watching watching) ? watching.By : [];
        }
    }

    private readonly record struct Watching(IRollRecord Roll, IRollWatcher[] By);
}
