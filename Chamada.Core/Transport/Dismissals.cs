using System.Net.Sockets;

namespace Chamada.Core.Transport;

/// <summary>
/// Closes connections for which there is no room, or no more time. Each peer is told so in what it speaks, as far as its first bytes show
/// that: for a moment they are waited for, of so many peers at once as costs little.
/// </summary>
/// <param name="options">What is said.</param>
/// <param name="clock">Measures the moment.</param>
internal sealed class Dismissals(ListenerOptions options, TimeProvider clock) : IDisposable
{
    private const int MostWaiting = 256, Looked = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private int _waiting;

    /// <summary>Tells a peer, and closes its connection; soon, without keeping the caller.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="isStopping">Whether no more connections are taken at all.</param>
    public void Dismiss(Socket socket, bool isStopping)
    {
        if (Interlocked.Increment(ref _waiting) <= MostWaiting && options.DismissalFor is { } dismissal)
        {
            _ = LookAsync(socket, dismissal, isStopping);
            return;
        }

        Interlocked.Decrement(ref _waiting);
        Tell(socket, isStopping ? default : options.FullMessage);
    }

    /// <summary>Tells a peer that there is no room, whatever it speaks, and closes its connection: where memory is short, too.</summary>
    public static void DismissAtOnce(Socket socket, ReadOnlyMemory<byte> message) => Tell(socket, message);

    /// <summary>Waits for nobody any more.</summary>
    public void Dispose() => _end.Cancel();

    private async Task LookAsync(Socket socket, Dismissal dismissal, bool isStopping)
    {
        byte[] first = new byte[Looked];
        int length = 0;
        using (CancellationTokenSource patience = new(Patience, clock))
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _end.Token))
        {
            try
            {
                length = await socket.ReceiveAsync(first, SocketFlags.None, either.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It says nothing, or is gone already.
            }
        }

        Interlocked.Decrement(ref _waiting);
        Tell(socket, dismissal(first.AsMemory(0, length), isStopping));
    }

    private static void Tell(Socket socket, ReadOnlyMemory<byte> message)
    {
        using (socket)
        {
            try
            {
                socket.Blocking = false; // A few bytes fit the new socket's send buffer; if not, they are lost, not waited for.
                if (message.Length > 0)
                {
                    socket.Send(message.Span, SocketFlags.None, out _);
                }

                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // It is gone already.
            }
        }
    }
}
