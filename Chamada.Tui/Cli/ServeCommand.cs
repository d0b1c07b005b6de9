using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>serve</c>: the server.</summary>
internal sealed class ServeCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly CommandOptions _options;
    private readonly Option<IPAddress?> _bind;
    private readonly Option<int?> _port;
    private readonly Option<string?> _data;
    private readonly Option<bool> _memory;
    private readonly StoreOption _store;
    private readonly Option<int?> _maxConnections;
    private readonly Option<TimeSpan?> _idleTimeout;
    private readonly Option<TimeSpan?> _requestTimeout;
    private readonly Option<TimeSpan?> _keepClosed;
    private readonly Option<bool> _noAnnounce;
    private readonly Option<bool> _noRedirect;
    private readonly Option<bool> _noWeb;
    private readonly Option<IReadOnlyCollection<string>?> _webNames;
    private readonly TlsServeOptions _tls;
    private readonly LimitOptions _limits;
    private readonly Option<string?> _name;
    private readonly Option<LinkNames?> _links;
    private readonly Option<NetworkRule?> _allow;
    private readonly Option<string?> _teacherKeys;
    private readonly Option<IPEndPoint?> _metrics;
    private readonly Option<string?> _logFormat;
    private readonly Option<bool> _verbose;

    /// <summary>Describes the command.</summary>
    public ServeCommand(CliContext context, CommandOptions options)
        : base("serve", options.Help.Serve)
    {
        _context = context;
        _options = options;
        Aliases.Add("servidor");
        ServerOptions defaults = new();
        HelpText help = options.Help;
        ValueReader reader = options.Reader;
        Add(_bind = CommandOptions.Value(
            "--bind", "--endereco", help.AddressPlace, $"{help.Bind} {help.Default("0.0.0.0")}", reader.Address, defaults.Address));
        Add(_port = options.Port(help.Port));
        Add(_data = options.Data());
        Add(_memory = CommandOptions.Flag("--memory", "--memoria", help.Memory));
        _store = new StoreOption(context, options, this);
        Add(_maxConnections = CommandOptions.Value(
            "--max-connections", "--max-conexoes", help.NumberPlace, $"{help.MaxConnections} {help.Default("20000")}",
            reader.Number(1, 1_000_000), (int?)defaults.MaxConnections));
        _limits = new LimitOptions(options, this);
        Add(_idleTimeout = CommandOptions.Value(
            "--idle-timeout", "--tempo-ocioso", help.TimePlace, $"{help.IdleTimeout} {help.Default("10m")}",
            reader.Duration("1s", "30d", orZero: true), (TimeSpan?)defaults.IdleTimeout));
        Add(_requestTimeout = CommandOptions.Value(
            "--request-timeout", "--tempo-pedido", help.TimePlace, $"{help.RequestTimeout} {help.Default("30s")}",
            reader.Duration("1s", "1d"), (TimeSpan?)defaults.RequestTimeout));
        Add(_keepClosed = CommandOptions.Value(
            "--keep-closed", "--guardar", help.TimePlace, $"{help.KeepClosed} {help.Default("30d")}",
            reader.Duration("1m", "3650d"), (TimeSpan?)defaults.KeepClosed));
        Add(_noAnnounce = options.NoAnnounce());
        Add(_noRedirect = options.NoRedirect());
        Add(_noWeb = options.NoWeb());
        Add(_webNames = CommandOptions.Value<IReadOnlyCollection<string>?>(
            "--web-name", "--nome-web", help.NamesPlace, help.WebNames, reader.WebNames, []));
        _tls = new TlsServeOptions(context, options, this);
        Add(_name = options.AnnouncedName());
        Add(_links = options.Links());
        Add(_allow = new Option<NetworkRule?>("--allow", "--permitir")
        {
            HelpName = help.NetworksPlace,
            Description = help.Allow,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => reader.Networks(string.Join(',', result.Tokens.Select(static token => token.Value)), result.AddError),
        });
        Add(_teacherKeys = CommandOptions.Value(
            "--teacher-key-file", "--chaves-professor", help.FilePlace, help.TeacherKeyFile, reader.Path, (string?)null));
        Add(_metrics = CommandOptions.Value(
            "--metrics", "--metricas", $"{help.AddressPlace}:{help.PortPlace}", help.Metrics, reader.EndPoint, (IPEndPoint?)null));
        Add(_logFormat = CommandOptions.Value<string?>(
            "--log-format", "--formato-registro", "text|json", $"{help.LogFormat} {help.Default("text")}", reader.LogFormat, "text"));
        _logFormat.CompletionSources.Add("text", "json");
        Add(_verbose = CommandOptions.Flag("--verbose", "--detalhado", help.Verbose));
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.ServeExamples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.NameGiven(_data) is { } data && parsed.NameGiven(_memory) is { } memory)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(data, memory), parsed);
        }

        if (_store.Wrong(parsed, _memory) is { } wrongStore)
        {
            return _context.Usage(wrongStore, parsed);
        }

        if (parsed.NameGiven(_noWeb) is { } noWeb && parsed.NameGiven(_webNames) is { } webNames)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(noWeb, webNames), parsed);
        }

        if (_tls.Wrong(parsed) is { } wrong)
        {
            return _context.Usage(wrong, parsed);
        }

        ServerOptions options = new()
        {
            Address = parsed.GetValue(_bind)!,
            Port = parsed.GetValue(_port)!.Value,
            CommitsBesideSockets = true,
            DataFolder = parsed.GetValue(_memory) ? null : Path.GetFullPath(parsed.GetValue(_data) ?? _options.DefaultData),
            Store = parsed.GetValue(_memory) ? null : _store.Read(parsed),
            Discovery = new DiscoveryOptions(_context.Network(parsed.GetValue(_links)))
            {
                AnnouncedName = parsed.GetValue(_noAnnounce) ? null : parsed.GetValue(_name)!,
                Redirects = !parsed.GetValue(_noRedirect),
            },
            ServesPages = !parsed.GetValue(_noWeb),
            Tls = _tls.Read(parsed),
            WebNames = parsed.GetValue(_webNames)!,
            MaxConnections = parsed.GetValue(_maxConnections)!.Value,
            IdleTimeout = parsed.GetValue(_idleTimeout)!.Value,
            RequestTimeout = parsed.GetValue(_requestTimeout)!.Value,
            ToSpreadsheet = _context.Text.Export.ToSpreadsheet,
            KeepClosed = parsed.GetValue(_keepClosed)!.Value,
            Allow = parsed.GetValue(_allow),
            Metrics = parsed.GetValue(_metrics),
        };
        KeyFile? keys = KeyFile.Of(_context, parsed.GetValue(_teacherKeys));
        if (keys is not null && !keys.TryRead(out int exit))
        {
            return exit;
        }

        HandleSocketEventsWhereTheyAreReported();
        if (!new ServiceManager(_context.Environment).TryTakeSocket(out Socket? socket))
        {
            _context.Output.Error(_context.Text.Serve.OneSocketOnly);
            return ExitCode.Failed;
        }

        using IDisposable? watch = keys?.ReadAgainWhenTold();
        options = _limits.Apply(parsed, options) with { TeacherKeys = keys?.Keys, Socket = socket };
        return await new ServerRun(_context, options, parsed.GetValue(_verbose), parsed.GetValue(_logFormat) == "json")
            .RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// By default .NET hands each socket's event to the thread pool: two changes of thread for each request, which costs as much as the
    /// request. What a connection does with an event is short and bounded (<see cref="Core.Transport.IConnectionHandler"/>), so the threads
    /// that report events may as well do it. The runtime knows only these variables for it, and reads them when the first socket is made.
    /// </summary>
    private static void HandleSocketEventsWhereTheyAreReported()
    {
        const string threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(threads)))
        {
            Environment.SetEnvironmentVariable(threads, EventThreads(Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// How many threads report events and handle them: half as many as there are cores, 1 to 4. Requests are decided one after the other,
    /// so the threads share no more than the system's part of the work, and one of them does not even wait for a lock; the other cores
    /// are for the journal, the browsers, and whatever else the machine is for. Without a word .NET would take one for each core.
    /// </summary>
    /// <param name="cores">How many cores this process may use, 1 or more.</param>
    internal static int EventThreads(int cores) => Math.Clamp(cores / 2, 1, 4);
}
