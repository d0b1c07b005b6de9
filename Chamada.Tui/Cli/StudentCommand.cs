using System.CommandLine;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>student</c>: the student's screen, or registration from a script.</summary>
internal sealed class StudentCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<ServerAddress?> _server;
    private readonly Option<TimeSpan?> _timeout;
    private readonly Option<bool> _json;
    private readonly Option<ClassNumber?> _class;
    private readonly Option<StudentId?> _student;
    private readonly Option<string?> _batch;

    /// <summary>Describes the command.</summary>
    public StudentCommand(CliContext context, CommandOptions options)
        : base("student", options.Help.Student)
    {
        _context = context;
        Aliases.Add("aluno");
        Add(_server = options.Server());
        Add(_class = options.Class("--class", "--turma", options.Help.Class));
        Add(_student = CommandOptions.Value<StudentId?>(
            "--student", "--matricula", options.Help.StudentPlace, options.Help.StudentNumber, options.Reader.Student, null));
        Add(_batch = CommandOptions.Value(
            "--batch", "--lote", options.Help.FilePlace, options.Help.Batch,
            options.Reader.Path, (string?)null));
        Add(_json = options.Json());
        Add(_timeout = options.Timeout());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.StudentExamples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string? student = parsed.NameGiven(_student), batch = parsed.NameGiven(_batch), number = parsed.NameGiven(_class);
        if ((student ?? batch ?? number ?? parsed.NameGiven(_json)) is not { } scripted)
        {
            return Screens.Student(_context, parsed.GetValue(_server) ?? CommandOptions.DefaultServer);
        }

        if (Wrong(scripted, number, student, batch) is { } error)
        {
            return _context.Usage(error, parsed);
        }

        ScriptedCall call = new(
            _context, parsed.GetValue(_server) ?? CommandOptions.DefaultServer, parsed.GetValue(_timeout)!.Value, parsed.GetValue(_json));
        ClassNumber turma = parsed.GetValue(_class)!.Value;
        return parsed.GetValue(_student) is { } id
            ? await RegisterStudent.RunAsync(call, turma, id, cancellation).ConfigureAwait(false)
            : await new RegisterBatch(call, turma).RunAsync(parsed.GetValue(_batch)!, cancellation).ConfigureAwait(false);
    }

    private string? Wrong(string scripted, string? number, string? student, string? batch) =>
        student is not null && batch is not null ? _context.Text.Usage.NotTogether(student, batch)
        : number is null ? _context.Text.Usage.Needs(scripted, _context.NameOf(_class))
        : student is null && batch is null ? _context.Text.Usage.Needs(number, _context.NameOf(_student))
        : null;
}
