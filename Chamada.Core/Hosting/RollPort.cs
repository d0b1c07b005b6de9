using System.Net;
using Chamada.Core.Protocols;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Transport;

namespace Chamada.Core.Hosting;

/// <summary>A roll book behind a TCP port that speaks every protocol, and what the passing of time does to the book.</summary>
internal sealed class RollPort : IAsyncDisposable
{
    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LimitInterval = TimeSpan.FromSeconds(1);

    private readonly ServerOptions _options;
    private readonly IRollBook _book;
    private readonly ServerLog _log;
    private readonly SocketListener _listener;
    private readonly ITimer _expiry;
    private readonly ITimer _limits;

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="options">Where to listen, limits and times.</param>
    /// <param name="book">The roll calls; the caller has taken them up from their log already.</param>
    /// <param name="clock">Stamps and measures.</param>
    /// <param name="log">Diagnostics.</param>
    /// <param name="neighbours">The other servers, to which students are sent on; null when nobody is.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be bound.</exception>
    public RollPort(ServerOptions options, IRollBook book, TimeProvider clock, ServerLog log, INeighbours? neighbours)
    {
        _options = options;
        _book = book;
        _log = log;
        Redirection? redirection = neighbours is null ? null : new Redirection(neighbours, new PeerRelay(), clock);
        ProtocolServices services = new(book, new SessionIds(), options.GuestsMayOpen, redirection)
        {
            RespFormat = new RespReplyFormat(options.GuestsHint is { } hint ? $" ({hint})" : ""),
        };
        _listener = new SocketListener(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(options.Address, options.Port),
                MaxConnections = options.MaxConnections,
                FullMessage = "-ERR max number of clients reached\r\n"u8.ToArray(),
                IdleTimeout = options.IdleTimeout,
                RequestTimeout = options.RequestTimeout,
                SendTimeout = options.SendTimeout,
                StopTimeout = options.StopTimeout,
                KeepAlive = options.KeepAlive,
            },
            connection => new ProtocolSwitch(connection, services),
            clock,
            log);
        _expiry = clock.CreateTimer(_ => _ = EraseExpiredAsync(), null, TimeSpan.Zero, ExpiryInterval);
        _limits = clock.CreateTimer(_ => book.CloseExpired(), null, TimeSpan.Zero, LimitInterval);
        log.Listening(_listener.EndPoint);
    }

    /// <summary>The address and port that it is bound to.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>How many connections there are now.</summary>
    public int Connections => _listener.Count;

    /// <summary>Stops in order: accepts no more, answers what was received, closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _log.Stopping(_listener.Count);
        await _expiry.DisposeAsync().ConfigureAwait(false);
        await _limits.DisposeAsync().ConfigureAwait(false);
        await _listener.StopAsync().ConfigureAwait(false);
    }

    private async Task EraseExpiredAsync()
    {
        RollOutcome unreceived = await _book.AskAsync(new RollRequest(ClassNumber.Refused, UnreceivedCommand.Instance)).ConfigureAwait(false);
        long limit = unreceived.At.UnixMilliseconds - (long)_options.KeepClosed.TotalMilliseconds;
        int count = 0;
        foreach (RollList list in (unreceived.Detail as UnreceivedLists)?.Where(list => list.Record.Closing!.At.UnixMilliseconds < limit) ?? [])
        {
            RollOutcome discarded = await _book.AskAsync(new RollRequest(list.Record.Class, new DiscardCommand(list.Record.Id))).ConfigureAwait(false);
            count += discarded.Word == RollWord.Erased ? 1 : 0;
        }

        if (count > 0)
        {
            _log.Expired(count, _options.KeepClosed.TotalDays);
        }
    }
}
