using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Linearizability;

/// <summary>Many histories, several at a time, each checked as soon as it is there.</summary>
internal static class HistoryCampaign
{
    private const int AtOnce = 4, Requests = 8;

    /// <summary>Fails with the first history that cannot be explained.</summary>
    /// <param name="servers">The servers, which share one truth.</param>
    /// <param name="histories">How many.</param>
    /// <param name="firstClass">Each history has a class of its own, from this on.</param>
    /// <returns>How many requests got an answer, and how many had their effect while another was under way.</returns>
    public static async Task<(int Answered, int Overlapping)> RunAsync(
        IReadOnlyList<ServerAddress> servers, int histories, long firstClass = 1000)
    {
        int next = -1, answered = 0, overlapping = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async worker =>
        {
            await using HistoryClients clients = new([.. servers.Skip(worker % servers.Count), .. servers.Take(worker % servers.Count)]);
            for (int i = Interlocked.Increment(ref next); i < histories; i = Interlocked.Increment(ref next))
            {
                IReadOnlyList<Operation> history = await clients.RecordAsync(ClassNumber.From(firstClass + i), seed: i, Requests);
                if (HistoryCheck.Explain(history) is null)
                {
                    Interlocked.Add(ref next, histories); // One is enough: the others begin no more.
                    Assert.Fail(
                        $"history {i} cannot be explained:\n{string.Join('\n', history.OrderBy(static operation => operation.Invoked))}");
                }

                Interlocked.Add(ref answered, history.Count(static operation => operation.IsAnswered));
                Interlocked.Add(ref overlapping, history.Count(operation => history.Any(other =>
                    other != operation && other.Invoked < operation.Responded && operation.Invoked < other.Responded)));
            }
        }));
        return (answered, overlapping);
    }
}
