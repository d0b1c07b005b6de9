using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chamada.Tests.Client;

/// <summary>A listener that greets as a Chamada server does, and answers every request after it with the same words, or not at
/// all.</summary>
internal sealed class GreetingPeer : IAsyncDisposable
{
    private const string Greeting = "%2\r\n$6\r\nserver\r\n$7\r\nchamada\r\n$5\r\nproto\r\n:3\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _answer;
    private readonly Task _accepting;
    private int _asked;

    /// <summary>Begins to accept.</summary>
    /// <param name="answer">What it says to each request; null leaves the client waiting.</param>
    public GreetingPeer(string? answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many requests came after greetings.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                byte[] buffer = new byte[4096];
                for (bool greeted = false; await client.GetStream().ReadAsync(buffer, _stop.Token) > 0; greeted = true)
                {
                    if (greeted)
                    {
                        Interlocked.Increment(ref _asked);
                    }

                    if ((greeted ? _answer : Greeting) is { } answer)
                    {
                        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
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
