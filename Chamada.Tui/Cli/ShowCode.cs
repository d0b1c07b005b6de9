using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher --code</c> alone: the code that a roll call of this account asks for now.</summary>
internal static class ShowCode
{
    /// <summary>Asks and prints.</summary>
    /// <param name="call">The server, and how to report.</param>
    /// <param name="number">The class.</param>
    /// <param name="showsQr">Whether to draw where phones find it, the code filled in.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<int> RunAsync(ScriptedCall call, ClassNumber number, bool showsQr, CancellationToken cancellation)
    {
        if (!HeldTokens.Find(call, number).Try(out IReadOnlyList<StoredToken>? tokens, out int code))
        {
            return code;
        }

        await using RepeatedRequests requests = call.Connect();
        ClientError? refusal = null;
        foreach (StoredToken token in tokens)
        {
            ClientResult<CodeReply> answer = await requests.AskAsync(
                (client, ct) => client.CodeAsync(number, token.Token, ct), cancellation).ConfigureAwait(false);
            if (answer.Try(out CodeReply? reply, out ClientError? error))
            {
                Print(call, reply);
                if (showsQr)
                {
                    await QrOutput.WriteAsync(call, number, reply.Code?.ToString(), cancellation).ConfigureAwait(false);
                }

                return ExitCode.Done;
            }

            if (!error.HasNothingUnderToken)
            {
                return call.Report(error, number);
            }

            refusal ??= error;
        }

        return call.Report(refusal!, number);
    }

    private static void Print(ScriptedCall call, CodeReply reply)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", reply.Class.Value);
                json.WriteString("code", reply.Code?.ToString() ?? "");
                json.WriteNumber("left", (long)reply.Left.TotalMilliseconds);
                json.WriteNumber("period", (long)reply.Period.TotalMilliseconds);
            });
        }
        else
        {
            call.Output.WriteLine(reply.Code is { } code ? call.Text.Code(reply.Class, code, reply.Left) : call.Text.NoCode(reply.Class));
        }
    }
}
