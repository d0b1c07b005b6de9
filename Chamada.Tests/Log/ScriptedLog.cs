using Chamada.Core.Log;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Log;

/// <summary>
/// A log in memory that does what a test wants: is as slow as the test likes, fails, has no room, or lets somebody else append first, as
/// a log that several servers share does.
/// </summary>
internal sealed class ScriptedLog : IRollLog
{
    private readonly List<RollEvent> _kept;
    private readonly List<RollEvent> _waiting = [];
    private readonly List<RollEvent> _lost = [];
    private readonly List<IDurabilityWaiter> _waiters = [];
    private readonly List<RollEvent> _others = [];
    private readonly Lock _gate = new();
    private bool _isRead;

    public ScriptedLog()
        : this([])
    {
    }

    private ScriptedLog(List<RollEvent> kept) => _kept = kept;

    /// <summary>Whether what is appended waits for <see cref="Settle"/>.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Told each event that waits now for <see cref="Settle"/>.</summary>
    public Action<RollEvent>? Appended { get; set; }

    /// <summary>Called before each append: false when there is no room for it.</summary>
    public Func<bool>? HasRoom { get; set; }

    /// <summary>
    /// Called before each append: what somebody else has just appended, so that this one loses its race; null for nobody.
    /// </summary>
    public Func<ScriptedLog, IReadOnlyList<RollEvent>?>? Rival { get; set; }

    /// <summary>What is durable.</summary>
    public IReadOnlyList<RollEvent> Kept => _kept;

    public long DurableSequence => _isRead && _kept.Count > 0 ? _kept[^1].Sequence : 0;

    public bool HasFailed { get; private set; }

    public bool HasNews => !_isRead || _others.Count > 0;

    public RollFeed Feed { get; } = new();

    /// <summary>The same log, as another process finds it.</summary>
    public ScriptedLog Reopen() => new([.. _kept]) { IsSlow = IsSlow };

    public void Read(IRollReader reader)
    {
        foreach (RollEvent kept in _isRead ? [] : _kept)
        {
            reader.Apply(in kept);
        }

        _isRead = true;
        reader.Undo(_lost.ToArray());
        _lost.Clear();
        foreach (RollEvent other in _others)
        {
            reader.Apply(in other);
            _kept.Add(other);
            Feed.Publish([other]);
        }

        _others.Clear();
    }

    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        if (HasRoom?.Invoke() == false)
        {
            throw new InsufficientMemoryException("as the test wants it");
        }

        if (Rival?.Invoke(this) is { Count: > 0 } others)
        {
            _others.AddRange(others);
            _lost.AddRange(_waiting);
            _waiting.Clear();
        }

        if (_others.Count > 0)
        {
            _lost.AddRange(events);
            _waiters.Add(waiter);
            return false;
        }

        if (IsSlow)
        {
            lock (_gate)
            {
                _waiting.AddRange(events);
                _waiters.Add(waiter);
                if (_waiting.Count == 0)
                {
                    _waiters.Remove(waiter);
                    return true;
                }
            }

            foreach (ref readonly RollEvent appended in events)
            {
                Appended?.Invoke(appended);
            }

            return false;
        }

        Keep(events);
        return true;
    }

    /// <summary>What was appended is durable now.</summary>
    public void Settle()
    {
        RollEvent[] events;
        lock (_gate)
        {
            events = [.. _waiting];
            _waiting.Clear();
        }

        Keep(events);
        Tell(Durability.Durable);
    }

    /// <summary>What was appended is lost with the disk.</summary>
    public void Fail()
    {
        HasFailed = true;
        Tell(Durability.Failed);
    }

    /// <summary>
    /// Somebody else has appended before what waits here: events, made by a book of the same log. Those who wait are told, and decide
    /// again.
    /// </summary>
    public void Overtake(IEnumerable<RollEvent> others)
    {
        _others.AddRange(others);
        _lost.AddRange(_waiting);
        _waiting.Clear();
        Tell(Durability.Lost);
    }

    /// <summary>Tells those whose append has lost its race. True when there were any.</summary>
    public bool TellLosers()
    {
        bool any = _others.Count > 0;
        if (any)
        {
            Tell(Durability.Lost);
        }

        return any;
    }

    /// <summary>Tells everybody who waits; who decides again meanwhile waits anew.</summary>
    private void Tell(Durability outcome)
    {
        IDurabilityWaiter[] waiters;
        lock (_gate)
        {
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (IDurabilityWaiter waiter in waiters)
        {
            waiter.Settled(outcome);
        }
    }

    private void Keep(ReadOnlySpan<RollEvent> events)
    {
        _kept.AddRange(events);
        if (events.Length > 0)
        {
            Feed.Publish(events);
        }
    }
}
