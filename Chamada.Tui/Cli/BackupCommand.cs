using System.CommandLine;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Log.Sqlite.Backup;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>backup</c>: copies what a data folder holds into one file, while a server uses it.</summary>
internal sealed class BackupCommand : Command, IHasExamples
{
    private readonly BackupCall _call;

    /// <summary>Describes the command.</summary>
    public BackupCommand(CliContext context, CommandOptions options)
        : base("backup", context.Text.Backup.Description)
    {
        Aliases.Add("copia");
        _call = new BackupCall(context, options, this, context.Text.Backup.File, context.Text.Backup.Data);
        SetAction((parsed, _) => _call.RunAsync(parsed, JournalBackup.WriteAsync, context.Text.Backup.Written));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _call.Text.Examples;
}

/// <summary><c>restore</c>: puts such a file into a data folder that has nothing yet.</summary>
internal sealed class RestoreCommand : Command, IHasExamples
{
    private readonly BackupCall _call;

    /// <summary>Describes the command.</summary>
    public RestoreCommand(CliContext context, CommandOptions options)
        : base("restore", context.Text.Backup.RestoreDescription)
    {
        Aliases.Add("restaurar");
        _call = new BackupCall(context, options, this, context.Text.Backup.RestoredFile, context.Text.Backup.RestoredData);
        SetAction((parsed, _) => _call.RunAsync(
            parsed, static (folder, file) => JournalBackup.RestoreAsync(file, folder), context.Text.Backup.Restored));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _call.Text.RestoreExamples;
}

/// <summary>What both have in common: a file, a data folder, and an answer.</summary>
internal sealed class BackupCall
{
    private readonly CliContext _context;
    private readonly CommandOptions _options;
    private readonly Command _command;
    private readonly Argument<string?> _file;
    private readonly Option<string?> _data;

    /// <summary>Adds file and folder to a command.</summary>
    public BackupCall(CliContext context, CommandOptions options, Command command, string file, string data)
    {
        _context = context;
        _options = options;
        _command = command;
        command.Add(_file = new Argument<string?>("file")
        {
            HelpName = Text.FilePlace,
            Description = file,
            Arity = ArgumentArity.ZeroOrOne,
        });
        command.Add(_data = CommandOptions.Value(
            "--data", "--dados", options.Help.FolderPlace, $"{data} {options.Help.Default(options.DefaultData)}", options.Reader.Path,
            (string?)null));
    }

    /// <summary>What is said.</summary>
    public BackupText Text => _context.Text.Backup;

    /// <summary>Does it and reports.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="act">Does it, with the folder and the file.</param>
    /// <param name="said">What is said of it: the file, the folder, the last event, the open roll calls.</param>
    public async Task<int> RunAsync(
        ParseResult parsed, Func<string, string, Task<BackupResult>> act, Func<string, string, long, int, string> said)
    {
        if (parsed.GetValue(_file) is not { Length: > 0 } file)
        {
            return _context.Usage(_context.Text.Usage.Needs(_context.NameOf(_command), Text.FilePlace), parsed);
        }

        string folder = Path.GetFullPath(parsed.GetValue(_data) ?? _options.DefaultData);
        BackupResult result = await act(folder, Path.GetFullPath(file)).ConfigureAwait(false);
        if (!result.Try(out BackupContent? content, out JournalFault? fault))
        {
            _context.Output.Error(_context.Text.Serve.CannotUseData(fault));
            return ExitCode.Failed;
        }

        _context.Output.WriteLine(said(file, folder, content.LastEvent, content.OpenRollCalls));
        return ExitCode.Done;
    }
}
