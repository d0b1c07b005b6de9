using System.CommandLine;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Log.Postgres;
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
    private readonly Option<PostgresAddress?> _store;
    private readonly Option<int?> _servers;

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
        Add(_store = CommandOptions.Value("--store", "--banco", "URI", text.Store, options.Reader.Store, (PostgresAddress?)null));
        Add(_servers = Number("--servers", "--servidores", text.Servers, ServerList.Most, 3));
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

        if (parsed.NameGiven(_servers) is { } several && parsed.NameGiven(_store) is null)
        {
            return _context.Usage(_context.Text.Usage.Needs(several, _context.NameOf(_store)), parsed);
        }

        StoreServers? shared = parsed.GetValue(_store) is { } store ? Sharing(store, parsed.GetValue(_servers)!.Value) : null;
        DrillRun drill = new(plan, _context.Clock, Random.Shared, shared);
        DrillResult result;
        using (DrillProgress progress = new(_context, plan, drill))
        {
            result = await drill.RunAsync(cancellation).ConfigureAwait(false);
        }

        new DrillTable(_context).Write(result);
        if (shared is { Left: { } why })
        {
            _context.Output.Error(_context.Text.Drill.SchemaLeft(shared.Schema, why));
        }

        if (result.Failure is { } failure)
        {
            _context.Output.Error(_context.Text.Drill.ServerFailed(failure));
            return ExitCode.Failed;
        }

        return !result.IsSound ? ExitCode.Refused : shared?.Left is null ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Servers on a schema that nobody else has.</summary>
    private static StoreServers Sharing(PostgresAddress store, int servers)
    {
        string schema = string.Create(CultureInfo.InvariantCulture, $"chamada_drill_{Random.Shared.NextInt64(1, 1L << 40):x}");
        PostgresAddress own = store.InSchema(schema);
        return new StoreServers(own.Text, servers, Random.Shared, () => Task.Run(() => PostgresStore.Remove(own)?.Cause))
        {
            Schema = schema,
        };
    }
}
