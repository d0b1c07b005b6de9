namespace Chamada.Core.Transport;

/// <summary>
/// What a connection serves: it is given bytes, and asked for bytes. The connection calls it from one thread at a time, so it
/// needs no lock of its own. One handler belongs to one <see cref="IConnection"/> for good, and serves one peer after another.
/// </summary>
public interface IConnectionHandler
{
    /// <summary>Whether it can take the next request now: not while it decides one, and not before the answers to the last have
    /// left.</summary>
    bool WantsInput { get; }

    /// <summary>Whether nothing more is to be said after what <see cref="Fill"/> gives: the connection is then closed.</summary>
    bool IsFinished { get; }

    /// <summary>Whether something outside still refers to this peer, so that the next one must wait.</summary>
    bool IsBusy { get; }

    /// <summary>Whether the peer may be silent for as long as it likes.</summary>
    bool MayBeSilent { get; }

    /// <summary>Whether the peer has begun something that it has to finish, although all that it has sent was consumed: it then has as long
    /// as for a request.</summary>
    bool IsHalfway => false;

    /// <summary>
    /// As <see cref="IsHalfway"/>, for a handler that consumes a request piece by piece: the time that the peer has for the whole of it
    /// runs on, whatever has come of it meanwhile.
    /// </summary>
    bool IsMidRequest => false;

    /// <summary>
    /// Whether it has said its last word and still takes input. The peer is told that nothing more comes, and may finish what it is
    /// sending: a connection that is closed on bytes nobody has read loses the answer, too.
    /// </summary>
    bool HasSaidAll => false;

    /// <summary>A peer has come.</summary>
    void Begin();

    /// <summary>Bytes have come. Called only when it wants input, with everything that was not consumed before.</summary>
    /// <returns>How many bytes it consumed; 0 when what is there is no whole request yet.</returns>
    int Receive(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Writes what is to be sent, as much as has room. Everything that it wrote before has left when it is called again.
    /// </summary>
    /// <returns>How many bytes it wrote; 0 when nothing is to be sent now.</returns>
    int Fill(Span<byte> destination);

    /// <summary>A request was begun but will not be finished. What <see cref="Fill"/> gives after this is the last word.</summary>
    void InputBroken();

    /// <summary>
    /// There is no memory for the whole of the request that was begun. What <see cref="Fill"/> gives after this is the last word.
    /// </summary>
    void InputRefused() => InputBroken();

    /// <summary>The peer is gone. Called once, when nothing is under way any more.</summary>
    void End(CloseReason reason);
}
