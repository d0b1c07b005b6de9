using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>archive</c>: the teacher's folder as one file, what it holds of a student, and how that is erased.</summary>
internal sealed class ArchiveCommand : Command, IHasExamples
{
    /// <summary>So many files that are left out of an archive are named.</summary>
    private const int MostNamed = 20;

    private readonly CliContext _context;
    private readonly Argument<string?> _action;
    private readonly Argument<string?> _target;

    /// <summary>Describes the command.</summary>
    public ArchiveCommand(CliContext context, CommandOptions options)
        : base("archive", context.Text.Archive.Description)
    {
        _context = context;
        Aliases.Add("arquivo");
        Add(_action = new Argument<string?>("action") { HelpName = Text.ActionPlace, Arity = ArgumentArity.ZeroOrOne });
        _action.CompletionSources.Add("export", "import", "show", "forget");
        Add(_target = new Argument<string?>("target")
        {
            HelpName = Text.TargetPlace,
            Arity = ArgumentArity.ZeroOrOne,
        });
        SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => Text.Examples;

    private ArchiveText Text => _context.Text.Archive;

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_action) is not { } action || parsed.GetValue(_target) is not { Length: > 0 } target)
        {
            return _context.Usage(_context.Text.Usage.Needs(_context.NameOf(this), $"{Text.ActionPlace} {_target.HelpName}"), parsed);
        }

        switch (action)
        {
            case "export" or "exportar":
                return Export(target);
            case "import" or "importar":
                return Import(target);
            case "show" or "mostrar" or "forget" or "esquecer":
                string? wrong = null;
                if (new ValueReader(_context.Text.Usage).Student(target, fault => wrong = fault) is not { } student)
                {
                    return _context.Usage(wrong!, parsed);
                }

                return action is "forget" or "esquecer" ? Forget(student) : new StudentFile(_context).Show(student);
            default:
                return _context.Usage(_context.Text.Usage.BadWord(action, Text.Actions), parsed);
        }
    }

    private int Export(string file)
    {
        if (!new ArchiveZip(_context.TeacherFolder, _context.Corrections).Export(file)
            .Try(out ArchiveCount? count, out FolderError? error))
        {
            _context.Output.Error(Path.Exists(file)
                ? _context.Text.Term.NotOverwritten(file)
                : _context.Text.Term.NotWritten(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        _context.Output.WriteLine(Text.Exported(file, count));
        return ExitCode.Done;
    }

    private int Import(string file)
    {
        if (!new ArchiveZip(_context.TeacherFolder, _context.Corrections).Import(file)
            .Try(out ArchiveCount? count, out FolderError? error))
        {
            _context.Output.Error(Text.NoArchive(file, _context.Text.Folder.Cause(error)));
            return ExitCode.Usage;
        }

        foreach (FolderError left in count.LeftOut.Take(MostNamed))
        {
            _context.Output.Error(_context.Text.Term.LeftOut(left.Path, _context.Text.Folder.Cause(left)));
        }

        if (count.LeftOut.Count > MostNamed)
        {
            _context.Output.Error(Text.MoreLeftOut(count.LeftOut.Count - MostNamed));
        }

        foreach (ClassNumber number in count.OtherSettings)
        {
            _context.Output.Error(Text.SettingsStay(number));
        }

        _context.Output.WriteLine(Text.Imported(count));
        return count.LeftOut.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private int Forget(StudentId student)
    {
        ErasureCount count = new StudentErasure(_context.TeacherFolder, _context.Corrections).Forget(student);
        foreach (FolderError failure in count.Failures)
        {
            _context.Output.Error(_context.Text.Term.NotWritten(failure.Path, _context.Text.Folder.Cause(failure)));
        }

        foreach (string line in Text.Forgotten(student, count))
        {
            _context.Output.WriteLine(line);
        }

        return count.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
