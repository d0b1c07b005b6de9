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
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<int> RunAsync(ScriptedCall call, ClassNumber number, TimeSpan? limit, CancellationToken cancellation)
    {
        await using ServerCalls calls = call.Connect();
        while (true)
        {
            TokenFolder tokens = call.Context.TeacherFolder.Tokens;
            if (!tokens.Reserve(call.Server, number, RollClient.NewToken).Try(out ReservedToken? reserved, out FolderError? unwritable))
            {
                call.Output.Error(call.Text.TokenNotStored(unwritable.Path, unwritable.Cause));
                return ExitCode.Failed;
            }

            using (reserved)
            {
                ClientResult<OpenReply> answer = await calls.CallAsync(
                    (client, ct) => client.OpenAsync(number, reserved.Token, limit, ct), cancellation).ConfigureAwait(false);
                if (answer.Try(out OpenReply? opened, out ClientError? error))
                {
                    Print(call, opened);
                    Warn(call, reserved.Confirm(opened.OpenedAt));
                    return ExitCode.Done;
                }

                if (error.Code != "DENIED" || !reserved.IsTakenUp)
                {
                    return await RefuseAsync(call, calls, number, reserved, error, cancellation).ConfigureAwait(false);
                }

                // The lost request did open a roll call, whose time is over by now. Its list is still to be fetched by closing;
                // the new roll call gets a token of its own.
                if (reserved.Confirm(null) is { } unwritten)
                {
                    call.Output.Error(call.Text.TokenNotStored(unwritten.Path, unwritten.Cause));
                    return ExitCode.Failed;
                }
            }
        }
    }

    private static async Task<int> RefuseAsync(
        ScriptedCall call, ServerCalls calls, ClassNumber number, ReservedToken reserved, ClientError error, CancellationToken cancellation)
    {
        // A token stays when the server may have opened with it: closing, or opening again, takes it up.
        bool exists = error is { Fault: ClientFault.Refused, Code: "EXISTS" }, denied = error is { Fault: ClientFault.Refused, Code: "DENIED" };
        if (exists || denied || (!reserved.IsTakenUp && !calls.EverConnected))
        {
            Warn(call, reserved.Forget());
        }

        if (denied)
        {
            call.Output.Error(call.Text.OpenDenied(call.Server));
            return ExitCode.Refused;
        }

        if (!exists)
        {
            return call.Report(error, number);
        }

        bool ours = await IsOursAsync(call, calls, number, cancellation).ConfigureAwait(false);
        call.Output.Error(call.Text.AlreadyOpen(number, ours));
        return ExitCode.Refused;
    }

    private static async Task<bool> IsOursAsync(ScriptedCall call, ServerCalls calls, ClassNumber number, CancellationToken cancellation)
    {
        foreach (StoredToken stored in call.Context.TeacherFolder.Tokens.Find(call.Server, number).Value ?? [])
        {
            ClientResult<ListReply> listing = await calls.CallAsync(
                (client, ct) => client.ListAsync(number, stored.Token, ct), cancellation).ConfigureAwait(false);
            if (listing.Value is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Print(ScriptedCall call, OpenReply opened)
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

    private static void Warn(ScriptedCall call, FolderError? error)
    {
        if (error is not null)
        {
            call.Output.Error(call.Text.TokenNotUpdated(error.Path, error.Cause));
        }
    }
}
