using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Cli;

/// <summary><c>student</c>: the student's screen, or registration from a script.</summary>
internal sealed class StudentCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<ServerList?> _server;
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool> _json;
    private readonly Option<ClassNumber?> _class;
    private readonly Option<StudentId?> _student;
    private readonly Option<string?> _batch;
    private readonly Option<LinkNames?> _links;
    private readonly Option<bool> _door;
    private readonly Option<bool> _plain;
    private readonly Option<CodeDigits?> _code;
    private readonly Option<bool> _confirm;
    private readonly Option<bool> _receipt;
    private readonly TrustOptions _trust;

    /// <summary>Describes the command.</summary>
    public StudentCommand(CliContext context, CommandOptions options)
        : base("student", options.Help.Student)
    {
        _context = context;
        Aliases.Add("aluno");
        Add(_server = options.ServerOrSearch());
        Add(_class = options.Class("--class", "--turma", options.Help.Class));
        Add(_student = CommandOptions.Value<StudentId?>(
            "--student", "--matricula", options.Help.StudentPlace, options.Help.StudentNumber, options.Reader.Student, null));
        Add(_batch = CommandOptions.Value(
            "--batch", "--lote", options.Help.FilePlace, options.Help.Batch,
            options.Reader.Path, (string?)null));
        Add(_code = CommandOptions.Value<CodeDigits?>(
            "--code", "--codigo", options.Help.DigitsPlace, options.Help.StudentCode, options.Reader.Code, null));
        Add(_confirm = CommandOptions.Flag("--confirm", "--confirmar", options.Help.Confirm));
        Add(_receipt = CommandOptions.Flag("--receipt", "--recibo", options.Help.WantsReceipt));
        Add(_door = CommandOptions.Flag("--door", "--na-porta", options.Help.Door));
        Add(_plain = options.Plain());
        _trust = new TrustOptions(context, options, this);
        Add(_json = options.Json());
        Add(_timeout = options.Timeout());
        Add(_links = options.Links());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.StudentExamples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string? student = parsed.NameGiven(_student), batch = parsed.NameGiven(_batch), number = parsed.NameGiven(_class);
        ServerTrust trust = _trust.Read(parsed);
        INetwork network = _context.Network(parsed.GetValue(_links));
        if (parsed.NameGiven(_door) is { } door)
        {
            return (student ?? batch ?? parsed.NameGiven(_plain) ?? parsed.NameGiven(_json) ?? parsed.NameGiven(_receipt)
                ?? Proof(parsed)) is { } other ? _context.Usage(_context.Text.Usage.NotTogether(door, other),
                parsed)
                : number is null ? _context.Usage(_context.Text.Usage.Needs(door, _context.NameOf(_class)), parsed)
                : await DoorAsync(parsed, network, trust, cancellation).ConfigureAwait(false);
        }

        bool isPlain = parsed.GetValue(_plain) || FullScreen.HasPlainTerminal(_context);

        // A class alone fills in the form, where there is a terminal for one; from a script it is half a request.
        if ((student ?? batch ?? parsed.NameGiven(_json) ?? parsed.NameGiven(_receipt) ?? Proof(parsed)
            ?? (FullScreen.HasTerminal(_context) || isPlain ? null : number)) is not { } scripted)
        {
            return await FullScreen.StudentAsync(_context, parsed.GetValue(_server), network, trust, parsed.GetValue(_class), isDoor: false,
                isPlain)
                .ConfigureAwait(false);
        }

        if (parsed.NameGiven(_plain) is { } plain)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(plain, scripted), parsed);
        }

        if (Wrong(scripted, number, student, batch, Proof(parsed)) is { } error)
        {
            return _context.Usage(error, parsed);
        }

        ClassNumber turma = parsed.GetValue(_class)!.Value;
        string? file = parsed.GetValue(_batch);
        using BatchLines? lines = file is null ? null : await BatchLines.OpenAsync(_context, file, cancellation).ConfigureAwait(false);
        if (file is not null && lines is null)
        {
            return ExitCode.Usage;
        }

        ServerList? server = parsed.GetValue(_server);
        if (server is null && !(await SearchAsync(turma, parsed, trust, cancellation).ConfigureAwait(false)).Try(out server, out int code))
        {
            return code;
        }

        ScriptedCall call = new(_context, server, parsed.GetValue(_timeout)!.Value, parsed.GetValue(_json)) { Trust = trust };
        return file is not null
            ? await new RegisterBatch(call, turma, parsed.GetValue(_receipt)).RunAsync(file, lines!, cancellation).ConfigureAwait(false)
            : await RegisterStudent.RunAsync(call, turma, parsed.GetValue(_student)!.Value, Brings(parsed), cancellation)
                .ConfigureAwait(false);
    }

    /// <summary>The name of what was given that goes with one student; null when nothing was.</summary>
    private string? Proof(ParseResult parsed) => parsed.NameGiven(_code) ?? parsed.NameGiven(_confirm);

    /// <summary>What a student brings along, the number of this account's device with it.</summary>
    private PresentOptions Brings(ParseResult parsed) => new()
    {
        Code = parsed.GetValue(_code),
        IsConfirmed = parsed.GetValue(_confirm),
        WantsReceipt = parsed.GetValue(_receipt),
        Device = new DeviceFile(TeacherFolder.DefaultPath(_context.Environment)).Read(),
    };

    /// <summary>Stands at the door of a class whose host is found now, once: all day long numbers are kept for that server.</summary>
    private async Task<int> DoorAsync(ParseResult parsed, INetwork network, ServerTrust trust, CancellationToken cancellation)
    {
        ClassNumber number = parsed.GetValue(_class)!.Value;
        ServerList? server = parsed.GetValue(_server);
        return server is null && FullScreen.HasTerminal(_context)
            && !(await SearchAsync(number, parsed, trust, cancellation).ConfigureAwait(false)).Try(out server, out int code)
                ? code
                : await FullScreen.StudentAsync(_context, server
                    ?? CommandOptions.DefaultServer, network, trust, number, isDoor: true, isPlain: false)
                    .ConfigureAwait(false);
    }

    /// <summary>Finds the one host of the class, or says why there is none to go to.</summary>
    private async Task<Found> SearchAsync(ClassNumber number, ParseResult parsed, ServerTrust trust, CancellationToken cancellation)
    {
        HostSearch search = new(_context.Network(parsed.GetValue(_links)), trust, _context.Clock);
        HostSearchResult result = await search.FindAsync(number, parsed.GetValue(_timeout)!.Value, cancellation).ConfigureAwait(false);
        switch (result)
        {
            case { Hosts: [ClassHost only] }:
                return new Found(only.Server, ExitCode.Done);
            case { Hosts.Count: > 1 }:
                _context.Output.Error(_context.Text.Peers.SeveralHosts(number, _context.NameOf(_server)));
                foreach (ClassHost host in result.Hosts)
                {
                    _context.Output.ErrorLine($"  {_context.NameOf(_server)} {host.Server}  {host.Name}");
                }

                return new Found(null, ExitCode.Usage);
            case { Local: ServerAddress local }:
                return new Found(local, ExitCode.Done); // It refuses, with the server's time.
            default:
                _context.Output.Error(SearchWords.WhyNobody(result, number, _context.Text.Peers));
                return new Found(null, ExitCode.Failed);
        }
    }

    private readonly record struct Found(ServerList? Server, int Code)
    {
        public bool Try([NotNullWhen(true)] out ServerList? server, out int code)
        {
            (server, code) = (Server, Code);
            return server is not null;
        }
    }

    private string? Wrong(string scripted, string? number, string? student, string? batch, string? proof) =>
        student is not null && batch is not null ? _context.Text.Usage.NotTogether(student, batch)
        : proof is not null && batch is not null ? _context.Text.Usage.NotTogether(proof, batch)
        : number is null ? _context.Text.Usage.Needs(scripted, _context.NameOf(_class))
        : student is null && batch is null ? _context.Text.Usage.Needs(number, _context.NameOf(_student))
        : null;
}
