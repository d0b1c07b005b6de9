using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary><c>teacher --list</c> and <c>teacher --rolls</c>: what is open, and who is present.</summary>
internal static class ListRollCall
{
    /// <summary>Prints who is present in an open roll call of this account.</summary>
    public static async Task<int> RunAsync(ScriptedCall call, ClassNumber number, CancellationToken cancellation)
    {
        if (!HeldTokens.Find(call, number).Try(out IReadOnlyList<StoredToken>? tokens, out int code))
        {
            return code;
        }

        await using RepeatedRequests requests = call.Connect();
        ClientError? refusal = null;
        foreach (StoredToken token in tokens)
        {
            ClientResult<ListReply> answer = await requests.AskAsync(
                (client, ct) => client.ListAsync(number, token.Token, ct), cancellation, isLong: true).ConfigureAwait(false);
            if (answer.Try(out ListReply? listing, out ClientError? error))
            {
                Print(call, listing);
                return ExitCode.Done;
            }

            if (!error.HasNothingUnderToken)
            {
                return call.Report(error, number);
            }

            refusal ??= error;
        }

        return call.ReportNothingUnder(tokens[0], refusal!);
    }

    /// <summary>Prints which roll calls are open, whoever opened them.</summary>
    public static async Task<int> RunRollsAsync(ScriptedCall call, CancellationToken cancellation)
    {
        await using RepeatedRequests requests = call.Connect();
        ClientResult<IReadOnlyList<RollsLine>> answer = await requests.AskAsync(
            static (client, ct) => client.RollsAsync(ct), cancellation).ConfigureAwait(false);
        if (!answer.Try(out IReadOnlyList<RollsLine>? rolls, out ClientError? error))
        {
            return call.Report(error, ClassNumber.Refused);
        }

        foreach (RollsLine roll in rolls)
        {
            if (call.Json)
            {
                JsonLine.Write(call.Output, json =>
                {
                    json.WriteNumber("class", roll.Class.Value);
                    json.WriteTime("opened", roll.OpenedAt);
                    json.WriteNumber("count", roll.Count);
                });
            }
            else
            {
                call.Output.WriteLine(call.Text.RollLine(roll));
            }
        }

        if (rolls.Count == 0 && !call.Json)
        {
            call.Output.WriteLine(call.Text.NoRolls(call.Servers));
        }

        return ExitCode.Done;
    }

    private static void Print(ScriptedCall call, ListReply listing)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", listing.Class.Value);
                json.WriteTime("opened", listing.OpenedAt);
                json.WriteStartArray("students");
                foreach (PresentStudent student in listing.Students)
                {
                    json.WriteStringValue(student.Student.ToString());
                }

                json.WriteEndArray();
            });
            return;
        }

        call.Output.WriteLine(call.Text.ListHead(listing.Class, listing.OpenedAt, listing.Students.Count));
        int width = listing.Students.Select(static student => student.Student.Length).DefaultIfEmpty().Max();
        for (int i = 0; i < listing.Students.Count; i++)
        {
            call.Output.WriteLine(call.Text.ListLine(i + 1, listing.Students[i].Student, listing.Students[i].At, width));
        }
    }
}
