using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

/// <inheritdoc/>
internal sealed class CorrectTextEnglish : CorrectText
{
    public override string Description =>
        "Corrects a roll call that is over: a student's attendance, a mistyped number, its lessons, its day. What was saved stays.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada correct 3030 042191010 --on 2026-11-22 --as justified --reason ill",
        "chamada correct 3030 1 --on 2026-11-22 --as absent --absences 1 --reason left",
        "chamada correct 3030 42191010 --on 2026-11-22 --to 042191010 --reason typo",
        "chamada correct 3030 --on 2026-11-22T16:30 --lessons 3 --reason longer",
        "chamada correct 3030 --on 2026-11-22 --undo",
    ];

    public override string On => "Which roll call: its day, and the time of its opening where there were several.";

    public override string As => "What the student's attendance comes to.";

    public override string Absences =>
        "With --as: how many lessons of the meeting were missed (otherwise all with an absence, none with a presence).";

    public override string Reason => "Why. It is kept with the time and your account.";

    public override string Ground => "With --as excused: the rule by which the absence counts as presence.";

    public override string To => "The number was mistyped: whose attendance it is.";

    public override string Lessons => "How many lessons the meeting had.";

    public override string NewDate => "The roll call belongs to another day, or time.";

    public override string Discard => "The roll call does not count.";

    public override string Undo => "Takes back the last correction of the roll call that holds.";

    public override string Until =>
        "With --as justified or excused: all days from --on to this one, also those to come: they apply when a roll call is closed.";

    public override string NothingToCorrect(IReadOnlyList<string> options) =>
        $"What is to be corrected? Give one of {string.Join(", ", options)}.";

    public override string NoStudentWith(string option) => $"{option} is about the whole roll call: it goes with no student.";

    public override string ReasonEmpty => "A reason is needed.";

    public override string ReasonTooLong(int characters, int most) => $"The reason has {characters} characters; {most} at most.";

    public override string UnknownStudent(string student, string? likely, IReadOnlyList<string> known, int more) =>
        $"Nobody in this class has the number {Printable.Quote(student)}."
        + (likely is null ? "" : $" Is {likely} meant?")
        + (known.Count == 0
            ? " Nothing is kept of the class."
            : $" There are {string.Join(", ", known)}{(more > 0 ? $" and {more} others" : "")}.");

    public override string NotThere(StudentId student, string meeting) => $"{student} did not register in the roll call of {meeting}.";

    public override string NoMeeting(string wanted, IReadOnlyList<string> meetings, int more) =>
        $"There was no roll call on {wanted}."
        + (meetings.Count == 0
            ? " None is kept of this class."
            : $" There are {string.Join(", ", meetings)}{(more > 0 ? $" and {more} others" : "")}.");

    public override string WhichMeeting(string wanted, IReadOnlyList<string> meetings) =>
        $"There were {meetings.Count} roll calls on {wanted}: name the time of one: {string.Join(", ", meetings)}.";

    public override string TooManyAbsences(int absences, int lessons) =>
        $"The meeting has {lessons} {(lessons == 1 ? "lesson" : "lessons")}: {absences} cannot have been missed.";

    public override string UnknownGround(string ground, IReadOnlyList<string> grounds) =>
        $"{Printable.Quote(ground)} is none of the grounds of this class: {string.Join("; ", grounds)}. Its settings can have others.";

    public override string RegimeNote =>
        "Home exercises (Decreto-Lei 1.044/69, Lei 6.202/75) and religious absences (Lei 13.796/2019) excuse no absence by themselves: "
        + "they are a regime of other tasks in its place.";

    public override string OnlyWith(string option, string value) => $"{option} goes with {value} only.";

    public override string NothingToUndo(string meeting) => $"Nothing was corrected about the roll call of {meeting}.";

    public override string NotKept(string path, string cause) =>
        $"The correction could not be kept: {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string Corrected(string student, string meeting, string before, string after) =>
        $"{student}, {meeting}: {before} → {after}";

    public override string Moved(string from, string to, string meeting) => $"{meeting}: the attendance of {from} is {to}'s";

    public override string LessonsNow(string meeting, int lessons) => $"{meeting}: {lessons} {(lessons == 1 ? "lesson" : "lessons")}";

    public override string Discarded(string meeting) => $"{meeting} does not count any more";

    public override string Dated(string meeting, string now) => $"{meeting} is {now} now";

    public override string Undone(string meeting, int number) => $"{meeting}: correction {number} is taken back";

    public override string Planned(string student, string since, string until) =>
        $"{student}: noted from {since} to {until}, for the roll calls to come";
}
