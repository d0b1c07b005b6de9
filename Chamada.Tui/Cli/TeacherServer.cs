using System.Diagnostics;
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

    /// <summary>
    /// How long a server that ends may keep its data folder after it has stopped listening: until those who were connected have their
    /// answers.
    /// </summary>
    private static readonly TimeSpan EndingPatience = TimeSpan.FromSeconds(10);

    /// <summary>A server of another data folder that is gone for this long will not come back by itself.</summary>
    private static readonly TimeSpan GoneForGood = TimeSpan.FromSeconds(15);

    private readonly CliContext _context;
    private readonly TeacherServerOptions _options;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly bool _isOwnFolder;
    private Serving? _serving;
    private bool _ended;

    /// <summary>Takes up a server, its own or another program's.</summary>
    /// <param name="context">The language and the environment.</param>
    /// <param name="options">How it serves where it becomes the server.</param>
    /// <param name="port">Where the server is, or is to be.</param>
    /// <param name="taken">The port that it was meant to have but another program has.</param>
    /// <param name="serving">The server, where this program is it.</param>
    private TeacherServer(CliContext context, TeacherServerOptions options, int port, int? taken, Serving? serving = null)
    {
        _context = context;
        _options = options;
        _isOwnFolder = serving is null && IsHolder(FolderHolder.Of(options.Serving.DataFolder!), port);
        ServerAddress here = new(options.Here, port);
        Status = new HostStatus(here, isServing: false, taken, new SystemNetwork(), options.Discovery, context.Clock)
        {
            ServesPages = options.Serving.ServesPages,
        };
        if (serving is not null)
        {
            Begin(serving);
        }
    }

    /// <summary>What the screen tells.</summary>
    public HostStatus Status { get; }

    /// <summary>Why the journal failed while the server ran; null when it did not.</summary>
    public JournalFault? Fault => _serving is { Host.Failed: { IsCompletedSuccessfully: true } failed } ? failed.Result : null;

    /// <summary>Finds the server, or becomes it. Null when neither could be done, which is then reported.</summary>
    public static async Task<TeacherServer?> StartAsync(CliContext context, TeacherServerOptions options)
    {
        int? free = options.Port == 0 ? 0 : null, taken = null;
        foreach (int port in options.Port == 0 ? [] : Ports(context, options.Port))
        {
            bool? isChamada = await LookAsync(context, options.Here, port).ConfigureAwait(false);
            if (isChamada == true && options.Embed != true)
            {
                return new TeacherServer(context, options, port, taken);
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
            ? new TeacherServer(context, options, options.Port == 0 ? ServerAddress.DefaultPort : options.Port, null)
            : await ServeAsync(context, options, free.Value, taken).ConfigureAwait(false);
    }

    /// <summary>
    /// Becomes the server where the one that this program used is gone: at once with the data folder that it had, so that its roll calls
    /// go on; with another one only where this account has no roll call there, and when it has not come back.
    /// </summary>
    /// <param name="gone">How long it has been gone.</param>
    /// <returns>Whether this program is the server now.</returns>
    public async Task<bool> TakeOverAsync(TimeSpan gone)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_ended || _serving is not null || _options.Embed == false || !(_isOwnFolder || (gone >= GoneForGood && !HasTokens())))
            {
                return false;
            }

            // Another program may have become it meanwhile.
            int port = Status.Server.Port;
            if (await LookAsync(_context, _options.Here, port).ConfigureAwait(false) is not null
                || (await HostAsync(_context, _options, port, portsToTry: 1).ConfigureAwait(false)).Serving is not { } serving)
            {
                return false;
            }

            Begin(serving);
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Stops the server in order, if this program is it. Waits, since a program that is ended by a signal has nothing to come back to; may
    /// be called again.
    /// </summary>
    public void Stop()
    {
        _changing.Wait();
        _ended = true;
        _changing.Release();
        _serving?.Host.StopAsync().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Status.Dispose();
        _serving?.Dispose();
        _changing.Dispose();
    }

    private void Begin(Serving serving)
    {
        _serving = serving;
        Status.Serve(AskUnfetchedAsync);
        _ = ReportFailureAsync(serving.Host, Status);
        serving.Host.Visited += visit => Status.See(visit.Address, visit.At);
    }

    private async Task<UnfetchedLists> AskUnfetchedAsync()
    {
        IReadOnlyList<WaitingList> lists = await _serving!.Host.WaitingListsAsync().ConfigureAwait(false);
        string folder = Path.Combine(_options.Serving.DataFolder!, UnfetchedFolder.Name);
        return new UnfetchedLists(
            [.. lists.Select(static list => new UnfetchedList(list.Class, list.ClosedAt, list.Left))],
            folder,
            new SavedListFolder(folder).Files().Value?.Count ?? 0);
    }

    /// <summary>Whether this account has a roll call, or a list to fetch, at the server that it uses.</summary>
    private bool HasTokens() => _context.TeacherFolder.Tokens.All().Value is not { } tokens
        || tokens.Any(token => IsHere(token.Server, Status.Server.Port));

    /// <summary>Whether who has a data folder is a program of this machine that runs, with its server at a port.</summary>
    private static bool IsHolder(FolderHolder holder, int port)
    {
        if (holder.Machine != Environment.MachineName || !holder.Address.EndsWith($":{port}", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(holder.ProcessId);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // It was killed.
        }
    }

    private static async Task<TeacherServer?> ServeAsync(CliContext context, TeacherServerOptions options, int first, int? taken)
    {
        if (AddressSpace.TooLittle() is { } bytes)
        {
            context.Output.Error(context.Text.Serve.AddressSpaceTooSmall(bytes >> 20, AddressSpace.Needed >> 20));
            return null;
        }

        for (long began = context.Clock.GetTimestamp(); ;)
        {
            (Serving? serving, StartFault? fault) = await HostAsync(context, options, first, PortsToTry).ConfigureAwait(false);
            if (serving is not null)
            {
                int port = serving.Host.EndPoint.Port;
                taken = first != 0 && first == options.Port && port != first ? first : taken;
                await TakeTokensAsync(context, new ServerAddress(options.Here, port)).ConfigureAwait(false);
                return new TeacherServer(context, options, port, taken, serving);
            }

            // The folder may be another program's that is becoming the server, or that is ending as one: it answers soon, or the folder is
            // free soon.
            bool mayChange = options.Embed is null && first != 0 && fault is DataFault { Journal: { Kind: JournalFaultKind.InUse } journal }
                && (journal.Holder is not { Address.Length: > 0 } holder || holder.Address.EndsWith($":{first}", StringComparison.Ordinal));
            if (mayChange && await LookAsync(context, options.Here, first).ConfigureAwait(false) == true)
            {
                return new TeacherServer(context, options, first, taken);
            }

            if (!mayChange || context.Clock.GetElapsedTime(began) > EndingPatience)
            {
                context.Output.Error(fault!.Describe(context.Text.Serve));
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), context.Clock).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the server in this program.</summary>
    private static async Task<(Serving? Serving, StartFault? Fault)> HostAsync(
        CliContext context, TeacherServerOptions options, int port, int portsToTry)
    {
        FileLog log = new(Path.Combine(options.Serving.DataFolder!, "server.log"), context.Clock);
        TranslatedLog translated = new(log, context.Text.Log);
        ServerOptions serving = options.Serving with { Port = port, PortsToTry = portsToTry };
        ServerStart start = await RollServer.StartAsync(serving, context.Clock, translated).ConfigureAwait(false);
        if (!start.Try(out RollServer? host, out StartFault? fault))
        {
            log.Dispose();
            return (null, fault);
        }

        foreach (string problem in host.LinkProblems)
        {
            HostLog.LinkUnusable(translated, problem);
        }

        return (new Serving(host, log), null);
    }

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

/// <summary>The server in this program.</summary>
internal sealed class Serving(RollServer host, FileLog log) : IDisposable
{
    /// <summary>While the server stops, after the screen is gone, a terminal that closes must not end the process halfway.</summary>
    private readonly PosixSignalRegistration _hungUp =
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, static signal => signal.Cancel = true);

    /// <summary>The server.</summary>
    public RollServer Host => host;

    /// <inheritdoc/>
    public void Dispose()
    {
        log.Dispose();
        _hungUp.Dispose();
    }
}

/// <summary>What only the log of a server with a screen tells.</summary>
internal static partial class HostLog
{
    [LoggerMessage(600, LogLevel.Warning, "No discovery on {Problem}")]
    public static partial void LinkUnusable(ILogger log, string problem);
}
