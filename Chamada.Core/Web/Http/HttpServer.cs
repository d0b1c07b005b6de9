using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Chamada.Core.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chamada.Core.Web.Http;

/// <summary>
/// Kestrel, which listens nowhere: its connections are handed to it by the transport. It starts with the first of them, so a server that no
/// browser asks pays nothing for it.
/// </summary>
/// <param name="application">Answers requests.</param>
/// <param name="log">Is told what fails.</param>
internal sealed class HttpServer(IHttpApplication<HttpContext> application, IListenerLog log) : IAsyncDisposable
{
    /// <summary>The longest request that is read: a form of three short fields takes a tenth of it.</summary>
    public const int MostBody = 4 * 1024;

    /// <summary>The answer to whoever cannot be served now, because there are too many or because the server stops.</summary>
    public static readonly ReadOnlyMemory<byte> Busy = BusyAnswer();

    private const int MostTarget = 2 * 1024;

    private readonly Channel<ConnectionContext> _accepted =
        Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private Task<KestrelServer?>? _running;
    private long _lastId;

    /// <summary>A connection of which Kestrel knows nothing yet.</summary>
    public PipedConnection NewConnection(IConnection connection) =>
        new(Interlocked.Increment(ref _lastId).ToString(System.Globalization.CultureInfo.InvariantCulture), connection);

    /// <summary>Hands Kestrel a connection. Returns at once, whether it runs already or not.</summary>
    public void Accept(PipedConnection connection)
    {
        _accepted.Writer.TryWrite(connection);
        if (Volatile.Read(ref _running) is null)
        {
            lock (_gate)
            {
                _running ??= Task.Run(StartAsync);
            }
        }
    }

    /// <summary>Stops. The transport has ended every connection before, so nothing is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        if (_running is { } running && await running.ConfigureAwait(false) is { } server)
        {
            server.Dispose();
        }
    }

    private static byte[] BusyAnswer()
    {
        const string Portuguese = "O servidor não pode atender agora: tente de novo em alguns segundos.\n";
        const string English = "The server cannot answer now: try again in a few seconds.\n";
        byte[] body = Encoding.UTF8.GetBytes(Portuguese + English);
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
            + $"Cache-Control: no-store\r\nRetry-After: 5\r\nConnection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static KestrelServerOptions OptionsOf()
    {
        KestrelServerOptions options = new() { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Limits.MaxRequestBodySize = MostBody;
        options.Limits.MaxRequestLineSize = MostTarget;

        // Time is the transport's, one clock for all protocols.
        options.Limits.KeepAliveTimeout = Timeout.InfiniteTimeSpan;
        options.Limits.RequestHeadersTimeout = Timeout.InfiniteTimeSpan;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(new IPEndPoint(IPAddress.None, 0), static listen => listen.Protocols = HttpProtocols.Http1);
        return options;
    }

    private async Task<KestrelServer?> StartAsync()
    {
        try
        {
            KestrelServer server = new(Options.Create(OptionsOf()), new Listener(_accepted.Reader), NullLoggerFactory.Instance);
            await server.StartAsync(application, CancellationToken.None).ConfigureAwait(false);
            return server;
        }
        catch (Exception exception)
        {
            // Whoever speaks another protocol is served all the same.
            log.HandlerFailed(exception);
            _ = EndAllAsync();
            return null;
        }
    }

    /// <summary>Ends what nobody will serve.</summary>
    private async Task EndAllAsync()
    {
        await foreach (ConnectionContext connection in _accepted.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            connection.Abort();
        }
    }

    /// <summary>Takes connections out of the channel instead of from a socket.</summary>
    private sealed class Listener(ChannelReader<ConnectionContext> accepted) : IConnectionListenerFactory, IConnectionListener
    {
        public EndPoint EndPoint { get; private set; } = null!; // Kestrel asks for it after it has bound it.

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            EndPoint = endpoint;
            return ValueTask.FromResult<IConnectionListener>(this);
        }

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await accepted.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (accepted.TryRead(out ConnectionContext? connection))
                {
                    return connection;
                }
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>The services of a host, of which there is none: Kestrel asks for a logger only.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? NullLoggerFactory.Instance : null;
    }
}
