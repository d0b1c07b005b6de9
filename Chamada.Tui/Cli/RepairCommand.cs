using System.CommandLine;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Repair;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>repair</c>: saves what is whole in a damaged data folder.</summary>
internal sealed class RepairCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly CommandOptions _options;
    private readonly Option<string?> _data;

    /// <summary>Describes the command.</summary>
    public RepairCommand(CliContext context, CommandOptions options)
        : base("repair", context.Text.Repair.Description)
    {
        _context = context;
        _options = options;
        Aliases.Add("reparar");
        Add(_data = CommandOptions.Value(
            "--data",
            "--dados",
            options.Help.FolderPlace,
            $"{Text.Data} {options.Help.Default(options.DefaultData)}",
            options.Reader.Path,
            (string?)null));
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => Text.Examples;

    private RepairText Text => _context.Text.Repair;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = Path.GetFullPath(parsed.GetValue(_data) ?? _options.DefaultData);
        RepairResult result = await JournalRepair.RunAsync(folder, _context.Clock).ConfigureAwait(false);
        if (!result.Try(out RepairReport? report, out JournalFault? fault))
        {
            _context.Output.Error(_context.Text.Serve.CannotUseData(fault));
            return ExitCode.Failed;
        }

        return report.Damage is null ? InOrder(folder) : Write(report);
    }

    private int InOrder(string folder)
    {
        _context.Output.WriteLine(Text.InOrder(folder));
        return ExitCode.Done;
    }

    private int Write(RepairReport report)
    {
        CliOutput output = _context.Output;
        foreach (SalvagedRoll roll in report.Rolls)
        {
            output.WriteLine(Text.Saved(roll));
        }

        if (report.KeptIn is { } kept)
        {
            output.WriteLine(Text.Kept(kept));
        }

        if (report.IsWhole)
        {
            output.WriteLine(Text.Whole);
            return ExitCode.Done;
        }

        foreach (RollEvent uncertain in report.Uncertain)
        {
            output.Error(Text.Uncertain(
                uncertain.Class.ToString(), uncertain.IsEntry ? uncertain.Student.ToString() : "", uncertain.At.ToDateTimeOffset()));
        }

        if (report.LostEvents > 0)
        {
            output.Error(Text.Lost(report.LostEvents));
        }

        if (report.LastFound < report.LastAcknowledged)
        {
            output.Error(Text.Missing(report.LastFound, report.LastAcknowledged));
        }

        output.Error(Text.NotWhole);
        return ExitCode.Refused;
    }
}
