using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Students;

/// <summary>A refusal in words: one large, a sentence, and what to do next.</summary>
/// <param name="Word">In a word or two; null for that of any refusal.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Tone">Of the band: what the student can put right is no failure yet.</param>
internal sealed record RefusalWords(string? Word, string Sentence, string Advice, Tone Tone = Tone.WarningBand)
{
    /// <summary>The words of a refusal; null for one that this program has no words of its own for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="strings">The words.</param>
    /// <param name="clock">Measures how long is left to wait.</param>
    /// <param name="isDoor">Whether it is read at the door, where only a number can be typed.</param>
    public static RefusalWords? Of(StudentAnswer answer, ScreenStrings strings, TimeProvider clock, bool isDoor)
    {
        AnswerText words = strings.Answers;
        (string student, string number) = (answer.Student.ToString(), answer.Class.ToString());
        return answer is not { Outcome: StudentOutcome.Refused, Error: null } ? null : answer.Detail switch
        {
            "BADCODE" => new RefusalWords(
                words.WordCode, answer.HadCode ? words.BadCode : words.CodeMissing(number), isDoor ? words.CodeAtDoor : words.CodeAdvice),
            "WAIT" when answer.LeftToWait(clock) is > 0 and int seconds =>
                new RefusalWords(words.WordWait, words.Wait(student, seconds), words.WaitAdvice),
            "WAIT" => new RefusalWords(words.WordCode, words.WaitIsOver, isDoor ? words.CodeAtDoor : ""),
            "DEVICE" => new RefusalWords(null, words.Device, words.DeviceAdvice, Tone.BadBand),
            "NETWORK" => new RefusalWords(null, words.Network, words.NetworkAdvice, Tone.BadBand),
            "REMOVED" => new RefusalWords(null, words.Removed(student), words.RemovedAdvice, Tone.BadBand),
            "UNLISTED" => new RefusalWords(
                words.WordLookAgain, words.Unlisted(student, number),
                answer.WasConfirmed ? words.UnlistedFinal : isDoor ? words.UnlistedAtDoor : words.UnlistedAdvice),
            _ => null,
        };
    }
}
