using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher --open</c>: opens a roll call and keeps the right to close it.</summary>
internal static class OpenRollCall
{
    /// <summary>Opens and reports. The token is on disk before the server hears of it.</summary>
    /// <param name="call">The server, and how to report.</param>
    /// <param name="number">The class.</param>
    /// <param name="limit">After how long the roll call closes by itself; null for never.</param>
    /// <param name="showsQr">Whether to draw where phones find it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<int> RunAsync(
        ScriptedCall call, ClassNumber number, TimeSpan? limit, bool showsQr, CancellationToken cancellation)
    {
        await using RepeatedRequests requests = call.Connect();
        Opening opening = await call.Deliver(requests).OpenAsync(number, limit, cancellation).ConfigureAwait(false);
        if (opening.Token is not null)
        {
            Print(call, number, opening.OpenedAt!.Value);
            if (showsQr)
            {
                await QrOutput.WriteAsync(call, number, code: null, cancellation).ConfigureAwait(false);
            }

            Warn(call, opening.FolderError);
            return ExitCode.Done;
        }

        if (opening is { Refusal: null, Error: null, FolderError: { } unwritable })
        {
            call.Output.Error(call.Text.TokenNotStored(unwritable.Path, call.Context.Text.Folder.Cause(unwritable)));
            return ExitCode.Failed;
        }

        Warn(call, opening.FolderError);
        switch (opening.Refusal)
        {
            case { Code: "DENIED" }:
                call.Output.Error(call.Text.OpenDenied(call.Server));
                return ExitCode.Refused;
            case { Code: "EXISTS" }:
                bool ours = await IsOursAsync(call, requests, number, cancellation).ConfigureAwait(false);
                call.Output.Error(call.Text.AlreadyOpen(number, ours));
                return ExitCode.Refused;
            default:
                return call.Report(opening.Refusal ?? opening.Error!, number);
        }
    }

    private static async Task<bool> IsOursAsync(ScriptedCall call, RepeatedRequests requests, ClassNumber number,
        CancellationToken cancellation)
    {
        foreach (StoredToken stored in call.Context.TeacherFolder.Tokens.Find(call.Server, number).Value?.AsEnumerable() ?? [])
        {
            ClientResult<ListReply> listing = await requests.AskAsync(
                (client, ct) => client.ListAsync(number, stored.Token, ct), cancellation).ConfigureAwait(false);
            if (listing.Value is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Print(ScriptedCall call, ClassNumber number, DateTimeOffset openedAt)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", number.Value);
                json.WriteTime("opened", openedAt);
            });
        }
        else
        {
            call.Output.WriteLine(call.Text.Opened(number, openedAt));
        }

        call.Output.Flush();
    }

    private static void Warn(ScriptedCall call, FolderError? error)
    {
        if (error is not null)
        {
            call.Output.Error(call.Text.TokenNotUpdated(error.Path, call.Context.Text.Folder.Cause(error)));
        }
    }
}
