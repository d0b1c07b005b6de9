using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>student --class … --student …</c>: registers one student.</summary>
internal static class RegisterStudent
{
    /// <summary>
    /// Registers and reports. A student who was registered already, perhaps by this very call whose answer was lost, is present;
    /// the time is that of the first registration.
    /// </summary>
    /// <param name="call">The server, and how to report.</param>
    /// <param name="number">The class.</param>
    /// <param name="student">Who.</param>
    /// <param name="options">What the student brings along.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<int> RunAsync(
        ScriptedCall call, ClassNumber number, StudentId student, PresentOptions options, CancellationToken cancellation)
    {
        await using RepeatedRequests requests = call.Connect();
        ClientResult<PresenceReply> answer = await requests.AskAsync(
            (client, ct) => client.PresentAsync(number, student, options, ct), cancellation).ConfigureAwait(false);
        return answer.Try(out PresenceReply? reply, out ClientError? error)
            ? Print(call, number, student, reply, options.WantsReceipt)
            : call.Report(error, number);
    }

    /// <summary>Prints the answer for one student, and answers the exit code.</summary>
    public static int Print(ScriptedCall call, ClassNumber number, StudentId student, PresenceReply reply, bool wantsReceipt = false)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", reply.Class.Value);
                json.WriteString("student", student.ToString());
                json.WriteString("result", reply.Word.ToLowerInvariant());
                json.WriteTime("at", reply.At);
                if (reply.Wait is { } wait)
                {
                    json.WriteNumber("wait", (long)wait.TotalSeconds);
                }

                if (reply.Receipt is { } receipt)
                {
                    json.WriteString("receipt", receipt.ToString());
                }
            });
        }
        else
        {
            call.Output.WriteLine(reply.Word switch
            {
                "REGISTERED" => call.Text.Registered(number, student, reply.At),
                "ALREADY" => call.Text.Already(number, student, reply.At),
                "CLOSED" => call.Text.NoRollCall(number, student, reply.At),
                "WAIT" when reply.Wait is { } wait => call.Text.Waits(number, student, reply.At, wait),
                _ => call.Text.OtherRefusal(number, student, reply.At, reply.Word),
            });
            if (reply.Receipt is { } receipt)
            {
                call.Output.WriteLine(call.Text.Receipt(receipt));
            }
        }

        if (wantsReceipt && reply is { IsPresent: true, Receipt: null })
        {
            call.Output.Error(call.Text.NoReceipt);
        }

        return reply.IsPresent ? ExitCode.Done : ExitCode.Refused;
    }
}
