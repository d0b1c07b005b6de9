using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Everything that the teacher's folder holds of one student, to be shown to that student.</summary>
internal sealed class StudentFile(CliContext context)
{
    /// <summary>Shows it: a line for each class, and below it one for each roll call and each thing that was written down.</summary>
    public int Show(StudentId student)
    {
        TeacherFolder folder = context.TeacherFolder;
        IEnumerable<ClassNumber> classes = (folder.Classes().Value ?? []).Select(static used => used.Class)
            .Union(folder.Rosters.Classes().Value ?? []).Union(folder.Settings.Classes().Value ?? []).Order();
        bool isKnown = false;
        foreach (ClassNumber number in classes)
        {
            if (TermFolder.Read(folder, number, checks: false).Value is { } term)
            {
                new TermIssues(context).Write(term.Issues);
                isKnown |= Show(term, student);
            }
        }

        if (!isKnown)
        {
            context.Output.Error(context.Text.Archive.NothingOf(student));
        }

        context.Output.Flush();
        return ExitCode.Done;
    }

    private bool Show(ClassTerm term, StudentId student)
    {
        StudentId listed = term.Roster.TryFind(student, out RosterEntry? entry) ? entry.Student : student;
        Meeting[] meetings = [.. term.Meetings.Where(meeting => meeting.Knows(listed) || meeting.Knows(student))];
        PlannedAbsence[] planned = [.. term.Settings.PlannedAbsences.Where(one => one.Student == listed || one.Student == student)];
        if (entry is null && meetings.Length == 0 && planned.Length == 0)
        {
            return false;
        }

        string title = context.Text.Term.Title(term.Class, term.Settings.Name);
        context.Output.WriteLine($"{title}  {listed}  {term.Roster.NameOf(listed)}".TrimEnd());
        foreach (Meeting meeting in meetings)
        {
            Attended attended = meeting.Of(listed);
            string ground = attended.Ground.Length > 0 ? $" ({attended.Ground})" : "";
            context.Output.WriteLine($"  {MeetingTime.Of(meeting.At)}  {context.Text.Term.Status(attended.Status)}{ground}");
            foreach (RecordEntry line in RecordOf(meeting).Where(line => line.Student == listed || line.Student == student))
            {
                Detail(MarkWords.Of(line.Mark), line.Reason);
            }

            foreach (Correction correction in meeting.Corrections.Where(one => IsAbout(one.Change, listed, student)))
            {
                Detail($"{MeetingTime.Of(correction.At)} {correction.By}", correction.Reason.Text ?? context.Text.Archive.Erased);
            }
        }

        foreach (PlannedAbsence absence in planned)
        {
            string days = $"{CorrectRollCall.Iso(absence.Since)} … {CorrectRollCall.Iso(absence.Until)}";
            context.Output.WriteLine($"  {days}  {context.Text.Term.Status(absence.Status)}");
            Detail(absence.Ground, absence.Reason);
        }

        return true;
    }

    /// <summary>What happened in a roll call. What cannot be read has been named already.</summary>
    private static IReadOnlyList<RecordEntry> RecordOf(Meeting meeting) => SavedListFolder.Read(meeting.File).Value?.Record ?? [];

    private void Detail(string what, string why) =>
        context.Output.WriteLine($"    {Printable.Line(what)}  {Printable.Line(why)}".TrimEnd());

    private static bool IsAbout(CorrectionChange change, StudentId one, StudentId other) => change switch
    {
        CorrectionChange.Status status => status.Student == one || status.Student == other,
        CorrectionChange.Moved moved => moved.From == one || moved.To == one || moved.From == other || moved.To == other,
        _ => false,
    };
}
