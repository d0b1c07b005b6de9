using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher</c>: the teacher's screen, or one step of a roll call from a script.</summary>
internal sealed class TeacherCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<ServerList?> _server;
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool> _json;
    private readonly Option<string?> _keyFile;
    private readonly Option<ClassNumber?> _class;
    private readonly Option<ClassNumber?> _open;
    private readonly Option<ClassNumber?> _close;
    private readonly Option<bool> _admin;
    private readonly Option<ClassNumber?> _list;
    private readonly Option<bool> _rolls;
    private readonly Option<bool> _qr;
    private readonly Option<bool> _plain;
    private readonly Option<TimeSpan?> _for;
    private readonly Option<bool> _embed;
    private readonly Option<bool> _noEmbed;
    private readonly Option<IPAddress?> _bind;
    private readonly Option<int?> _port;
    private readonly Option<string?> _data;
    private readonly Option<bool> _guests;
    private readonly Option<bool> _noAnnounce;
    private readonly Option<bool> _noRedirect;
    private readonly Option<bool> _noWeb;
    private readonly Option<string?> _name;
    private readonly Option<LinkNames?> _links;
    private readonly CommandOptions _options;
    private readonly RuleOptions _rules;
    private readonly LessonOptions _lessons;
    private readonly TrustOptions _trust;

    /// <summary>Describes the command.</summary>
    public TeacherCommand(CliContext context, CommandOptions options)
        : base("teacher", options.Help.Teacher)
    {
        _context = context;
        _options = options;
        Aliases.Add("professor");
        Add(_server = options.ServerOrEmbed());
        Add(_keyFile = options.KeyFile());
        Add(_class = options.Class("--class", "--turma", options.Help.Class));
        Add(_open = options.Class("--open", "--abrir", options.Help.Open));
        Add(_for = CommandOptions.Value(
            "--for", "--por", options.Help.TimePlace, options.Help.For, options.Reader.Duration("1s", "1d"), (TimeSpan?)null));
        _rules = new RuleOptions(context, options, this);
        _lessons = new LessonOptions(context, options, this);
        Add(_close = options.Class("--close", "--encerrar", options.Help.Close));
        Add(_admin = CommandOptions.Flag("--admin", "--administrador", options.Help.Admin));
        Add(_list = options.Class("--list", "--listar", options.Help.List));
        Add(_rolls = CommandOptions.Flag("--rolls", "--chamadas", options.Help.Rolls));
        Add(_qr = CommandOptions.Flag("--qr", "--qr", options.Help.Qr));
        Add(_embed = CommandOptions.Flag("--embed", "--embutir", options.Help.Embed));
        Add(_noEmbed = CommandOptions.Flag("--no-embed", "--nao-embutir", options.Help.NoEmbed));
        Add(_bind = CommandOptions.Value(
            "--bind", "--endereco", options.Help.AddressPlace, options.Help.EmbeddedBind, options.Reader.Address, (IPAddress?)null));
        Add(_port = options.Port(options.Help.EmbeddedPort));
        Add(_data = options.Data());
        Add(_guests = CommandOptions.Flag("--guests", "--visitas", options.Help.Guests));
        Add(_noAnnounce = options.NoAnnounce());
        Add(_noRedirect = options.NoRedirect());
        Add(_noWeb = options.NoWeb());
        Add(_name = options.AnnouncedName());
        Add(_links = options.Links());
        _trust = new TrustOptions(context, options, this);
        Add(_plain = options.Plain());
        Add(_json = options.Json());
        Add(_timeout = options.Timeout());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.TeacherExamples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Option[] steps = [_open, _close, _list, _rolls];
        string? codeShown = _rules.CodeShown(parsed, isOpening: parsed.NameGiven(_open) is not null);
        string[] given = [.. steps.Select(parsed.NameGiven).Append(codeShown).OfType<string>()];
        if (given.Length > 1)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(given[0], given[1]), parsed);
        }

        if (given.Length == 1 && (parsed.NameGiven(_class) ?? parsed.NameGiven(_plain)) is { } onScreen)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(onScreen, given[0]), parsed);
        }

        if (parsed.NameGiven(_for) is { } limit && (parsed.NameGiven(_open) ?? parsed.NameGiven(_class)) is null)
        {
            return _context.Usage(_context.Text.Usage.NeedsOneOf(limit, _context.NameOf(_open), _context.NameOf(_class)), parsed);
        }

        if ((WrongHosting(parsed, given) ?? _rules.Wrong(parsed, _open) ?? _lessons.Wrong(parsed, _open)
            ?? WrongQr(parsed, codeShown) ?? WrongAdmin(parsed)) is { } wrong)
        {
            return _context.Usage(wrong, parsed);
        }

        ClientKey? key = null;
        if (KeyFile.Of(_context, parsed.GetValue(_keyFile)) is { } file && !file.TryRead(out key, out int unreadable))
        {
            return unreadable;
        }

        if (given.Length == 0)
        {
            return parsed.GetValue(_json)
                ? _context.Usage(_context.Text.Usage.NothingToDoWithJson(string.Join(", ",
                    steps.Append(_rules.Code).Select(_context.NameOf))), parsed)
                : await FullScreen.TeacherAsync(_context, parsed.GetValue(_server), Hosting(parsed), _trust.Read(parsed),
                    parsed.GetValue(_class), parsed.GetValue(_for), key, parsed.GetValue(_plain)).ConfigureAwait(false);
        }

        ScriptedCall call = new(
            _context, parsed.GetValue(_server) ?? CommandOptions.DefaultServer, parsed.GetValue(_timeout)!.Value, parsed.GetValue(_json))
        {
            Trust = _trust.Read(parsed),
            Key = key,
        };
        Task<int> step = (parsed.GetValue(_open), parsed.GetValue(_close), parsed.GetValue(_list)) switch
        {
            ({ } open, _, _) => OpenRollCall.RunAsync(
                call, open, _rules.Read(parsed, parsed.GetValue(_for)), _lessons.Read(parsed), parsed.GetValue(_qr), cancellation),
            _ when codeShown is not null => ShowCode.RunAsync(call, _rules.ClassOf(parsed), parsed.GetValue(_qr), cancellation),
            (_, { } close, _) => parsed.GetValue(_admin)
                ? CloseAnyRollCall.RunAsync(call, close, cancellation)
                : new CloseRollCall(call, close).RunAsync(cancellation),
            (_, _, { } list) => ListRollCall.RunAsync(call, list, cancellation),
            _ => ListRollCall.RunRollsAsync(call, cancellation),
        };
        return await step.ConfigureAwait(false);
    }

    /// <summary>Why no QR code can be drawn; null where one can, or none is asked for.</summary>
    private string? WrongQr(ParseResult parsed, string? codeShown) => parsed.NameGiven(_qr) is not { } qr ? null
        : (parsed.NameGiven(_open) ?? codeShown) is null
            ? _context.Text.Usage.NeedsOneOf(qr, _context.NameOf(_open), _context.NameOf(_rules.Code))
        : parsed.NameGiven(_json) is { } json ? _context.Text.Usage.NotTogether(qr, json)
        : null;

    private string? WrongAdmin(ParseResult parsed) => parsed.NameGiven(_admin) is { } admin && parsed.NameGiven(_close) is null
        ? _context.Text.Usage.Needs(admin, _context.NameOf(_close))
        : null;

    /// <summary>Which option about hosting makes no sense beside the others; null when all do.</summary>
    private string? WrongHosting(ParseResult parsed, string[] scripted)
    {
        Option[] embedding = [_embed, _bind, _port, _data, _guests, _noAnnounce, _noRedirect, _noWeb, _name, _links];
        return (embedding.Select(parsed.NameGiven).FirstOrDefault(static name => name is not null), parsed.NameGiven(_noEmbed),
            parsed.NameGiven(_server)) switch
        {
            (_, _, null) when scripted.Length == 0 && _trust.Given(parsed) is { } tls =>
                _context.Text.Usage.Needs(tls, _context.NameOf(_server)),
            ({ } option, _, _) when scripted.Length > 0 => _context.Text.Usage.CannotEmbedInScript(option),
            (_, { } noEmbed, _) when parsed.NameGiven(_embed) is { } embed => _context.Text.Usage.NotTogether(embed, noEmbed),
            ({ } option, _, { } server) when option != parsed.NameGiven(_links) => _context.Text.Usage.NotTogether(option, server),
            _ => null,
        };
    }

    private TeacherServerOptions Hosting(ParseResult parsed)
    {
        INetwork network = _context.Network(parsed.GetValue(_links));
        return new TeacherServerOptions(
            parsed.GetValue(_port)!.Value,
            parsed.GetValue(_embed) ? true : parsed.GetValue(_noEmbed) ? false : null,
            new ServerOptions
            {
                // Students of both families reach it, also where a network has one of them only.
                Address = parsed.GetValue(_bind) ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any),
                DataFolder = Path.GetFullPath(parsed.GetValue(_data) ?? _options.DefaultData),
                ToSpreadsheet = _context.Text.Export.ToSpreadsheet,
                ServesPages = !parsed.GetValue(_noWeb),
                GuestsMayOpen = parsed.GetValue(_guests),
                GuestsHint = $"{_guests.Name} lets others",
                Discovery = new DiscoveryOptions(network)
                {
                    AnnouncedName = parsed.GetValue(_noAnnounce) ? null : parsed.GetValue(_name)!,
                    Redirects = !parsed.GetValue(_noRedirect),
                },
            },
            network);
    }
}
