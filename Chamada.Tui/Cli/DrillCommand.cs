using System.CommandLine;
using Chamada.Tui.Drill;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>drill</c>: tries on this machine whether what is acknowledged stays, whatever happens to the server.</summary>
internal sealed class DrillCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<int?> _students;
    private readonly Option<int?> _classes;
    private readonly Option<int?> _seconds;
    private readonly Option<int?> _kill;

    /// <summary>Describes the command.</summary>
    public DrillCommand(CliContext context, CommandOptions options)
        : base("drill", context.Text.Drill.Description)
    {
        _context = context;
        Aliases.Add("simulado");
        DrillText text = context.Text.Drill;
        Add(_students = Number("--students", "--alunos", text.Students, 100_000, 1500));
        Add(_classes = Number("--classes", "--turmas", text.Classes, 10_000, 10));
        Add(_seconds = Number("--seconds", "--segundos", text.Seconds, 86_400, 60));
        Add(_kill = Number("--kill", "--quedas", text.Kills, 10_000, 5, from: 0));
        SetAction(RunAsync);

        Option<int?> Number(string name, string portuguese, string description, int to, int absent, int from = 1) => CommandOptions.Value(
            name, portuguese, options.Help.NumberPlace, $"{description} {options.Help.Default($"{absent}")}", options.Reader.Number(from,
                to), (int?)absent);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Drill.Examples;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        DrillPlan plan = new(
            parsed.GetValue(_students)!.Value,
            parsed.GetValue(_classes)!.Value,
            TimeSpan.FromSeconds(parsed.GetValue(_seconds)!.Value),
            parsed.GetValue(_kill)!.Value);
        if (plan.Classes > plan.Students)
        {
            return _context.Usage(_context.Text.Drill.MoreClassesThanStudents, parsed);
        }

        DrillRun drill = new(plan, _context.Clock, Random.Shared);
        DrillResult result;
        using (DrillProgress progress = new(_context, plan, drill))
        {
            result = await drill.RunAsync(cancellation).ConfigureAwait(false);
        }

        new DrillTable(_context).Write(result);
        if (result.Failure is { } failure)
        {
            _context.Output.Error(_context.Text.Drill.ServerFailed(failure));
            return ExitCode.Failed;
        }

        return result.IsSound ? ExitCode.Done : ExitCode.Refused;
    }
}
