using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Models;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher --open</c>: opens a roll call and keeps the right to close it.</summary>
internal static class OpenRollCall
{
    /// <summary>Opens and reports. The token is on disk before the server hears of it.</summary>
    public static async Task<int> RunAsync(ScriptedCall call, ClassNumber number, CancellationToken cancellation)
    {
        TeacherFolderTokens tokens = call.Context.TeacherFolder.Tokens;
        if (!tokens.Reserve(call.Server, number, RollClient.NewToken).Try(out ReservedToken? reserved, out FolderError? unwritable))
        {
            call.Output.Error(call.Text.TokenNotStored(unwritable.Path, unwritable.Cause));
            return ExitCode.Failed;
        }

        using (reserved)
        await using (ServerCalls calls = call.Connect())
        {
            ClientResult<OpenedRoll> answer = await calls.CallAsync(
                (client, ct) => client.OpenAsync(number, reserved.Token, cancellation: ct), cancellation).ConfigureAwait(false);
            if (answer.Try(out OpenedRoll? opened, out ClientError? error))
            {
                Print(call, opened);
                return Warn(call, reserved.Confirm(opened.OpenedAt));
            }

            // A token stays when the server may have opened with it: closing, or opening again, takes it up.
            if (error is { Fault: ClientFault.Refused, Code: "EXISTS" or "DENIED" } || (!reserved.IsTakenUp && !calls.EverConnected))
            {
                Warn(call, reserved.Forget());
            }

            if (error is { Fault: ClientFault.Refused, Code: "EXISTS" })
            {
                bool ours = await IsOursAsync(call, calls, number, cancellation).ConfigureAwait(false);
                call.Output.Error(call.Text.AlreadyOpen(number, ours));
                return ExitCode.Refused;
            }

            return call.Report(error, number);
        }
    }

    private static async Task<bool> IsOursAsync(ScriptedCall call, ServerCalls calls, ClassNumber number, CancellationToken cancellation)
    {
        foreach (StoredToken stored in call.Context.TeacherFolder.Tokens.Find(call.Server, number).Value ?? [])
        {
            ClientResult<RollListing> listing = await calls.CallAsync(
                (client, ct) => client.ListAsync(number, stored.Token, ct), cancellation).ConfigureAwait(false);
            if (listing.Value is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Print(ScriptedCall call, OpenedRoll opened)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", opened.Class.Value);
                json.WriteTime("opened", opened.OpenedAt);
            });
        }
        else
        {
            call.Output.WriteLine(call.Text.Opened(opened.Class, opened.OpenedAt));
        }

        call.Output.Flush();
    }

    private static int Warn(ScriptedCall call, FolderError? error)
    {
        if (error is not null)
        {
            call.Output.Error(call.Text.TokenNotUpdated(error.Path, error.Cause));
        }

        return ExitCode.Done;
    }
}
