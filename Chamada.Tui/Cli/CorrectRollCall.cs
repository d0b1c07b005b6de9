using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Corrects what was asked for, or says why that cannot be, and what there is instead. Each method answers the exit
/// code.</summary>
internal sealed class CorrectRollCall(CliContext context, ClassTerm term, string reason)
{
    /// <summary>So many students or meetings are named where one is not found.</summary>
    private const int Named = 12;

    /// <summary>The class's term as it was read.</summary>
    public ClassTerm Term => term;

    private CorrectText Text => context.Text.Correct;

    /// <summary>A day as it is written here.</summary>
    public static string Iso(DateOnly day) => day.ToString(MeetingTime.DayPattern, CultureInfo.InvariantCulture);

    /// <summary>A student's attendance is another one.</summary>
    public int SetStatus(StudentId written, MeetingTime on, AttendanceStatus status, int? absences, string ground)
    {
        if (FindStudent(written) is not { } student || Find(on) is not { } meeting)
        {
            return ExitCode.Usage;
        }

        if (absences > meeting.Lessons)
        {
            context.Output.Error(Text.TooManyAbsences(absences.Value, meeting.Lessons));
            return ExitCode.Usage;
        }

        return Add(meeting, new CorrectionChange.Status(student, status, absences, ground), after =>
            Text.Corrected(Shown(student), MeetingTime.Of(meeting.At), Word(meeting, student), Word(after, student)));
    }

    /// <summary>Absences of some days: corrected where there was a roll call, and noted where there will be one.</summary>
    public int Plan(StudentId written, DateOnly since, DateOnly until, AttendanceStatus status, string ground)
    {
        if (FindStudent(written) is not { } student)
        {
            return ExitCode.Usage;
        }

        Meeting[] held = [.. term.Meetings.Where(meeting => since <= meeting.Day && meeting.Day <= until && !meeting.IsDiscarded)];
        DateOnly today = DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime);
        if (held.Length == 0 && until < today)
        {
            return NoMeeting($"{Iso(since)} … {Iso(until)}", since);
        }

        foreach (Meeting meeting in held.Where(meeting => !meeting.Of(student).Status.IsPresence()))
        {
            int code = Add(meeting, new CorrectionChange.Status(student, status, null, ground), after =>
                Text.Corrected(Shown(student), MeetingTime.Of(meeting.At), Word(meeting, student), Word(after, student)));
            if (code != ExitCode.Done)
            {
                return code;
            }
        }

        if (until < today)
        {
            return ExitCode.Done;
        }

