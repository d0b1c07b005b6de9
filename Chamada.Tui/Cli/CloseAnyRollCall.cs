using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>
/// <c>teacher --close --admin</c>: closes what somebody else left open, by a key that has the right to. The list is printed and not kept:
/// it waits on the server for the teacher who opened the roll call.
/// </summary>
internal static class CloseAnyRollCall
{
    /// <summary>Closes and reports.</summary>
    public static async Task<int> RunAsync(ScriptedCall call, ClassNumber number, CancellationToken cancellation)
    {
        await using RepeatedRequests requests = call.Connect();
        ClientResult<CloseReply> answer = await requests.AskAsync(
            (client, ct) => client.CloseAnyAsync(number, ct), cancellation, isLong: true).ConfigureAwait(false);
        if (!answer.Try(out CloseReply? closed, out ClientError? error))
        {
            return Report(call, error, number);
        }

        ClosedLines.Write(call, SavedList.From(closed, call.Server, Roster.Empty));
        call.Output.Flush();
        if (!call.Json)
        {
            call.Output.WriteLine(call.Text.ListWaitsForOwner);
        }

        return ExitCode.Done;
    }

    /// <summary>A server of before there was this right takes the word for a token.</summary>
    private static int Report(ScriptedCall call, ClientError error, ClassNumber number)
    {
        string? refusal = error switch
        {
            { Fault: not ClientFault.Refused } or { IsWrongKey: true } => null,
            { Code: "NOAUTH" } => call.Text.AdminKeyNeeded,
            { Code: "NOPERM" } => call.Text.NoAdminKey(number),
            { Code: "DENIED" } => call.Text.AdminUnknown(call.Server),
            _ => null,
        };
        if (refusal is null)
        {
            return call.Report(error, number);
        }

        call.Output.Error(refusal);
        return ExitCode.Refused;
    }
}
