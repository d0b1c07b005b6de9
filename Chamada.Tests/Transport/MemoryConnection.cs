using System.Net;
using System.Text;
using Chamada.Core.Transport;

namespace Chamada.Tests.Transport;

/// <summary>A connection without a socket: what a test says goes straight to the handler.</summary>
internal sealed class MemoryConnection : IConnection
{
    private readonly IConnectionHandler _handler;
    private readonly byte[] _output = new byte[64 * 1024];

    public MemoryConnection(EndPoint? peer, Func<IConnection, IConnectionHandler> handler)
    {
        Peer = peer;
        _handler = handler(this);
        _handler.Begin();
    }

    public EndPoint? Peer { get; }

    /// <summary>How often the handler said that it has news.</summary>
    public int Wakes { get; private set; }

    public void Wake() => Wakes++;

    public void WakeLater() => Wakes++;

    /// <summary>Says something whole, and returns everything that is answered without waiting.</summary>
    public string Exchange(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        StringBuilder answers = new();
        while (!rest.IsEmpty && _handler.WantsInput)
        {
            int consumed = _handler.Receive(rest);
            Assert.NotEqual(0, consumed);
            rest = rest[consumed..];
            int written;
            while ((written = _handler.Fill(_output)) > 0)
            {
                answers.Append(Encoding.UTF8.GetString(_output, 0, written));
            }
        }

        return answers.ToString();
    }

    /// <summary>The peer is gone.</summary>
    public void End() => _handler.End(CloseReason.Peer);
}
