using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Tests.Cli;

/// <summary>A listener that is no Chamada server: it answers whatever comes with the same bytes, or not at all.</summary>
internal sealed class StubbornPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Begins to accept.</summary>
    /// <param name="answer">What it says to the first bytes it reads; null leaves the client waiting.</param>
    /// <param name="thenCloses">Whether it closes the connection after that.</param>
    public StubbornPeer(string? answer, bool thenCloses)
    {
        _listener.Start();
        _accepting = AcceptAsync(answer, thenCloses);
    }

    /// <summary>Where clients connect to.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync(string? answer, bool thenCloses)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token), answer, thenCloses));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client, string? answer, bool thenCloses)
    {
        using (client)
        {
            try
            {
                byte[] buffer = new byte[4096];
                while (await client.GetStream().ReadAsync(buffer, _stop.Token) > 0)
                {
                    if (answer is not null)
                    {
                        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                    }

                    if (thenCloses)
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client has had enough, or the test has.
            }
        }
    }
}
