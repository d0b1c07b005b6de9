using System.Net;
using System.Net.Sockets;

namespace Chamada.Core.Client;

/// <summary>
/// Connects where packets get lost. The system repeats a lost attempt after one, three and seven seconds, so over bad Wi-Fi some students
/// would wait for long and some in vain; here another attempt begins each second beside those that wait, and the first to succeed counts.
/// </summary>
internal static class PatientSocket
{
    /// <summary>The most attempts at once.</summary>
    public const int Most = 8;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>A connected socket.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SocketException">The connection is refused, or there is no way: waiting would not help.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, TimeProvider clock, CancellationToken cancellation)
    {
        List<Task<Socket>> waiting = [];
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (true)
            {
                waiting.Add(AttemptAsync(host, port, over.Token));
                Task next = Task.Delay(waiting.Count < Most ? Again : Timeout.InfiniteTimeSpan, clock, over.Token);
                if (await Task.WhenAny([.. waiting, next]).ConfigureAwait(false) is Task<Socket> done)
                {
                    waiting.Remove(done);
                    return await done.ConfigureAwait(false);
                }

                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            foreach (Task<Socket> late in waiting)
            {
                _ = DisposeAsync(late);
            }
        }
    }

    /// <summary>
    /// A connected socket, not a blocking one, if the other end answers within a while that this thread waits for it. Otherwise null,
    /// whatever is in the way: who tries again as usual finds out.
    /// </summary>
    /// <param name="host">An address; a name is looked up in no time that could be promised, so it is not tried.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="patience">How long to wait.</param>
    public static Socket? ConnectOnThread(string host, int port, TimeSpan patience)
    {
        if (!IPAddress.TryParse(host, out IPAddress? address))
        {
            return null;
        }

        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        try
        {
            socket.Connect(address, port);
        }
        catch (SocketException begun) when (begun.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // Not a failure: this is how it begins.
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }

        if (socket.Poll(patience, SelectMode.SelectWrite) && socket.Connected)
        {
            return socket;
        }

        socket.Dispose();
        return null;
    }

    private static async Task<Socket> AttemptAsync(string host, int port, CancellationToken over)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, over).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DisposeAsync(Task<Socket> late)
    {
        try
        {
            (await late.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // It came to nothing, and nobody waits for it.
        }
    }
}