        PlannedAbsence planned = new(student, since, until, status, ground, reason);
        FolderResult<ClassSettings> change = context.TeacherFolder.Settings.Change(term.Class, settings =>
            settings.PlannedAbsences.Contains(planned)
                ? settings
                : settings with { PlannedAbsences = [.. settings.PlannedAbsences, planned] });
        return Report(change.Error, () => Text.Planned(Shown(student), Iso(since), Iso(until)));
    }

    /// <summary>A number was mistyped.</summary>
    public int Move(StudentId from, StudentId written, MeetingTime on)
    {
        if (FindStudent(written) is not { } to || Find(on) is not { } meeting)
        {
            return ExitCode.Usage;
        }

        if (!meeting.Known.Contains(from))
        {
            context.Output.Error(Text.NotThere(from, MeetingTime.Of(meeting.At)));
            return ExitCode.Usage;
        }

        return Add(
            meeting, new CorrectionChange.Moved(from, to), _ => Text.Moved(from.ToString(), Shown(to), MeetingTime.Of(meeting.At)));
    }

    /// <summary>The meeting had another number of lessons.</summary>
    public int SetLessons(MeetingTime on, int lessons) => Find(on) is { } meeting
        ? Add(meeting, new CorrectionChange.Lessons(lessons), _ => Text.LessonsNow(MeetingTime.Of(meeting.At), lessons))
        : ExitCode.Usage;

    /// <summary>The roll call does not count.</summary>
    public int Discard(MeetingTime on) => Find(on) is { } meeting
        ? Add(meeting, new CorrectionChange.Discarded(), _ => Text.Discarded(MeetingTime.Of(meeting.At)))
        : ExitCode.Usage;

    /// <summary>The roll call belongs to another day; where no time is named, at the same time of day.</summary>
    public int Date(MeetingTime on, MeetingTime date)
    {
        if (Find(on) is not { } meeting)
        {
            return ExitCode.Usage;
        }

        TimeOnly time = date.Time ?? TimeOnly.FromDateTime(meeting.At.DateTime);
        DateTimeOffset now = new(date.Day.ToDateTime(time), meeting.At.Offset);
        return Add(meeting, new CorrectionChange.Dated(now), _ => Text.Dated(MeetingTime.Of(meeting.At), MeetingTime.Of(now)));
    }

    /// <summary>The last correction that holds is taken back.</summary>
    public int Undo(MeetingTime on)
    {
        if (Find(on, isUndone: true) is not { } meeting)
        {
            return ExitCode.Usage;
        }

        if (Correction.InForce(meeting.Corrections).Count == 0)
        {
            context.Output.Error(Text.NothingToUndo(MeetingTime.Of(meeting.At)));
            return ExitCode.Usage;
        }

        FolderResult<CorrectionRecord> undo = context.Corrections.Undo(meeting.File, meeting.List, reason);
        int undone = undo.Value?.Entries[^1].Change is CorrectionChange.Undone change ? change.Number : 0;
        return Report(undo.Error, () => Text.Undone(MeetingTime.Of(meeting.At), undone));
    }

    private int Add(Meeting meeting, CorrectionChange change, Func<Meeting, string> told)
    {
        FolderResult<CorrectionRecord> adding = context.Corrections.Add(meeting.File, meeting.List, change, reason);
        return Report(adding.Error, () => told(
            new Meeting(meeting.File, meeting.List, adding.Value!.Entries, term.Settings, term.Roster)));
    }

    private int Report(FolderError? error, Func<string> told)
    {
        if (error is not null)
        {
            context.Output.Error(Text.NotKept(error.Path, context.Text.Folder.Cause(error)));
            return ExitCode.Failed;
        }

        context.Output.WriteLine(told());
        context.Output.Flush();
        return ExitCode.Done;
    }

    /// <summary>The student of a number, as the class list writes it; null where there is none, which has been said then.</summary>
    private StudentId? FindStudent(StudentId written)
    {
        if (term.Roster.TryFind(written, out RosterEntry? entry))
        {
            return entry.Student;
        }

        if (term.Knows(written))
        {
            return written;
        }

        string[] known = [.. term.ToTerm(new TermRule()).Rows.Select(static row => row.Student.ToString())];
        context.Output.Error(Text.UnknownStudent(
            written.ToString(),
            term.Roster.LikelyMeant(written)?.Student.ToString(),
            [.. known.Take(Named)],
            Math.Max(0, known.Length - Named)));
        return null;
    }

    /// <summary>The one meeting that is meant; null where there is none, or more than one, which has been said then.</summary>
    /// <param name="on">When.</param>
    /// <param name="isUndone">Whether those that were discarded are meant, too.</param>
    private Meeting? Find(MeetingTime on, bool isUndone = false)
    {
        Meeting[] meant = [.. term.Meetings.Where(meeting => on.Means(meeting.At) && (isUndone || !meeting.IsDiscarded))];
        if (meant is [var one])
        {
            return one;
        }

        if (meant.Length == 0)
        {
            NoMeeting(Shown(on), on.Day);
        }
        else
        {
            context.Output.Error(Text.WhichMeeting(Shown(on), [.. meant.Select(static meeting => MeetingTime.Of(meeting.At))]));
        }

        return null;
    }

    private int NoMeeting(string wanted, DateOnly day)
    {
        Meeting[] near = [.. term.Meetings.OrderBy(meeting => Math.Abs(meeting.Day.DayNumber - day.DayNumber)).Take(Named)];
        context.Output.Error(Text.NoMeeting(
            wanted,
            [.. near.OrderBy(static meeting => meeting.At).Select(static meeting => MeetingTime.Of(meeting.At))],
            term.Meetings.Count - near.Length));
        return ExitCode.Usage;
    }

    private string Shown(StudentId student) =>
        term.Roster.NameOf(student) is { Length: > 0 } name ? $"{student} {name}" : student.ToString();

    private static string Shown(MeetingTime on) => on.Time is { } time
        ? $"{Iso(on.Day)}T{time.ToString(on.HasSeconds ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture)}"
        : Iso(on.Day);

    private string Word(Meeting meeting, StudentId student)
    {
        Attended attended = meeting.Of(student);
        LessonCount count = attended.Count(meeting.Lessons);
        int missed = meeting.Lessons - count.Present;
        string word = context.Text.Term.Status(attended.Status) + (attended.Ground.Length > 0 ? $" ({attended.Ground})" : "");
        return missed > 0 && missed < meeting.Lessons ? $"{word} {missed}/{meeting.Lessons}" : word;
    }
}
