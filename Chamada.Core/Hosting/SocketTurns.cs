using System.Net.Sockets;
using System.Runtime.InteropServices;
using Chamada.Core.Log;

namespace Chamada.Core.Hosting;

/// <summary>
/// Turns on the thread that reports the events of sockets, each after the events that it has just reported: a byte through a pair of
/// sockets is such an event, too.
/// </summary>
/// <remarks>
/// That holds where completions are run by the thread that reports them (<c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS</c>). Else a turn
/// comes on some thread of the pool.
/// </remarks>
internal sealed partial class SocketTurns : ICommitTurns, IDisposable
{
    private const int LocalDomain = 1, Stream = 1, CloseOnExec = 0x80000;

    private static readonly byte[] Bell = [1];

    private readonly Socket _asking, _hearing;
    private readonly SocketAsyncEventArgs _heard = new(true);
    private Action? _turn;

    private SocketTurns(Socket asking, Socket hearing)
    {
        _asking = asking;
        _hearing = hearing;
        _heard.SetBuffer(new byte[16]);
        _heard.Completed += (_, _) => Hear();
    }

    /// <summary>Makes the pair.</summary>
    /// <returns>Null where the system has no such pair to give: on anything but Linux, or when too many files are open.</returns>
    public static unsafe SocketTurns? TryMake()
    {
        int* pair = stackalloc int[2];
        if (!OperatingSystem.IsLinux() || MakePair(LocalDomain, Stream | CloseOnExec, 0, pair) != 0)
        {
            return null;
        }

        return new SocketTurns(
            new Socket(new SafeSocketHandle(pair[0], ownsHandle: true)), new Socket(new SafeSocketHandle(pair[1], ownsHandle: true)));
    }

    /// <inheritdoc/>
    public void Begin(Action turn)
    {
        _turn = turn;
        Listen();
    }

    /// <inheritdoc/>
    public void Ask() => _asking.Send(Bell);

    /// <inheritdoc/>
    public void Dispose()
    {
        _asking.Dispose();
        _hearing.Dispose();
        _heard.Dispose();
    }

    private void Hear()
    {
        // First listen: who asks during the turn gets one after the events that are reported next.
        if (_heard is { SocketError: SocketError.Success, BytesTransferred: > 0 } && Listen())
        {
            _turn!();
        }
    }

    /// <returns>False after the end.</returns>
    private bool Listen()
    {
        try
        {
            // What has been asked for by now is served by the turn that is about to begin.
            while (!_hearing.ReceiveAsync(_heard))
            {
                if (_heard is not { SocketError: SocketError.Success, BytesTransferred: > 0 })
                {
                    return false;
                }
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    // socketpair(2). Both ends are closed in programs that this one starts.
    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static unsafe partial int MakePair(int domain, int type, int protocol, int* pair);
}
