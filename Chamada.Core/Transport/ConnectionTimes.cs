namespace Chamada.Core.Transport;

/// <summary>
/// For how long a connection has been silent, half-way through a request, or stuck in a send, in the seconds that the listener counts: that
/// costs no timer for each connection. Nothing is over before its time, and everything at most a second after it.
/// </summary>
/// <param name="limits">How long each may last.</param>
internal sealed class ConnectionTimes(ConnectionLimits limits)
{
    private const int Never = -1;

    private int _quietSince;
    private int _restSince = Never;
    private int _sendingSince;

    /// <summary>A peer has come.</summary>
    public void Begin(int now)
    {
        _quietSince = now;
        _restSince = Never;
    }

    /// <summary>Bytes have come.</summary>
    public void Received(int now) => _quietSince = now;

    /// <summary>The rest of a request is waited for. Only the first call counts: bytes that complete nothing win no time.</summary>
    public void WaitsForRest(int now)
    {
        if (_restSince == Never)
        {
            _restSince = now;
        }
    }

    /// <summary>No rest of a request is waited for: one was whole, or the handler takes none now.</summary>
    public void WaitsForNoRest() => _restSince = Never;

    /// <summary>A send begins.</summary>
    public void Sending(int now) => _sendingSince = now;

    /// <summary>Bytes have left.</summary>
    public void Sent(int now) => _sendingSince = _quietSince = now;

    /// <summary>Whether some time may be over. Also for threads that do not run the connection: what they read may be a second
    /// old.</summary>
    public bool MayBeOver(int now, bool isSending) => isSending ? IsSendOver(now) : IsRequestOver(now) || IsIdleOver(now);

    /// <summary>Whether the peer has left for too long unread what is being sent.</summary>
    public bool IsSendOver(int now) => IsOver(now, _sendingSince, limits.SendTicks);

    /// <summary>Whether the rest of a request has been missing for too long.</summary>
    public bool IsRequestOver(int now) =>
        Volatile.Read(ref _restSince) is var since and not Never && IsOver(now, since, limits.RequestTicks);

    /// <summary>Whether the peer has been silent for too long.</summary>
    public bool IsIdleOver(int now) => IsOver(now, _quietSince, limits.IdleTicks);

    /// <summary>What began in some second may have begun at its end, so that second does not count.</summary>
    private static bool IsOver(int now, int since, int ticks) => now - since > ticks;
}

/// <summary>How long anything may last, in the seconds that the listener counts.</summary>
internal sealed class ConnectionLimits(ListenerOptions options)
{
    public int SendTicks { get; } = Ticks(options.SendTimeout);

    public int RequestTicks { get; } = Ticks(options.RequestTimeout);

    public int IdleTicks { get; } = Ticks(options.IdleTimeout);

    private static int Ticks(TimeSpan time) =>
        time <= TimeSpan.Zero ? int.MaxValue : (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue);
}
