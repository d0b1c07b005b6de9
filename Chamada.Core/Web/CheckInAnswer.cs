using Chamada.Core.Rolls;
using Chamada.Core.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace Chamada.Core.Web;

/// <summary>What a student reads, or a program, after a registration was decided.</summary>
/// <param name="text">The language.</param>
/// <param name="number">The class that was asked for.</param>
/// <param name="fields">What was filled in.</param>
/// <param name="open">The open roll calls.</param>
internal sealed class CheckInAnswer(PageText text, ClassNumber number, CheckInFields fields, RollSummaries open)
{
    private const int Refused = StatusCodes.Status403Forbidden;

    /// <summary>The outcome for a program.</summary>
    public static Answer ForProgram(PageText text, RollOutcome outcome, StudentId student)
    {
        if (outcome.Word == RollWord.Unavailable)
        {
            return Answer.Error(StatusCodes.Status503ServiceUnavailable, text.Unavailable);
        }

        (int status, string result) = outcome.Word switch
        {
            RollWord.Registered => (StatusCodes.Status200OK, "registered"),
            RollWord.Already => (StatusCodes.Status200OK, "already"),
            RollWord.Wait => (StatusCodes.Status429TooManyRequests, "wait"),
            RollWord.NoRollCall => (Refused, "closed"),
            RollWord.Removed => (Refused, "removed"),
            RollWord.BadCode => (Refused, "badcode"),
            RollWord.DeviceUsed => (Refused, "device"),
            RollWord.OtherNetwork => (Refused, "network"),
            RollWord.Full => (Refused, "full"),
            RollWord.Unlisted => (Refused, "unlisted"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        return Answer.Result(status, outcome, student, result) with { RetryAfter = (outcome.Detail as WaitingTime)?.Seconds };
    }

    /// <summary>The form again, with what is wrong in it.</summary>
    public Answer ForFault(FieldFault fault)
    {
        Notice notice = new(NoticeKind.Bad, fault.Heading) { Advice = fault.Advice is { } advice ? [advice] : [], HasFocus = false };
        return Answer.Page(StatusCodes.Status400BadRequest, CheckInPage.Write(text, FormWith(fields.TypedCode, fault.Field), notice));
    }

    /// <summary>The outcome for a person.</summary>
    public Answer ForPerson(RollOutcome outcome)
    {
        string refusedAt = text.RefusedAt(PageText.Clock(outcome.At));
        return outcome.Word switch
        {
            RollWord.Registered => Done(NoticeKind.Good, text.Registered, text.RegisteredAdvice, outcome.At),
            RollWord.Already => Done(NoticeKind.Same, text.Already, text.AlreadyAdvice, outcome.At),
            RollWord.NoRollCall => Answer.Page(Refused, StartPage.Write(
                text, open, new Notice(NoticeKind.Bad, text.NotOpen(number)) { Advice = [text.NotOpenAdvice, refusedAt] },
                again: $"/{number}")),
            RollWord.Removed => Final(Refused, text.Removed, text.RemovedAdvice, refusedAt),
            RollWord.DeviceUsed => Final(Refused, text.Device, text.DeviceAdvice, refusedAt),
            RollWord.Unavailable => Final(StatusCodes.Status503ServiceUnavailable, text.Unavailable, text.UnavailableAdvice),
            RollWord.BadCode => Again(CheckInField.Code, fields.Code is null ? text.CodeMissing : text.BadCode,
                fields.Code is null ? text.CodeMissingAdvice : text.BadCodeAdvice),
            RollWord.Unlisted => Unlisted(),
            RollWord.Full => Final(Refused, text.Full, text.FullAdvice, refusedAt),
            RollWord.OtherNetwork => Again(CheckInField.None, text.Network, text.NetworkAdvice),
            RollWord.Wait => Wait(((WaitingTime)outcome.Detail!).Seconds),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    private Answer Done(NoticeKind kind, string heading, string advice, Stamp at)
    {
        Notice notice = new(kind, heading) { Details = CheckInPage.Details(text, number, fields.Student, at), Advice = [advice] };
        return Answer.Page(StatusCodes.Status200OK, CheckInPage.Write(text, notice));
    }

    private Answer Final(int status, string heading, params string[] advice) =>
        Answer.Page(status, CheckInPage.Write(text, new Notice(NoticeKind.Bad, heading) { Advice = advice }));

    private Answer Again(CheckInField wrong, string heading, string advice)
    {
        Notice notice = new(NoticeKind.Bad, heading) { Advice = [advice], HasFocus = wrong == CheckInField.None };
        return Answer.Page(Refused, CheckInPage.Write(text, FormWith(wrong == CheckInField.Code ? "" : fields.TypedCode, wrong), notice));
    }

    /// <summary>Where the rule lets a student insist, the page offers it, once.</summary>
    private Answer Unlisted()
    {
        bool mayConfirm = open.Find(number) is { MayConfirm: true } && !fields.IsConfirmed;
        Notice notice = new(NoticeKind.Bad, text.Unlisted(fields.Student, number))
        {
            Advice = [text.UnlistedAdvice, mayConfirm ? text.UnlistedConfirmAdvice : text.UnlistedFinalAdvice],
            HasFocus = false,
        };
        CheckInForm form = FormWith(fields.TypedCode, CheckInField.Student) with { MayConfirm = mayConfirm };
        return Answer.Page(Refused, CheckInPage.Write(text, form, notice));
    }

    private Answer Wait(int seconds)
    {
        Notice notice = new(NoticeKind.Wait, text.Wait) { Advice = [text.WaitAdvice(PageText.Duration(seconds))] };
        return Answer.Page(StatusCodes.Status429TooManyRequests, CheckInPage.Write(text, FormWith("", CheckInField.None), notice)) with
        {
            RetryAfter = seconds,
        };
    }

    private CheckInForm FormWith(string code, CheckInField wrong)
    {
        RollTerms? terms = open.Find(number);
        return new CheckInForm(number)
        {
            Student = fields.TypedStudent,
            Code = code,
            Wrong = wrong,
            HasLetters = fields.TypedStudent.Any(static c => !char.IsAsciiDigit(c)),
            AsksCode = terms is { AsksCode: true } || wrong == CheckInField.Code,
            OpenedAt = terms?.OpenedAt,
        };
    }
}
