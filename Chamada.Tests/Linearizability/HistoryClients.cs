using System.Diagnostics;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Linearizability;

/// <summary>
/// Clients that work on one class at the same time, each with a connection to one of several servers, and write down what they asked and
/// were told. Nothing is asked twice: a request without an answer stays one.
/// </summary>
/// <param name="servers">The servers; a client whose connection breaks goes on with the next.</param>
internal sealed class HistoryClients(IReadOnlyList<ServerAddress> servers) : IAsyncDisposable
{
    /// <summary>How many clients there are.</summary>
    public const int Count = 3;

    private const int Students = 3, Tokens = 4;

    private readonly IRollClient?[] _clients = new IRollClient?[Count];
    private readonly int[] _turns = [.. Enumerable.Range(0, Count)];

    /// <summary>Lets the clients work, and answers what they saw.</summary>
    /// <param name="number">A class that nobody else uses.</param>
    /// <param name="seed">Of what is chosen by chance.</param>
    /// <param name="requests">How many requests each makes.</param>
    public async Task<IReadOnlyList<Operation>> RecordAsync(ClassNumber number, int seed, int requests)
    {
        string[] tokens = [.. Enumerable.Range(0, Tokens).Select(static _ => RollClient.NewToken())];
        int newest = 0;
        List<Operation>[] histories = await Task.WhenAll(Enumerable.Range(0, Count).Select(async index =>
        {
            Random random = new((seed * Count) + index);
            List<Operation> history = [];
            for (int i = 0; i < requests; i++)
            {
                Operation choice = Choose(random, isFirst: i == 0, Volatile.Read(ref newest));
                Operation done = await AskAsync(index, number, choice, tokens[choice.Token < 0 ? 0 : choice.Token]);
                if (done is { Verb: Verb.Open, Answer: "OPENED" })
                {
                    Volatile.Write(ref newest, done.Token);
                }

                history.Add(done);
            }

            return history;
        }));
        return [.. histories.SelectMany(static history => history)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IRollClient? client in _clients)
        {
            if (client is not null)
            {
                await client.DisposeAsync();
            }
        }
    }

    /// <summary>What is asked next: mostly registrations, and what is about the roll call that was opened last.</summary>
    private static Operation Choose(Random random, bool isFirst, int newest)
    {
        Verb verb = isFirst && random.Next(2) == 0 ? Verb.Open : random.Next(100) switch
        {
            < 12 => Verb.Open,
            < 24 => Verb.Close,
            < 40 => Verb.List,
            < 48 => Verb.MarkPresent,
            < 56 => Verb.MarkAbsent,
            _ => Verb.Present,
        };
        int token = verb == Verb.Present ? -1
            : random.Next(4) == 0 ? random.Next(Tokens)
            : verb == Verb.Open ? Math.Min(newest + random.Next(2), Tokens - 1)
            : newest;
        return new Operation(verb, token, random.Next(Students), 0, long.MaxValue, null);
    }

    private async Task<Operation> AskAsync(int index, ClassNumber number, Operation choice, string token)
    {
        IRollClient client = await ConnectAsync(index);
        long invoked = Stopwatch.GetTimestamp();
        (string? answer, ClientError? error) = await SendAsync(client, number, choice, token);
        long responded = Stopwatch.GetTimestamp();
        bool isUnknown = error is { Fault: not ClientFault.Refused } or { IsUnavailable: true };
        return choice with
        {
            Invoked = invoked,
            Responded = isUnknown ? long.MaxValue : responded,
            Answer = isUnknown ? null : answer ?? error!.Code,
        };
    }

    private async Task<IRollClient> ConnectAsync(int index)
    {
        if (_clients[index] is { IsConnected: true } standing)
        {
            return standing;
        }

        return _clients[index] = await Poll.ForAsync(
            async () => (await RollClient.ConnectAsync(
                servers[_turns[index]++ % servers.Count], cancellation: TestContext.Current.CancellationToken)).Value,
            "a server that answers");
    }

    private static async Task<(string? Answer, ClientError? Error)> SendAsync(
        IRollClient client, ClassNumber number, Operation choice, string token)
    {
        StudentId student = Student(choice.Student);
        switch (choice.Verb)
        {
            case Verb.Open:
                ClientResult<OpenReply> opened = await client.OpenAsync(number, token, OpenOptions.None);
                return (opened.Value is null ? null : "OPENED", opened.Error);
            case Verb.Present:
                return Said(await client.PresentAsync(number, student, PresentOptions.None));
            case Verb.MarkPresent or Verb.MarkAbsent:
                return Said(await client.MarkAsync(number, token, student, choice.Verb == Verb.MarkPresent));
            case Verb.List:
                ClientResult<ListReply> list = await client.ListAsync(number, token);
                return (list.Value is { } listing ? Listed(listing.Students) : null, list.Error);
            default:
                ClientResult<CloseReply> closed = await client.CloseAsync(number, token);
                return (closed.Value is { } reply ? Listed(Times(reply)) : null, closed.Error);
        }
    }

    private static (string? Answer, ClientError? Error) Said(ClientResult<PresenceReply> result) =>
        (result.Value is not { } reply ? null
            : reply.Word is "REGISTERED" or "ALREADY" ? $"{reply.Word} {reply.At.ToUnixTimeMilliseconds()}"
            : reply.Word, result.Error);

    private static string Listed(IEnumerable<PresentStudent> students) => string.Join(' ', students.Select(static present =>
        $"{present.Student}@{present.At.ToUnixTimeMilliseconds()}").Prepend("LIST"));

    /// <summary>The list of a closed roll call has no times; its record has.</summary>
    private static IEnumerable<PresentStudent> Times(CloseReply closed) => closed.Students.Select(student => new PresentStudent(
        student, closed.Record.Last(entry => entry.Student == student && entry.Mark.IsDecisive()).At));

    private static StudentId Student(int number) =>
        StudentId.TryParse(number.ToString(CultureInfo.InvariantCulture), out StudentId student) ? student : default;
}
