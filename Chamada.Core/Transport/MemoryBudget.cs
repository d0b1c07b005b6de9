namespace Chamada.Core.Transport;

/// <summary>
/// How much memory all connections together may hold beyond what each has at rest: for what they send, receive and ask, and for what
/// browsers and TLS need. What one address may hold of it is bounded, too, so that whoever holds much there leaves enough for others. On
/// any thread.
/// </summary>
/// <param name="most">Bytes of all.</param>
internal sealed class MemoryBudget(long most)
{
    /// <summary>One address may hold so much of it: one part of this many.</summary>
    public const int AddressPart = 2;

    private long _used;
    private long _refused;

    /// <summary>A budget that is never exceeded.</summary>
    public static MemoryBudget Unbounded { get; } = new(long.MaxValue);

    /// <summary>How many bytes there may be.</summary>
    public long Most => most;

    /// <summary>How many are held.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>How often somebody was refused because there were no more.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Takes some, if there are as many.</summary>
    /// <param name="share">What the peer's address holds; null for one whose address is not limited.</param>
    /// <param name="bytes">How many.</param>
    public bool TryTake(AddressShare? share, int bytes)
    {
        if (share is not null && share.Add(bytes) > most / AddressPart)
        {
            share.Add(-bytes);
            return false;
        }

        if (Interlocked.Add(ref _used, bytes) > most)
        {
            Return(share, bytes);
            return false;
        }

        return true;
    }

    /// <summary>Takes some, whether there are as many or not.</summary>
    public void Take(AddressShare? share, int bytes)
    {
        share?.Add(bytes);
        Interlocked.Add(ref _used, bytes);
    }

    /// <summary>Gives some back.</summary>
    public void Return(AddressShare? share, int bytes)
    {
        share?.Add(-bytes);
        Interlocked.Add(ref _used, -bytes);
    }

    /// <summary>Somebody was refused.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refused);
}

/// <summary>How many bytes of a budget the connections of one address hold.</summary>
internal sealed class AddressShare
{
    private long _used;

    /// <summary>Adds so many, and tells how many there are then.</summary>
    public long Add(int bytes) => Interlocked.Add(ref _used, bytes);
}

/// <summary>What one connection holds of a budget: whatever it forgets to give back is given back at its end.</summary>
/// <param name="budget">The budget of all.</param>
internal sealed class PeerMemory(MemoryBudget budget)
{
    private AddressShare? _share;
    private int _held;

    /// <summary>A peer has come.</summary>
    /// <param name="share">What its address holds; null for one that is not limited.</param>
    public void Begin(AddressShare? share) => _share = share;

    /// <inheritdoc cref="MemoryBudget.TryTake"/>
    public bool TryTake(int bytes)
    {
        if (!budget.TryTake(_share, bytes))
        {
            return false;
        }

        Interlocked.Add(ref _held, bytes);
        return true;
    }

    /// <inheritdoc cref="MemoryBudget.Take"/>
    public void Take(int bytes)
    {
        budget.Take(_share, bytes);
        Interlocked.Add(ref _held, bytes);
    }

    /// <inheritdoc cref="MemoryBudget.Return"/>
    public void Return(int bytes)
    {
        Interlocked.Add(ref _held, -bytes);
        budget.Return(_share, bytes);
    }

    /// <inheritdoc cref="MemoryBudget.CountRefusal"/>
    public void CountRefusal() => budget.CountRefusal();

    /// <summary>The peer is gone: gives everything back.</summary>
    public void End()
    {
        Return(_held);
        _share = null;
    }
}
