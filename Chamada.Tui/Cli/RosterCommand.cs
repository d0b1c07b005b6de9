using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>roster</c>: shows the list of a class, or reads it from a file.</summary>
internal sealed class RosterCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Argument<string?> _class;
    private readonly Option<string?> _import;
    private readonly Option<string?> _number;
    private readonly Option<string?> _name;
    private readonly Option<string?> _sheet;
    private readonly Option<TextEncoding?> _encoding;
    private readonly Option<bool> _plain;
    private readonly Option<bool> _dryRun;
    private readonly Option<bool> _json;

    /// <summary>Describes the command.</summary>
    public RosterCommand(CliContext context, CommandOptions options)
        : base("roster", options.Help.Roster)
    {
        _context = context;
        Aliases.Add("lista");
        _class = new Argument<string?>("class") { HelpName = options.Help.ClassPlace, Arity = ArgumentArity.ZeroOrOne };
        _class.CompletionSources.Add(_ => Rosters.Classes().Value?.Select(static number => number.ToString()) ?? []);
        Add(_class);
        Add(_import = Text("--import", "--importar", options.Help.FilePlace, options.Help.ImportRoster));
        Add(_number = Text("--number", "--numero", options.Help.ColumnPlace, options.Help.NumberColumn));
        Add(_name = Text("--name", "--nome", options.Help.ColumnPlace, options.Help.NameColumn));
        Add(_sheet = Text("--sheet", "--planilha", options.Help.NamePlace, options.Help.Sheet));
        Add(_encoding = CommandOptions.Value<TextEncoding?>(
            "--encoding", "--codificacao", options.Help.NamePlace, options.Help.Encoding, options.Reader.Encoding, null));
        _encoding.CompletionSources.Clear(); // The names of the enumeration's members.
        _encoding.CompletionSources.Add([.. TextEncodingNames.All]);
        Add(_plain = CommandOptions.Flag("--no-punctuation", "--sem-pontuacao", options.Help.NoPunctuation));
        Add(_dryRun = CommandOptions.Flag("--dry-run", "--simular", options.Help.DryRun));
        Add(_json = options.Json());
        SetAction(RunAsync);

        Option<string?> Text(string name, string portuguese, string place, string description) =>
            CommandOptions.Value(name, portuguese, place, description, options.Reader.Path, (string?)null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.RosterExamples;

    private RosterFolder Rosters => new(Path.Combine(_context.TeacherFolder.Path, "rosters"));

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_class) is not { } written)
        {
            return _context.Usage(_context.Text.Usage.Needs(_context.NameOf(this), _context.Text.Help.ClassPlace), parsed);
        }

        string? error = null;
        if (new ValueReader(_context.Text.Usage).Class(written, fault => error = fault) is not { } number)
        {
            return _context.Usage(error!, parsed);
        }

        RosterReport report = new(_context, parsed.GetValue(_json));
        if (parsed.GetValue(_import) is not { } file)
        {
            string? stray = new Option[] { _number, _name, _sheet, _encoding, _plain, _dryRun }.Select(parsed.NameGiven)
                .FirstOrDefault(static name => name is not null);
            return stray is not null
                ? _context.Usage(_context.Text.Usage.Needs(stray, _context.NameOf(_import)), parsed)
                : Show(number, report);
        }

        string shown = file == "-" ? _context.Text.Rosters.StandardInput : file;
        FileReading content = file == "-"
            ? await RosterFile.ReadAsync(Console.OpenStandardInput(), cancellation).ConfigureAwait(false)
            : await RosterFile.ReadAsync(DroppedPath.Read(file), _context.Clock, cancellation).ConfigureAwait(false);
        if (content.Content is null)
        {
            _context.Output.Error(_context.Text.Rosters.Fault(shown, content));
            return ExitCode.Usage;
        }

        RosterReading reading = RosterReader.Read(content.Content, new RosterChoice
        {
            Number = parsed.GetValue(_number),
            Name = parsed.GetValue(_name),
            Sheet = parsed.GetValue(_sheet),
            Encoding = parsed.GetValue(_encoding),
            WithoutPunctuation = parsed.GetValue(_plain),
        });
        return reading is RosterRead read
            ? Keep(number, read, parsed.GetValue(_dryRun), report)
            : report.Refuse(shown, reading, new RosterOptions(
                _context.NameOf(_number), _context.NameOf(_name), _context.NameOf(_encoding), _context.NameOf(_sheet),
                _context.NameOf(_plain)));
    }

    private int Show(ClassNumber number, RosterReport report)
    {
        if (!Rosters.Read(number).Try(out KeptRoster? kept, out FolderError? error))
        {
            _context.Output.Error(_context.Text.Rosters.NotReadable(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        report.Show(number, kept, Rosters.FileOf(number));
        return ExitCode.Done;
    }

    private int Keep(ClassNumber number, RosterRead read, bool isTrial, RosterReport report)
    {
        Roster roster = read.ToRoster();
        if (!isTrial && !Rosters.Change(number, kept => kept.ReplaceBy(roster, seen: kept)).Try(out _, out FolderError? error))
        {
            _context.Output.Error(_context.Text.Rosters.NotKept(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        report.Read(number, read, isTrial);
        return ExitCode.Done;
    }
}

/// <summary>The names of the options that settle what is not certain, in the language of the program.</summary>
internal sealed record RosterOptions(string Number, string Name, string Encoding, string Sheet, string Plain);
