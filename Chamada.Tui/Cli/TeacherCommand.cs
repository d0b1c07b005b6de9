using System.CommandLine;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher</c>: the teacher's screen, or one step of a roll call from a script.</summary>
internal sealed class TeacherCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<ServerAddress?> _server;
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool> _json;
    private readonly Option<ClassNumber?> _class;
    private readonly Option<ClassNumber?> _open;
    private readonly Option<ClassNumber?> _close;
    private readonly Option<ClassNumber?> _list;
    private readonly Option<bool> _rolls;
    private readonly Option<TimeSpan?> _for;

    /// <summary>Describes the command.</summary>
    public TeacherCommand(CliContext context, CommandOptions options)
        : base("teacher", options.Help.Teacher)
    {
        _context = context;
        Aliases.Add("professor");
        Add(_server = options.Server());
        Add(_class = options.Class("--class", "--turma", options.Help.Class));
        Add(_open = options.Class("--open", "--abrir", options.Help.Open));
        Add(_for = CommandOptions.Value(
            "--for", "--por", options.Help.TimePlace, options.Help.For, options.Reader.Duration("1s", "1d"), (TimeSpan?)null));
        Add(_close = options.Class("--close", "--encerrar", options.Help.Close));
        Add(_list = options.Class("--list", "--listar", options.Help.List));
        Add(_rolls = CommandOptions.Flag("--rolls", "--chamadas", options.Help.Rolls));
        Add(_json = options.Json());
        Add(_timeout = options.Timeout());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.TeacherExamples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Option[] steps = [_open, _close, _list, _rolls];
        string[] given = [.. steps.Select(parsed.NameGiven).OfType<string>()];
        if (given.Length > 1)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(given[0], given[1]), parsed);
        }

        if (given.Length == 1 && parsed.NameGiven(_class) is { } onScreen)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(onScreen, given[0]), parsed);
        }

        if (parsed.NameGiven(_for) is { } limit && parsed.NameGiven(_open) is null)
        {
            return _context.Usage(_context.Text.Usage.Needs(limit, _context.NameOf(_open)), parsed);
        }

        if (given.Length == 0)
        {
            return parsed.GetValue(_json)
                ? _context.Usage(_context.Text.Usage.NothingToDoWithJson(string.Join(", ", steps.Select(_context.NameOf))), parsed)
                : Screens.Teacher(_context, parsed.GetValue(_server) ?? CommandOptions.DefaultServer, parsed.GetValue(_class));
        }

        ScriptedCall call = new(
            _context, parsed.GetValue(_server) ?? CommandOptions.DefaultServer, parsed.GetValue(_timeout)!.Value, parsed.GetValue(_json));
        Task<int> step = (parsed.GetValue(_open), parsed.GetValue(_close), parsed.GetValue(_list)) switch
        {
            ({ } open, _, _) => OpenRollCall.RunAsync(call, open, parsed.GetValue(_for), cancellation),
            (_, { } close, _) => new CloseRollCall(call, close).RunAsync(cancellation),
            (_, _, { } list) => ListRollCall.RunAsync(call, list, cancellation),
            _ => ListRollCall.RunRollsAsync(call, cancellation),
        };
        return await step.ConfigureAwait(false);
    }
}
