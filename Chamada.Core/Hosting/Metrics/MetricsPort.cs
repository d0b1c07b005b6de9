using System.Net;
using System.Text;
using Chamada.Core.Transport;
using Chamada.Core.Web.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chamada.Core.Hosting.Metrics;

/// <summary>
/// A port of its own at which Prometheus reads what is measured (<c>GET /metrics</c>): Kestrel on the same transport as everything else,
/// with few connections and none of the server's.
/// </summary>
internal sealed class MetricsPort : IAsyncDisposable
{
    private const int MostConnections = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpServer _http;
    private readonly SocketListener _listener;
    private readonly MetricsReader _reader;

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="endPoint">Where.</param>
    /// <param name="meter">What is measured.</param>
    /// <param name="clock">Measures time-outs.</param>
    /// <param name="log">Is told what fails.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be bound.</exception>
    public MetricsPort(IPEndPoint endPoint, ServerMeter meter, TimeProvider clock, IListenerLog log)
    {
        _reader = new MetricsReader(meter.Meter);
        HttpServer http = _http = new HttpServer(new Application(_reader), log);
        try
        {
            _listener = new SocketListener(
                new ListenerOptions
                {
                    EndPoint = endPoint,
                    MaxConnections = MostConnections,
                    FullMessage = HttpServer.Busy,
                    DismissalFor = static (_, _) => HttpServer.Busy,
                    IdleTimeout = TimeSpan.FromMinutes(10),
                    RequestTimeout = Patience,
                    SendTimeout = Patience,
                    StopTimeout = TimeSpan.FromSeconds(1),
                },
                connection => new HttpHandler(connection, http),
                clock,
                log);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>The address and port that it is bound to.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _listener.StopAsync().ConfigureAwait(false);
        await _http.DisposeAsync().ConfigureAwait(false);
        _reader.Dispose();
    }

    private sealed class Application(MetricsReader reader) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public void DisposeContext(HttpContext context, Exception? exception) =>
            context.Features.Get<PipedConnection>()!.Answered();

        public async Task ProcessRequestAsync(HttpContext context)
        {
            HttpResponse response = context.Response;
            bool isMetrics = context.Request.Path == "/metrics", isRead = context.Request.Method is "GET" or "HEAD";
            byte[] body = Encoding.UTF8.GetBytes(isMetrics && isRead ? reader.Read() : "GET /metrics\n");
            response.StatusCode = !isMetrics ? StatusCodes.Status404NotFound
                : !isRead ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status200OK;
            if (isMetrics && !isRead)
            {
                response.Headers.Allow = "GET, HEAD";
            }

            response.ContentType = isMetrics && isRead ? "text/plain; version=0.0.4; charset=utf-8" : "text/plain; charset=utf-8";
            response.ContentLength = body.Length;
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            {
                response.Headers.Connection = "close"; // What was not read must not be taken for the next request.
            }

            context.Features.Get<PipedConnection>()!.Answering();
            await response.Body.WriteAsync(body).ConfigureAwait(false);
        }
    }
}
