using System.Net.Sockets;
using Chamada.Core.Transport;

namespace Chamada.Tests.Simulation;

/// <summary>
/// A TCP connection without a network: the server's end is a socket to it, the other end is a peer of the simulation. Bytes arrive in
/// pieces, operations complete at once or when the schedule says so.
/// </summary>
internal sealed class SimulatedSocket(Random random) : IPeerSocket
{
    private readonly Queue<byte> _toServer = [];
    private readonly Queue<byte> _toPeer = [];
    private readonly int _window = random.Next(4) switch { 0 => 1 + random.Next(40), 1 => 600, _ => 100_000 };
    private Transfer? _receiving;
    private Transfer? _sending;
    private bool _isPeerDone;
    private bool _isReset;
    private bool _isReceiveShut;
    private bool _isSendShut;
    private bool _isClosed;
    private bool _isDead;

    /// <summary>Whether a receive that is under way can complete.</summary>
    public bool CanReceive => _receiving is not null && IsReceiveReady;

    /// <summary>Whether a send that is under way can complete.</summary>
    public bool CanSend => _sending is not null && IsSendReady;

    /// <summary>Whether the server has closed it, and nothing of it is under way.</summary>
    public bool IsLetGo => _isClosed && _receiving is null && _sending is null;

    /// <summary>Whether the peer has nothing more to expect.</summary>
    public bool IsOver => _isReset || _isDead || ((_isClosed || _isSendShut) && _toPeer.Count == 0);

    /// <summary>How many bytes the peer could read.</summary>
    public int Readable => _isReset || _isDead ? 0 : _toPeer.Count;

    private bool IsReceiveReady => _toServer.Count > 0 || _isPeerDone || _isReset || _isReceiveShut || _isClosed;

    private bool IsSendReady => _toPeer.Count < _window || _isReset || _isClosed;

    public bool Receive(Transfer transfer)
    {
        if (_isDead)
        {
            return true;
        }

        Assert.Null(_receiving);
        if (IsReceiveReady && random.Next(3) == 0)
        {
            FinishReceive(transfer);
            return false;
        }

        _receiving = transfer;
        return true;
    }

    public bool Send(Transfer transfer)
    {
        if (_isDead)
        {
            return true;
        }

        Assert.Null(_sending);
        if (IsSendReady && random.Next(3) > 0)
        {
            FinishSend(transfer);
            return false;
        }

        _sending = transfer;
        return true;
    }

    public void Shutdown(SocketShutdown how)
    {
        if (_isReset && random.Next(2) == 0)
        {
            throw new SocketException((int)SocketError.NotConnected);
        }

        _isReceiveShut |= how is SocketShutdown.Receive or SocketShutdown.Both;
        _isSendShut |= how is SocketShutdown.Send or SocketShutdown.Both;
    }

    /// <summary>What has been received and not read breaks the connection, and may take along what was on its way.</summary>
    public void Dispose()
    {
        _isClosed = true;
        if (_toServer.Count > 0 && random.Next(2) == 0)
        {
            _toPeer.Clear();
            _isReset = true;
        }
    }

    /// <summary>The receive that is under way completes.</summary>
    public void CompleteReceive()
    {
        Transfer transfer = _receiving!;
        _receiving = null;
        FinishReceive(transfer);
        transfer.Complete();
    }

    /// <summary>The send that is under way completes.</summary>
    public void CompleteSend()
    {
        Transfer transfer = _sending!;
        _sending = null;
        FinishSend(transfer);
        transfer.Complete();
    }

    /// <summary>The peer sends.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _toServer.Enqueue(b);
        }
    }

    /// <summary>The peer reads so many bytes, or as many as there are.</summary>
    public byte[] Take(int most)
    {
        byte[] taken = new byte[Math.Min(most, Readable)];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = _toPeer.Dequeue();
        }

        return taken;
    }

    /// <summary>The peer has said its last word.</summary>
    public void End() => _isPeerDone = true;

    /// <summary>The peer breaks the connection off.</summary>
    public void Reset() => _isReset = true;

    /// <summary>The server's process is gone: nothing of it happens any more.</summary>
    public void Die()
    {
        _isDead = true;
        _receiving = _sending = null;
    }

    private void FinishReceive(Transfer transfer)
    {
        if (_isClosed || _isReset)
        {
            transfer.Note(_isClosed ? SocketError.OperationAborted : SocketError.ConnectionReset, 0);
            return;
        }

        int count = _isReceiveShut && random.Next(2) == 0 ? 0 : Piece(Math.Min(transfer.Count, _toServer.Count));
        for (int i = 0; i < count; i++)
        {
            transfer.Buffer![transfer.Offset + i] = _toServer.Dequeue();
        }

        transfer.Note(SocketError.Success, count);
    }

    private void FinishSend(Transfer transfer)
    {
        if (_isClosed || _isReset)
        {
            transfer.Note(_isClosed ? SocketError.OperationAborted : SocketError.ConnectionReset, 0);
            return;
        }

        int count = Piece(Math.Min(transfer.Count, _window - _toPeer.Count));
        foreach (byte b in transfer.Buffer.AsSpan(transfer.Offset, count))
        {
            _toPeer.Enqueue(b);
        }

        transfer.Note(SocketError.Success, count);
    }

    /// <summary>At least one of so many, mostly all.</summary>
    private int Piece(int most) => most == 0 ? 0 : random.Next(3) == 0 ? 1 + random.Next(most) : most;
}
