using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.History;

/// <summary>What is corrected on the term's screen, and what is asked before.</summary>
internal sealed partial class TermScreen
{
    private void Correct()
    {
        if (_grid is not { Row: { } row, Meeting: { } meeting })
        {
            Say(Strings.TermScreen.NoCell);
            return;
        }

        string title = row.Name.Length > 0 ? row.Name : row.Student.ToString();
        string? answer = Ask(
            title, MeetingText(meeting), Strings.TermScreen.StatusLabel(meeting.Lessons),
            Strings.Term.Symbol(meeting.Of(row.Student).Status), 4,
            typed => Parse(typed, meeting.Lessons) is null ? Strings.TermScreen.BadStatus(meeting.Lessons) : null);
        if (answer is not null && Parse(answer, meeting.Lessons) is var (status, missed)
            && (status == AttendanceStatus.Excused ? AskGround(title) : "") is { } ground && AskReason(title, meeting) is { } reason)
        {
            _model.Correct(meeting, new CorrectionChange.Status(row.Student, status, missed, ground), reason);
        }
    }

    /// <summary>On which ground somebody is excused; empty for none that has a name, null where the question was left.</summary>
    private string? AskGround(string title)
    {
        ClassSettings settings = _model.Whole!.Settings;
        IReadOnlyList<string> grounds = AbsenceGrounds.Of(settings);
        string? answer = Ask(
            title, Strings.TermScreen.GroundChoice(grounds), Strings.TermScreen.GroundLabel, "", Roster.MaxNameLength,
            typed => Find(typed) is null ? Strings.TermScreen.BadGround : null);
        return answer is null ? null : Find(answer);

        string? Find(string typed) => typed.Length == 0 ? ""
            : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= grounds.Count
                ? grounds[number - 1]
                : AbsenceGrounds.Find(settings, typed);
    }

    /// <summary>A letter of a status, and perhaps how many lessons were missed; null for anything else.</summary>
    private (AttendanceStatus Status, int? Missed)? Parse(string typed, int lessons)
    {
        foreach (AttendanceStatus status in Enum.GetValues<AttendanceStatus>())
        {
            if (typed.StartsWith(Strings.Term.Symbol(status), StringComparison.OrdinalIgnoreCase))
            {
                return typed.Length == 1 ? (status, null)
                    : int.TryParse(typed.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int missed) && missed <= lessons
                        ? (status, missed)
                        : null;
            }
        }

        return null;
    }

    private void Undo() => _model.Undo(_model.Discarded ?? _grid.Meeting!, Strings.Wall.UndoReason);

    private void MoveAttendance()
    {
        if (_grid is not { Row: { } row, Meeting: { } meeting } || _model.Whole is not { } whole)
        {
            return;
        }

        string? answer = Ask(
            row.Student.ToString(), MeetingText(meeting), Strings.TermScreen.MoveLabel, "", StudentId.MaxLength,
            typed => StudentId.TryParse(typed, out StudentId other) && whole.Knows(other) ? null : Strings.TermScreen.UnknownStudent);
        if (answer is not null && AskReason(row.Student.ToString(), meeting) is { } reason)
        {
            StudentId to = StudentId.From(answer);
            to = whole.Roster.TryFind(to, out RosterEntry? entry) ? entry.Student : to;
            _model.Correct(meeting, new CorrectionChange.Moved(row.Student, to), reason);
        }
    }

    private void ChangeLessons()
    {
        Meeting meeting = _grid.Meeting!;
        string title = MeetingText(meeting);
        string? answer = Ask(
            title, "", Strings.TermScreen.LessonsLabel, meeting.Lessons.ToString(CultureInfo.InvariantCulture), 2,
            typed =>
                int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= ClassSettings.MaxLessons
                ? null
                : Strings.TermScreen.BadNumber(0, ClassSettings.MaxLessons));
        if (answer is not null && AskReason(title, meeting) is { } reason)
        {
            _model.Correct(meeting, new CorrectionChange.Lessons(int.Parse(answer, CultureInfo.InvariantCulture)), reason);
        }
    }

    private void ChangeDate()
    {
        Meeting meeting = _grid.Meeting!;
        string title = MeetingText(meeting);
        string? answer = Ask(
            title, "", Strings.TermScreen.DateLabel, meeting.At.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), 16,
            typed => ReadDate(typed, meeting.At) is null ? Strings.TermScreen.BadDate : null);
        if (answer is not null && AskReason(title, meeting) is { } reason)
        {
            _model.Correct(meeting, new CorrectionChange.Dated(ReadDate(answer, meeting.At)!.Value), reason);
        }
    }

    /// <summary>A day, at the time of before, or a day and a time; null for anything else.</summary>
    private static DateTimeOffset? ReadDate(string typed, DateTimeOffset before) =>
        DateTime.TryParseExact(
            typed, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime at)
        && at.Year is >= 2000 and < 2200
            ? new DateTimeOffset(typed.Contains('T', StringComparison.Ordinal) ? at : at + before.TimeOfDay, before.Offset)
            : null;

    private void Discard()
    {
        Meeting meeting = _grid.Meeting!;
        if (AskReason(Strings.TermScreen.DiscardMeetingKey.Label, meeting) is { } reason)
        {
            _model.Correct(meeting, new CorrectionChange.Discarded(), reason);
        }
    }

    private string? AskReason(string title, Meeting meeting) => Ask(
        title, MeetingText(meeting), Strings.TermScreen.ReasonLabel, "", SealedReason.MaxLength,
        typed => SealedReason.Clean(typed).Length == 0 ? Strings.TermScreen.ReasonLabel : null);

    private string? Ask(string title, string text, string label, string initial, int room, Func<string, string?> fault) => new InputQuestion
    {
        Title = title,
        Text = text,
        Label = label,
        Initial = initial,
        Yes = Strings.TermScreen.GoOn,
        MaxLength = room,
        Fault = fault,
    }.Ask(App!, Look);
}
