namespace Chamada.Core.Transport;

/// <summary>
/// For how long a connection has been silent, half-way through a request, or stuck in a send, in the seconds that the listener counts: that costs
/// no timer for each connection.
/// </summary>
/// <param name="limits">How long each may last.</param>
internal sealed class ConnectionTimes(ConnectionLimits limits)
{
    private int _quietSince;
    private int _partialSince;
    private int _sendingSince;

    /// <summary>A peer has come.</summary>
    public void Begin(int now) => _quietSince = now;

    /// <summary>Bytes have come.</summary>
    /// <param name="now">The second.</param>
    /// <param name="isFirst">Whether none were waiting.</param>
    public void Received(int now, bool isFirst)
    {
        if (isFirst)
        {
            _partialSince = now;
        }

        _quietSince = now;
    }

    /// <summary>The handler has looked at what was received.</summary>
    public void Looked(int now) => _partialSince = now;

    /// <summary>A send begins.</summary>
    public void Sending(int now) => _sendingSince = now;

    /// <summary>Bytes have left.</summary>
    public void Sent(int now) => _sendingSince = _quietSince = now;

    /// <summary>Whether some time may be over. Also for threads that do not run the connection: what they read may be a second old.</summary>
    public bool MayBeOver(int now, bool isSending) => isSending ? IsSendOver(now) : now - _quietSince >= limits.ShortestQuietTicks;

    /// <summary>Whether the peer has left for too long unread what is being sent.</summary>
    public bool IsSendOver(int now) => now - _sendingSince >= limits.SendTicks;

    /// <summary>Whether the rest of a request has been missing for too long.</summary>
    public bool IsRequestOver(int now) => now - _partialSince >= limits.RequestTicks;

    /// <summary>Whether the peer has been silent for too long.</summary>
    public bool IsIdleOver(int now) => now - _quietSince >= limits.IdleTicks;
}

/// <summary>How long anything may last, in the seconds that the listener counts.</summary>
internal sealed class ConnectionLimits(ListenerOptions options)
{
    public int SendTicks { get; } = Ticks(options.SendTimeout);

    public int RequestTicks { get; } = Ticks(options.RequestTimeout);

    public int IdleTicks { get; } = Ticks(options.IdleTimeout);

    public int ShortestQuietTicks => Math.Min(RequestTicks, IdleTicks);

    private static int Ticks(TimeSpan time) =>
        time <= TimeSpan.Zero ? int.MaxValue : (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue);
}
