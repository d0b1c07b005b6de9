namespace Chamada.Tui.Drill;

/// <summary>What became of the requests of one kind. Used by many threads at once.</summary>
internal sealed class RequestCount(DrillRequest kind)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _answerTimes = [];
    private int _asked, _lost, _twice;

    /// <summary>Which kind.</summary>
    public DrillRequest Kind => kind;

    /// <summary>How many were asked. One that was sent again because its answer was lost counts once.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How many were answered as done.</summary>
    public int Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return _answerTimes.Count;
            }
        }
    }

    /// <summary>How many were acknowledged and had no effect later.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>How many had their effect twice.</summary>
    public int Twice => Volatile.Read(ref _twice);

    /// <summary>Notes a request.</summary>
    public void Ask() => Interlocked.Increment(ref _asked);

    /// <summary>Notes the answer to one, and how long it took with all its repetitions.</summary>
    public void Acknowledge(TimeSpan after)
    {
        lock (_gate)
        {
            _answerTimes.Add(after);
        }
    }

    /// <summary>Notes some that were lost.</summary>
    public void Lose(int count = 1) => Interlocked.Add(ref _lost, count);

    /// <summary>Notes one that had its effect twice.</summary>
    public void Repeat() => Interlocked.Increment(ref _twice);

    /// <summary>The time within which a share of the answers came; zero when there are none.</summary>
    /// <param name="share">0 to 1: 0.5 is the median, 1 the slowest.</param>
    public TimeSpan AnswerTime(double share)
    {
        TimeSpan[] sorted;
        lock (_gate)
        {
            sorted = [.. _answerTimes];
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
