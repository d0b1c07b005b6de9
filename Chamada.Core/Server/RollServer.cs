using System.Net;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Logging;

namespace Chamada.Core.Server;

/// <summary>
/// The server: a roll book behind a TCP port that speaks both protocols. The same inside <c>chamada serve</c> and inside the
/// teacher's program.
/// </summary>
public sealed class RollServer : IAsyncDisposable
{
    /// <summary>Binds and begins to accept.</summary>
    /// <param name="options">Where to listen, limits and times.</param>
    /// <param name="book">The roll calls; the caller has restored them already.</param>
    /// <param name="clock">Stamps and measures; the system's unless told otherwise.</param>
    /// <param name="log">Diagnostics; none unless told otherwise.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be bound.</exception>
    public static RollServer Start(ServerOptions options, RollBook book, TimeProvider? clock = null, ILogger? log = null) => throw new NotImplementedException();

    /// <summary>The address and port that it is bound to.</summary>
    public IPEndPoint EndPoint => throw new NotImplementedException();

    /// <summary>Stops in order: accepts no more, answers what was received, closes every connection.</summary>
    public Task StopAsync() => throw new NotImplementedException();

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
