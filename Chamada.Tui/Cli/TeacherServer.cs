using System.Net;
using System.Runtime.InteropServices;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Hosting;
using Chamada.Core.Log.Sqlite;
using Chamada.Tui.Screens.Networks;
using Microsoft.Extensions.Logging;

namespace Chamada.Tui.Cli;

/// <summary>What the teacher's screen does about a server when none is named.</summary>
/// <param name="Port">Where on this machine the server is, or is to be; 0 for a free port.</param>
/// <param name="Embed">True to become the server even where one runs, false never to; null for what is fitting.</param>
/// <param name="Serving">How it serves where it becomes the server; the port is chosen.</param>
/// <param name="Discovery">The links that discovery may use.</param>
internal sealed record TeacherServerOptions(int Port, bool? Embed, ServerOptions Serving, INetwork Discovery)
{
    /// <summary>Where this machine itself reaches the server: by loopback, but where it listens at one other address only.</summary>
    public string Here => Serving.Address switch
    {
        var address when address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) => "127.0.0.1",
        var address => address.ToString(),
    };
}

/// <summary>
/// The server of a teacher who named none: one that already runs on this machine, or this program itself, with the same server and
/// journal as <c>serve</c>.
/// </summary>
internal sealed class TeacherServer : IDisposable
{
    /// <summary>How many ports are looked at, from the wanted one up.</summary>
    private const int PortsToTry = 20;

    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(2);

    private readonly RollServer? _host;
    private readonly FileLog? _log;
    private readonly PosixSignalRegistration? _hungUp;

