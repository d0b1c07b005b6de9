using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>correct</c>: corrects a roll call that is over, in the teacher's folder.</summary>
internal sealed class CorrectCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Argument<string?> _class;
    private readonly Argument<string?> _student;
    private readonly Option<MeetingTime?> _on;
    private readonly Option<AttendanceStatus?> _as;
    private readonly Option<int?> _absences;
    private readonly Option<string?> _ground;
    private readonly Option<DateOnly?> _until;
    private readonly Option<StudentId?> _to;
    private readonly Option<int?> _lessons;
    private readonly Option<MeetingTime?> _newDate;
    private readonly Option<bool> _discard;
    private readonly Option<bool> _undo;
    private readonly Option<string?> _reason;

    /// <summary>Describes the command.</summary>
    public CorrectCommand(CliContext context, CommandOptions options)
        : base("correct", context.Text.Correct.Description)
    {
        _context = context;
        Aliases.Add("corrigir");
        Add(_class = options.ClassArgument());
        Add(_student = new Argument<string?>("student") { HelpName = options.Help.StudentPlace, Arity = ArgumentArity.ZeroOrOne });
        Add(_on = Value("--on", "--em", options.Help.MomentPlace, Text.On, options.Reader.Moment));
        Add(_as = Value("--as", "--como", string.Join('|', StatusWords.All), Text.As, options.Reader.Status));
        _as.CompletionSources.Clear(); // The names of the enumeration's members.
        _as.CompletionSources.Add([.. StatusWords.All]);
        Func<string, Action<string>, int?> lessons = options.Reader.Number(0, ClassSettings.MaxLessons);
        Add(_absences = Value("--absences", "--faltas", options.Help.NumberPlace, Text.Absences, lessons));
        Add(_reason = Value<string?>("--reason", "--motivo", options.Help.TextPlace, Text.Reason, static (text, _) => text));
        Add(_ground = Value<string?>("--ground", "--fundamento", options.Help.TextPlace, Text.Ground, static (text, _) => text));
        Add(_until = Value("--until", "--ate", options.Help.DayPlace, Text.Until, options.Reader.Day));
        Add(_to = Value("--to", "--para", options.Help.StudentPlace, Text.To, options.Reader.Student));
        Add(_lessons = Value("--lessons", "--aulas", options.Help.NumberPlace, Text.Lessons, lessons));
        Add(_newDate = Value("--new-date", "--nova-data", options.Help.MomentPlace, Text.NewDate, options.Reader.Moment));
        Add(_discard = CommandOptions.Flag("--discard", "--descartar", Text.Discard));
        Add(_undo = CommandOptions.Flag("--undo", "--desfazer", Text.Undo));
        SetAction((parsed, _) => Task.FromResult(Run(parsed)));

        static Option<T?> Value<T>(string name, string portuguese, string place, string description, Func<string, Action<string>,
            T?> read) =>
            CommandOptions.Value(name, portuguese, place, description, read, default);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => Text.Examples;

    private CorrectText Text => _context.Text.Correct;

    private int Run(ParseResult parsed)
    {
        if (_context.ReadClass(this, parsed.GetValue(_class), parsed) is not { } number)
        {
            return ExitCode.Usage;
        }

        if (Wrong(parsed) is { } wrong)
        {
            return _context.Usage(wrong, parsed);
        }

        string? error = null;
        StudentId? student = parsed.GetValue(_student) is { } written
            ? new ValueReader(_context.Text.Usage).Student(written, fault => error = fault)
            : null;
        if (error is not null)
        {
            return _context.Usage(error, parsed);
        }

        if (!TermFolder.Read(_context.TeacherFolder, number, checks: false).Try(out ClassTerm? term, out FolderError? unreadable))
        {
            _context.Output.Error(_context.Text.Rosters.NotReadable(unreadable.Path, _context.Text.Folder.Cause(unreadable)));
            return ExitCode.Failed;
        }

        new TermIssues(_context).Write(term.Issues);
        CorrectRollCall correcting = new(_context, term, (parsed.GetValue(_reason) ?? "").Trim());
        MeetingTime on = parsed.GetValue(_on)!;
        return student is { } who
            ? Correct(correcting, who, on, parsed)
            : parsed.GetValue(_lessons) is { } lessons ? correcting.SetLessons(on, lessons)
            : parsed.GetValue(_newDate) is { } date ? correcting.Date(on, date)
            : parsed.GetValue(_discard) ? correcting.Discard(on)
            : correcting.Undo(on);
    }

    private int Correct(CorrectRollCall correcting, StudentId student, MeetingTime on, ParseResult parsed)
    {
        if (parsed.GetValue(_to) is { } to)
        {
            return correcting.Move(student, to, on);
        }

        string ground = "";
        if (parsed.GetValue(_ground) is { } wanted)
        {
            ClassSettings settings = correcting.Term.Settings;
            if (AbsenceGrounds.NamesRegime(wanted))
            {
                _context.Output.Error(Text.RegimeNote);
            }

            if (AbsenceGrounds.Find(settings, wanted) is not { } found)
            {
                return _context.Usage(Text.UnknownGround(wanted, AbsenceGrounds.Of(settings)), parsed);
            }

            ground = found;
        }

        return parsed.GetValue(_until) is { } until
            ? correcting.Plan(student, on.Day, until, parsed.GetValue(_as)!.Value, ground)
            : correcting.SetStatus(student, on, parsed.GetValue(_as)!.Value, parsed.GetValue(_absences), ground);
    }

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    private string? Wrong(ParseResult parsed)
    {
        UsageText usage = _context.Text.Usage;
        Option[] ofStudent = [_as, _to], ofMeeting = [_lessons, _newDate, _discard, _undo];
        string[] given = [.. ofStudent.Concat(ofMeeting).Select(parsed.NameGiven).OfType<string>()];
        if (given.Length != 1)
        {
            return given.Length == 0
                ? Text.NothingToCorrect([.. ofStudent.Concat(ofMeeting).Select(_context.NameOf)])
                : usage.NotTogether(given[0], given[1]);
        }

        bool isOfStudent = ofStudent.Select(parsed.NameGiven).OfType<string>().Any();
        if (isOfStudent != parsed.GetValue(_student) is not null)
        {
            return isOfStudent ? usage.Needs(given[0], _context.Text.Help.StudentPlace) : Text.NoStudentWith(given[0]);
        }

        if (parsed.NameGiven(_on) is null)
        {
            return usage.Needs(given[0], _context.NameOf(_on));
        }

        foreach (Option option in (Option[])[_absences, _ground, _until])
        {
            if (parsed.NameGiven(option) is { } name && parsed.NameGiven(_as) is null)
            {
                return usage.Needs(name, _context.NameOf(_as));
            }
        }

        return WrongPlan(parsed) ?? WrongReason(parsed, given[0]);
    }

    private string? WrongPlan(ParseResult parsed)
    {
        AttendanceStatus? status = parsed.GetValue(_as);
        if (parsed.NameGiven(_ground) is { } ground && status != AttendanceStatus.Excused)
        {
            return Text.OnlyWith(ground, $"{_context.NameOf(_as)} {StatusWords.Of(AttendanceStatus.Excused)}");
        }

        if (parsed.GetValue(_until) is not { } until)
        {
            return null;
        }

        MeetingTime on = parsed.GetValue(_on)!;
        return parsed.NameGiven(_absences) is { } absences ? _context.Text.Usage.NotTogether(_context.NameOf(_until), absences)
            : status is not (AttendanceStatus.Justified or AttendanceStatus.Excused)
                ? Text.OnlyWith(_context.NameOf(_until), $"{_context.NameOf(_as)} justified|excused")
            : until < on.Day ? _context.Text.Usage.BadPeriod(CorrectRollCall.Iso(on.Day), CorrectRollCall.Iso(until))
            : null;
    }

    private string? WrongReason(ParseResult parsed, string given)
    {
        if (parsed.NameGiven(_reason) is null)
        {
            return parsed.GetValue(_undo) ? null : _context.Text.Usage.Needs(given, _context.NameOf(_reason));
        }

        string reason = SealedReason.Clean(parsed.GetValue(_reason)!);
        return reason.Length == 0 ? Text.ReasonEmpty
            : reason.Length > SealedReason.MaxLength ? Text.ReasonTooLong(reason.Length, SealedReason.MaxLength)
            : null;
    }
}
