namespace Chamada.Tui.Resources.Texts;

/// <summary>
/// What a student reads who was refused, and what to do next. The large words have only characters that the large letters have.
/// </summary>
internal abstract class AnswerText
{
    public abstract KeyWords ConfirmKey { get; }

    /// <summary>Nobody has to insist on anything.</summary>
    public abstract string NothingToConfirm { get; }

    public abstract string CodeLabel { get; }

    public abstract string BadCodeForm { get; }

    public abstract string WordCode { get; }

    public abstract string WordLookAgain { get; }

    public abstract string WordWait { get; }

    public abstract string CodeMissing(string number);

    public abstract string BadCode { get; }

    public abstract string CodeAdvice { get; }

    /// <summary>At the door, where nobody can be asked for a code.</summary>
    public abstract string CodeAtDoor { get; }

    /// <summary>How long no code is looked at.</summary>
    public abstract string Wait(string student, int seconds);

    public abstract string WaitAdvice { get; }

    /// <summary>The time is over.</summary>
    public abstract string WaitIsOver { get; }

    public abstract string Device { get; }

    public abstract string DeviceAdvice { get; }

    public abstract string Network { get; }

    public abstract string NetworkAdvice { get; }

    public abstract string Removed(string student);

    public abstract string RemovedAdvice { get; }

    public abstract string Unlisted(string student, string number);

    /// <summary>How a student insists on the form.</summary>
    public abstract string UnlistedAdvice { get; }

    /// <summary>How a student insists at the door.</summary>
    public abstract string UnlistedAtDoor { get; }

    /// <summary>Insisting did not help.</summary>
    public abstract string UnlistedFinal { get; }
}