    private TeacherServer(HostStatus status, RollServer? host, FileLog? log)
    {
        Status = status;
        _host = host;
        _log = log;
        if (host is not null)
        {
            // While the server stops, after the screen is gone, a terminal that closes must not end the process halfway.
            _hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static signal => signal.Cancel = true);
            _ = ReportFailureAsync(host, status);
        }
    }

    /// <summary>What the screen tells.</summary>
    public HostStatus Status { get; }

    /// <summary>Why the journal failed while the server ran; null when it did not.</summary>
    public JournalFault? Fault => _host is { Failed: { IsCompletedSuccessfully: true } failed } ? failed.Result : null;

    /// <summary>Finds the server, or becomes it. Null when neither could be done, which is then reported.</summary>
    public static async Task<TeacherServer?> StartAsync(CliContext context, TeacherServerOptions options)
    {
        int? free = options.Port == 0 ? 0 : null, taken = null;
        foreach (int port in options.Port == 0 ? [] : Ports(context, options.Port))
        {
            bool? isChamada = await LookAsync(context, options.Here, port).ConfigureAwait(false);
            if (isChamada == true && options.Embed != true)
            {
                return new TeacherServer(StatusOf(context, options, port, isServing: false, taken), null, null);
            }

            if (isChamada is null)
            {
                free = port;
                break;
            }

            taken = port == options.Port ? port : taken;
        }

        // Where nobody answers and this program is not to, the screen says so and goes on trying.
        return options.Embed == false || free is null
            ? new TeacherServer(StatusOf(context, options, options.Port == 0
                ? ServerAddress.DefaultPort
                : options.Port, isServing: false, null), null, null)
            : await ServeAsync(context, options, free.Value, taken).ConfigureAwait(false);
    }

    /// <summary>
    /// Stops the server in order, if this program is it. Waits, since a program that is ended by a signal has nothing to come back to; may
    /// be called again.
    /// </summary>
    public void Stop() => _host?.StopAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Status.Dispose();
        _log?.Dispose();
        _hungUp?.Dispose();
    }

    private static async Task<TeacherServer?> ServeAsync(CliContext context, TeacherServerOptions options, int first, int? taken)
    {
        if (AddressSpace.TooLittle() is { } bytes)
        {
            context.Output.Error(context.Text.Serve.AddressSpaceTooSmall(bytes >> 20, AddressSpace.Needed >> 20));
            return null;
        }

        FileLog log = new(Path.Combine(options.Serving.DataFolder!, "server.log"), context.Clock);
        TranslatedLog translated = new(log, context.Text.Log);
        ServerStart start =
            await RollServer.StartAsync(options.Serving with { Port = first, PortsToTry = PortsToTry }, context.Clock, translated)
                .ConfigureAwait(false);
        if (!start.Try(out RollServer? host, out StartFault? fault))
        {
            log.Dispose();
            if (options.Embed is null && first != 0 && fault is DataFault data
                && await IsStartingAsync(context, options, data.Journal, first).ConfigureAwait(false))
            {
                return new TeacherServer(StatusOf(context, options, first, isServing: false, taken), null, null);
            }

            context.Output.Error(fault.Describe(context.Text.Serve));
            return null;
        }

        int port = host.EndPoint.Port;
        taken = first != 0 && first == options.Port && port != first ? first : taken;
        await TakeTokensAsync(context, new ServerAddress(options.Here, port)).ConfigureAwait(false);
        foreach (string problem in host.LinkProblems)
        {
            HostLog.LinkUnusable(translated, problem);
        }

        return new TeacherServer(StatusOf(context, options, port, isServing: true, taken), host, log);
    }

    /// <summary>
    /// Whether the folder is in use because another program, started at the same moment, is becoming the server: it answers soon.
    /// </summary>
    private static async Task<bool> IsStartingAsync(CliContext context, TeacherServerOptions options, JournalFault fault, int port)
    {
        for (int i = 0; fault.Kind == JournalFaultKind.InUse && i < 20; i++)
        {
            if (await LookAsync(context, options.Here, port).ConfigureAwait(false) == true)
            {
                return true;
            }

            if (fault.Holder is { Address.Length: > 0 } holder && !holder.Address.EndsWith($":{port}", StringComparison.Ordinal))
            {
                return false; // A server that runs, elsewhere.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), context.Clock).ConfigureAwait(false);
        }

        return false;
    }

    private static HostStatus StatusOf(CliContext context, TeacherServerOptions options, int port, bool isServing, int? taken) => new(
        new ServerAddress(options.Here, port), isServing, taken, new SystemNetwork(), options.Discovery, context.Clock);

    /// <summary>
    /// The ports to look at. One for which this account holds tokens comes first: there the server was last time, and only there can the
    /// roll calls that go on be closed.
    /// </summary>
    private static IEnumerable<int> Ports(CliContext context, int wanted)
    {
        int[] range = [.. Enumerable.Range(wanted, PortsToTry).Where(static port => port <= IPEndPoint.MaxPort)];
        IReadOnlyList<StoredToken> tokens = context.TeacherFolder.Tokens.All().Value?.ToArray() ?? [];
        return range.OrderByDescending(port => port != wanted && !tokens.Any(token => IsHere(token.Server, wanted))
            && tokens.Any(token => IsHere(token.Server, port)));
    }

    private static bool IsHere(ServerAddress server, int port) => server.Port == port && server.IsHere;

    /// <summary>After a change of port: what this account opened at the old one it can close at the new one.</summary>
    private static async Task TakeTokensAsync(CliContext context, ServerAddress server)
    {
        if (context.TeacherFolder.Tokens.All().Value is not { } tokens
            || tokens.All(token => token.Server == server || IsHere(token.Server, server.Port) || !token.Server.IsHere))
        {
            return;
        }

        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            server, new RollClientOptions { Timeout = ProbePatience, Clock = context.Clock }).ConfigureAwait(false);
        if (connected.Try(out RollClient? client, out _))
        {
            await using (client.ConfigureAwait(false))
            {
                // What cannot be written now the screen will tell, as soon as it needs the folder.
                await MovedTokens.FollowAsync(client, server, context.TeacherFolder).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a Chamada server answers at a port of this machine; null when nothing does.</summary>
    private static async Task<bool?> LookAsync(CliContext context, string host, int port)
    {
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(
            new ServerAddress(host, port), new RollClientOptions { Timeout = ProbePatience, Clock = context.Clock }).ConfigureAwait(false);
        if (connected.Try(out RollClient? client, out ClientError? error))
        {
            await client.DisposeAsync().ConfigureAwait(false);
            return true;
        }

        return error.Fault == ClientFault.Unreachable ? null : false;
    }

    private static async Task ReportFailureAsync(RollServer host, HostStatus status)
    {
        JournalFault fault = await host.Failed.ConfigureAwait(false);
        status.Fail(fault.Path);
    }
}

/// <summary>What only the log of a server with a screen tells.</summary>
internal static partial class HostLog
{
    [LoggerMessage(600, LogLevel.Warning, "No discovery on {Problem}")]
    public static partial void LinkUnusable(ILogger log, string problem);
}
