namespace Chamada.Core.Rolls;

/// <summary>
/// When which roll call closes by itself, the earliest first. An entry whose roll call got another limit, or was closed, stays until its
/// time: whoever takes it out finds that it is not due. To be used under the roll book's lock.
/// </summary>
internal sealed class LimitQueue
{
    /// <summary>From how many entries on a queue that holds more of the past than of the future is cleared of it.</summary>
    private const int Few = 1024;

    private readonly PriorityQueue<(ClassNumber Class, long RollId), long> _queue = new();

    /// <summary>How many entries it holds, those that are past and those that count.</summary>
    public int Count => _queue.Count;

    /// <summary>The earliest deadline; <see cref="long.MaxValue"/> when there is none.</summary>
    public long Next { get; private set; } = long.MaxValue;

    /// <summary>Makes room for one more, so that the next <see cref="Add"/> cannot fail.</summary>
    /// <param name="open">The open roll calls, whose limits alone count.</param>
    /// <exception cref="OutOfMemoryException">There is no room; nothing that counts has changed.</exception>
    public void Reserve(Dictionary<ClassNumber, RollCall> open)
    {
        if (_queue.Count >= Few && _queue.Count / 2 > open.Count)
        {
            // As many are dropped as were added since the last time, so each costs the same in the end.
            Rebuild(open);
        }

        _queue.EnsureCapacity(_queue.Count + 1);
    }

    /// <summary>Makes the queue anew of the limits that hold.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; the queue is as it was.</exception>
    public void Rebuild(Dictionary<ClassNumber, RollCall> open)
    {
        ((ClassNumber Class, long RollId) Roll, long Deadline)[] limits =
        [
            .. open.Values.Where(static roll => roll.Limit is not null)
                .Select(static roll => ((roll.Class, roll.Id), roll.Limit!.Deadline)),
        ];
        _queue.EnsureCapacity(limits.Length);
        _queue.Clear();
        _queue.EnqueueRange(limits);
        Next = _queue.TryPeek(out _, out long deadline) ? deadline : long.MaxValue;
    }

    /// <summary>Adds a deadline.</summary>
    public void Add(RollCall roll, long deadline)
    {
        _queue.Enqueue((roll.Class, roll.Id), deadline);
        Next = Math.Min(Next, deadline);
    }

    /// <summary>Looks at the earliest entry that is due at a time.</summary>
    public bool TryPeekDue(long elapsed, out ClassNumber number, out long rollId)
    {
        bool isDue = Next <= elapsed;
        (number, rollId) = isDue ? _queue.Peek() : default;
        return isDue;
    }

    /// <summary>Takes the earliest entry out.</summary>
    public void Remove()
    {
        _queue.Dequeue();
        Next = _queue.TryPeek(out _, out long deadline) ? deadline : long.MaxValue;
    }
}
