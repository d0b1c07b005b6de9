using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>correct</c> says.</summary>
internal abstract class CorrectText
{
    public abstract string Description { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract string On { get; }

    public abstract string As { get; }

    public abstract string Absences { get; }

    public abstract string Reason { get; }

    public abstract string Ground { get; }

    public abstract string To { get; }

    public abstract string Lessons { get; }

    public abstract string NewDate { get; }

    public abstract string Discard { get; }

    public abstract string Undo { get; }

    public abstract string Until { get; }

    /// <summary>None of the options that say what to correct is there.</summary>
    public abstract string NothingToCorrect(IReadOnlyList<string> options);

    /// <summary>An option goes with no student.</summary>
    public abstract string NoStudentWith(string option);

    public abstract string ReasonEmpty { get; }

    public abstract string ReasonTooLong(int characters, int most);

    /// <summary>Nobody of that number, and who there is.</summary>
    /// <param name="student">The number.</param>
    /// <param name="likely">Who may be meant; null where nobody is likelier than others.</param>
    /// <param name="known">Who there is, the first of them.</param>
    /// <param name="more">How many others there are.</param>
    public abstract string UnknownStudent(string student, string? likely, IReadOnlyList<string> known, int more);

    /// <summary>The number is not in that roll call.</summary>
    public abstract string NotThere(StudentId student, string meeting);

    /// <summary>No meeting then, and which there are.</summary>
    public abstract string NoMeeting(string wanted, IReadOnlyList<string> meetings, int more);

    /// <summary>Several meetings then.</summary>
    public abstract string WhichMeeting(string wanted, IReadOnlyList<string> meetings);

    public abstract string TooManyAbsences(int absences, int lessons);

    public abstract string UnknownGround(string ground, IReadOnlyList<string> grounds);

    /// <summary>What is no abono, though it is often taken for one.</summary>
    public abstract string RegimeNote { get; }

    public abstract string OnlyWith(string option, string value);

    public abstract string NothingToUndo(string meeting);

    public abstract string NotKept(string path, string cause);

    /// <summary>A student's attendance was corrected.</summary>
    public abstract string Corrected(string student, string meeting, string before, string after);

    public abstract string Moved(string from, string to, string meeting);

    public abstract string LessonsNow(string meeting, int lessons);

    public abstract string Discarded(string meeting);

    public abstract string Dated(string meeting, string now);

    public abstract string Undone(string meeting, int number);

    /// <summary>Absences of days to come are noted.</summary>
    public abstract string Planned(string student, string since, string until);
}
