using System.Buffers;
using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>report</c>: a class's term, from the teacher's folder.</summary>
internal sealed class ReportCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Argument<string?> _class;
    private readonly Option<MeetingTime?> _since;
    private readonly Option<MeetingTime?> _until;
    private readonly Option<decimal?> _minimum;
    private readonly Option<int?> _planned;
    private readonly Option<TermExport?> _format;
    private readonly Option<string?> _out;

    /// <summary>Describes the command.</summary>
    public ReportCommand(CliContext context, CommandOptions options)
        : base("report", context.Text.Term.Description)
    {
        _context = context;
        Aliases.Add("relatorio");
        Add(_class = options.ClassArgument());
        Add(_since = CommandOptions.Value(
            "--since", "--desde", options.Help.MomentPlace, Text.Since, options.Reader.Moment, (MeetingTime?)null));
        Add(_until = CommandOptions.Value("--until", "--ate", options.Help.MomentPlace, Text.Until, options.Reader.Moment,
            (MeetingTime?)null));
        Add(_minimum = Value("--minimum", "--minimo", options.Help.PercentPlace, Text.Minimum, options.Reader.Percent));
        Add(_planned = Value(
            "--planned", "--previstas", options.Help.NumberPlace, Text.Planned, options.Reader.Number(0, ClassSettings.MaxPlanned)));
        string[] names = [.. TermExports.All.Select(static export => export.Name)];
        Add(_format = CommandOptions.Value<TermExport?>(
            "--format", "--formato", string.Join('|', names), Text.Format, options.Reader.Format, null));
        _format.CompletionSources.Clear();
        _format.CompletionSources.Add(names);
        Add(_out = CommandOptions.Value("--out", "--saida", options.Help.FilePlace, Text.Out, options.Reader.Path, (string?)null));
        SetAction((parsed, _) => RunAsync(parsed));

        static Option<T?> Value<T>(string name, string portuguese, string place, string description, Func<string, Action<string>, T?> read)
            where T : struct =>
            CommandOptions.Value(name, portuguese, place, description, read, (T?)null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => Text.Examples;

    private TermText Text => _context.Text.Term;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (_context.ReadClass(this, parsed.GetValue(_class), parsed) is not { } number)
        {
            return ExitCode.Usage;
        }

        MeetingTime? since = parsed.GetValue(_since), until = parsed.GetValue(_until);
        if (since?.Begin >= until?.End)
        {
            return _context.Usage(_context.Text.Usage.BadPeriod(since!.ToString(), until!.ToString()), parsed);
        }

        TermExport format = parsed.GetValue(_format) ?? TermExports.All[0];
        string? target = parsed.GetValue(_out);
        if (target is null && (format.IsFolder || (!format.IsText && !Console.IsOutputRedirected)))
        {
            return _context.Usage(
                format.IsFolder
                    ? _context.Text.Usage.Needs($"{_context.NameOf(_format)} {format.Name}", _context.NameOf(_out))
                    : Text.NotForTerminal(format.Name, _context.NameOf(_out)),
                parsed);
        }

        if (!TermFolder.Read(_context.TeacherFolder, number).Try(out ClassTerm? read, out FolderError? error))
        {
            _context.Output.Error(_context.Text.Rosters.NotReadable(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        new TermIssues(_context).Write(read.Issues);
        Term term =
            read.ToTerm(TermRule.Of(read.Settings, parsed.GetValue(_minimum), parsed.GetValue(_planned)),
                new TermPeriod(since?.Begin, until?.End));
        if (term.Rows.Count == 0 && read.Issues.Count == 0)
        {
            _context.Output.Error(Text.NothingKept(number));
        }

        if (format.IsOfListed
            && term.Rows.Where(static row => !row.IsListed).ToArray() is { Length: > 0 } strangers)
        {
            _context.Output.Error(Text.StrangersLeftOut([.. strangers.Select(static row => row.Student.ToString())]));
        }

        TermReport report = new(number, read.Settings.Name, term, _context.Clock.GetLocalNow());
        return Put(format, await format.WriteAsync(report, Text), target);
    }

    private int Put(TermExport format, IReadOnlyList<ExportFile> files, string? target)
    {
        if (target is null)
        {
            _context.Output.Gathered.Write(files[0].Content);
            _context.Output.Flush();
            return ExitCode.Done;
        }

        if (!format.IsFolder)
        {
            return Write(target, files[0].Content) ? ExitCode.Done : ExitCode.Failed;
        }

        if (File.Exists(target))
        {
            _context.Output.Error(Text.NoFolder(target));
            return ExitCode.Failed;
        }

        string? taken = null;
        if (FolderError.Catch(
            target, () =>
                taken = TeacherFolderFiles.TryExport(target, files.Select(static file => (file.Name, file.Content)))) is { } error)
        {
            _context.Output.Error(Text.NotWritten(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        if (taken is not null)
        {
            _context.Output.Error(Text.NotOverwritten(taken));
            return ExitCode.Failed;
        }

        foreach (ExportFile file in files)
        {
            _context.Output.WriteLine(Text.Written(Path.Combine(target, file.Name)));
        }

        _context.Output.Flush();
        return ExitCode.Done;
    }

    private bool Write(string path, byte[] content)
    {
        bool isNew = false;
        if (FolderError.Catch(path, () => isNew = !Path.Exists(path) && TeacherFolderFiles.TryExport(path, content)) is { } error)
        {
            _context.Output.Error(Text.NotWritten(error.Path, _context.Text.Folder.Cause(error)));
            return false;
        }

        if (!isNew)
        {
            _context.Output.Error(Text.NotOverwritten(path));
            return false;
        }

        _context.Output.WriteLine(Text.Written(path));
        _context.Output.Flush();
        return true;
    }
}
