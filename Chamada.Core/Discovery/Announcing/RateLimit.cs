namespace Chamada.Core.Discovery.Announcing;

/// <summary>At most so many events a second, with a burst of one second's worth.</summary>
internal sealed class RateLimit(int perSecond)
{
    private double _left = perSecond;
    private TimeSpan _at = TimeSpan.MinValue;

    /// <summary>Whether one more is allowed now; it is counted then.</summary>
    public bool TryTake(TimeSpan now)
    {
        double since = _at == TimeSpan.MinValue ? 0 : (now - _at).TotalSeconds;
        _at = now;
        _left = Math.Min(perSecond, _left + (since * perSecond));
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
