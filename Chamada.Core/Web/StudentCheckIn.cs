using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Web.Http;
using Microsoft.AspNetCore.Http;

namespace Chamada.Core.Web;

/// <summary>A student's registration by the form of a page, or by a program that sends the same fields.</summary>
/// <param name="options">The roll calls, and who asks.</param>
internal sealed class StudentCheckIn(WebOptions options)
{
    /// <summary>Reads the form, asks the roll book, and answers when what it decided is durable.</summary>
    public async Task<Answer> AnswerAsync(HttpContext context, ClassNumber number, Asker asker)
    {
        bool isForm = context.Request.HasFormContentType;
        if (!isForm && WebApplication.HasBody(context))
        {
            throw new BadHttpRequestException("A form is expected.", StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form = isForm ? await context.Request.ReadFormAsync().ConfigureAwait(false) : FormCollection.Empty;
        PipedConnection peer = context.Features.Get<PipedConnection>()!;
        FieldFault? fault = CheckInFields.Read(form, asker.Text, out CheckInFields fields);
        RollOutcome outcome = fault is null
            ? await AskAsync(peer, RequestOf(context, number, fields)).ConfigureAwait(false)
            : default;
        if (asker.IsProgram)
        {
            return fault is null
                ? CheckInAnswer.ForProgram(asker.Text, outcome, fields.Student)
                : Answer.Error(StatusCodes.Status400BadRequest, fault.Line);
        }

        // Of what is open, only those are told who have to look again.
        bool isDone = fault is null && outcome.Word is RollWord.Registered or RollWord.Already;
        RollSummaries open = isDone ? RollSummaries.None : await OpenAsync(peer).ConfigureAwait(false);
        CheckInAnswer answer = new(asker.Text, number, fields, open);
        return fault is null ? answer.ForPerson(outcome) : answer.ForFault(fault);
    }

    /// <summary>The open roll calls; those that are durable, when nothing more is.</summary>
    public async Task<RollSummaries> OpenAsync(PipedConnection peer)
    {
        RollOutcome outcome = await AskAsync(peer, new RollRequest(ClassNumber.Refused, RollsCommand.Instance)).ConfigureAwait(false);
        return outcome.Open ?? RollSummaries.None;
    }

    /// <summary>A browser's device is the cookie that it came with: what the answer sets, it may not keep.</summary>
    private static RollRequest RequestOf(HttpContext context, ClassNumber number, in CheckInFields fields)
    {
        DeviceNumber? device = DeviceCookie.Read(context.Request) is { } cookie
            && DeviceNumber.TryParse(Encoding.ASCII.GetBytes(cookie), out DeviceNumber kept) ? kept : null;
        return new RollRequest(number, fields.Student, new PresentCommand(new PresenceProof(fields.Code, device, fields.IsConfirmed)));
    }

    private async Task<RollOutcome> AskAsync(PipedConnection peer, RollRequest request)
    {
        peer.Deciding();
        try
        {
            RollOutcome outcome = await options.Book.AskAsync(request, options.CallerOf(peer.RemoteEndPoint)).ConfigureAwait(false);
            options.Counted(request, outcome.Word);
            return outcome;
        }
        finally
        {
            peer.Decided();
        }
    }
}
