namespace Chamada.Tui.Drill;

/// <summary>The longest time in which nobody got an answer while somebody waited for one. Used by many threads at once.</summary>
internal sealed class LongestGap(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TimeSpan _longest;
    private long _since;
    private int _waiting;

    /// <summary>The longest so far; zero before the first answer.</summary>
    public TimeSpan Time
    {
        get
        {
            lock (_gate)
            {
                return _longest;
            }
        }
    }

    /// <summary>Somebody waits.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _since = _waiting++ == 0 ? clock.GetTimestamp() : _since;
        }
    }

    /// <summary>Somebody waits no more.</summary>
    /// <param name="isAnswered">Whether there was an answer; otherwise the gap goes on for the others.</param>
    public void End(bool isAnswered)
    {
        lock (_gate)
        {
            _waiting--;
            TimeSpan gap = clock.GetElapsedTime(_since);
            _longest = gap > _longest ? gap : _longest;
            _since = isAnswered ? clock.GetTimestamp() : _since;
        }
    }
}
