using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Core.Web.Http;
using Chamada.Core.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Chamada.Core.Web;

/// <summary>A student's registration by the form of a page, or by a program that sends the same fields.</summary>
/// <param name="book">The roll calls.</param>
internal sealed class StudentCheckIn(IRollBook book)
{
    private const int MostShown = 40;

    /// <summary>Reads the form, asks the roll book, and answers when what it decided is durable.</summary>
    public async Task<Answer> AnswerAsync(HttpContext context, ClassNumber number, Asker asker)
    {
        bool isForm = context.Request.HasFormContentType;
        if (!isForm && WebApplication.HasBody(context))
        {
            throw new BadHttpRequestException("A form is expected.", StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form = !isForm ? FormCollection.Empty : await context.Request.ReadFormAsync().ConfigureAwait(false);
        StringValues students = form["student"], codes = form["code"];
        if (students.Count > 1 || codes.Count > 1)
        {
            return Bad(asker, number, "", asker.Text.TypedTwice, []);
        }

        string typed = Trim(students.ToString());
        if (!StudentId.TryParse(typed, out StudentId student))
        {
            return typed.Length == 0
                ? Bad(asker, number, typed, asker.Text.StudentMissing, [])
                : Bad(asker, number, typed, asker.Text.NoStudent(Shown(typed)), [asker.Text.StudentAdvice]);
        }

        PipedConnection peer = context.Features.Get<PipedConnection>()!;
        RollOutcome outcome = await AskAsync(peer, new RollRequest(number, student)).ConfigureAwait(false);
        return asker.IsProgram
            ? ToProgram(asker, outcome, student)
            : ToPerson(asker.Text, number, student, outcome, await OpenAsync(peer, outcome).ConfigureAwait(false));
    }

    /// <summary>The open roll calls; those that are durable, when nothing more is.</summary>
    public async Task<RollSummaries> OpenAsync(PipedConnection peer) =>
        (await AskAsync(peer, new RollRequest(ClassNumber.Refused, Rolls.Commands.RollsCommand.Instance)).ConfigureAwait(false)).Open
            ?? RollSummaries.None;

    /// <summary>What is meant by what was typed: phones add spaces, and some put invisible characters around what was pasted.</summary>
    public static string Trim(string typed)
    {
        int start = 0, end = typed.Length;
        for (; start < end && IsNothing(typed[start]); start++)
        {
        }

        for (; end > start && IsNothing(typed[end - 1]); end--)
        {
        }

        return typed[start..end];
    }

    /// <summary>Foreign text as it is quoted: without what cannot be seen, and not at any length.</summary>
    public static string Shown(string typed)
    {
        string seen = string.Concat(typed.Where(static c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));
        return seen.Length <= MostShown ? seen : seen[..(char.IsHighSurrogate(seen[MostShown - 1]) ? MostShown - 1 : MostShown)] + "…";
    }

    private static bool IsNothing(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static Answer Bad(Asker asker, ClassNumber number, string typed, string heading, IReadOnlyList<string> advice)
    {
        if (asker.IsProgram)
        {
            return Answer.Error(StatusCodes.Status400BadRequest, string.Join(". ", [heading, .. advice]));
        }

        CheckInForm form =
            new(number) { Student = typed, Wrong = CheckInField.Student, HasLetters = typed.Any(static c => !char.IsAsciiDigit(c)) };
        Notice notice = new(NoticeKind.Bad, heading) { Advice = advice, HasFocus = false };
        return Answer.Page(StatusCodes.Status400BadRequest, CheckInPage.Write(asker.Text, form, notice));
    }

    private static Answer ToProgram(Asker asker, RollOutcome outcome, StudentId student) => outcome.Word switch
    {
        RollWord.Registered => Answer.Result(StatusCodes.Status200OK, outcome, student, "registered"),
        RollWord.Already => Answer.Result(StatusCodes.Status200OK, outcome, student, "already"),
        RollWord.NoRollCall => Answer.Result(StatusCodes.Status403Forbidden, outcome, student, "closed"),
        RollWord.Removed => Answer.Result(StatusCodes.Status403Forbidden, outcome, student, "removed"),
        RollWord.Unavailable => Answer.Error(StatusCodes.Status503ServiceUnavailable, asker.Text.Unavailable),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static Answer ToPerson(PageText text, ClassNumber number, StudentId student, RollOutcome outcome, RollSummaries? open)
    {
        string refusedAt = text.RefusedAt(PageText.Clock(outcome.At));
        Markup details = CheckInPage.Details(text, number, student, outcome.At);
        return outcome.Word switch
        {
            RollWord.Registered => Said(StatusCodes.Status200OK, NoticeKind.Good, text.Registered, details, text.RegisteredAdvice),
            RollWord.Already => Said(StatusCodes.Status200OK, NoticeKind.Same, text.Already, details, text.AlreadyAdvice),
            RollWord.Removed => Said(StatusCodes.Status403Forbidden, NoticeKind.Bad, text.Removed, default, text.RemovedAdvice, refusedAt),
            RollWord.Unavailable =>
                Said(StatusCodes.Status503ServiceUnavailable, NoticeKind.Bad, text.Unavailable, default, text.UnavailableAdvice),
            RollWord.NoRollCall => Answer.Page(StatusCodes.Status403Forbidden, StartPage.Write(
                text, open!, new Notice(NoticeKind.Bad, text.NotOpen(number)) { Advice = [text.NotOpenAdvice, refusedAt] },
                again: $"/{number}")),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

        Answer Said(int status, NoticeKind kind, string heading, Markup details, params string[] advice) =>
            Answer.Page(status, CheckInPage.Write(text, new Notice(kind, heading) { Details = details, Advice = advice }));
    }

    private async Task<RollSummaries?> OpenAsync(PipedConnection peer, RollOutcome outcome) =>
        outcome.Word == RollWord.NoRollCall ? await OpenAsync(peer).ConfigureAwait(false) : null;

    private async Task<RollOutcome> AskAsync(PipedConnection peer, RollRequest request)
    {
        peer.Deciding();
        try
        {
            return await book.AskAsync(request, Caller.Of(peer.RemoteEndPoint, guestsMayOpen: false)).ConfigureAwait(false);
        }
        finally
        {
            peer.Decided();
        }
    }
}
