using System.Net;
using System.Net.Sockets;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols;

/// <summary>Asks another server in the place of a client that cannot be sent there.</summary>
public interface IPeerRelay
{
    /// <summary>Asks to register a student. The other server's word is final: where it in turn names another, nobody goes there.</summary>
    /// <returns>What it answered; null for an answer that means nothing here, or none.</returns>
    /// <exception cref="SocketException">It does not answer.</exception>
    /// <exception cref="OperationCanceledException">It does not answer in time.</exception>
    Task<RollOutcome?> AskAsync(IPEndPoint host, RollRequest request, CancellationToken patience);
}

/// <summary>
/// Decides, for every protocol alike, which students who were refused another server hosts. Who can be sent there is told; for those who
/// cannot, it is asked in their place.
/// </summary>
/// <param name="neighbours">The other servers.</param>
/// <param name="relay">The way to them.</param>
/// <param name="clock">Measures how long they may take.</param>
internal sealed class Redirection(INeighbours neighbours, IPeerRelay relay, TimeProvider clock)
{
    /// <summary>How long the requests of one receive may take together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many receives are passed on at once; one more gets the ordinary answer.</summary>
    private const int Most = 64;

    private int _running;

    /// <summary>The other server that hosts what was refused; null when nothing was, or nobody does. It allocates nothing then.</summary>
    /// <param name="outcome">What this server decided.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="asker">Who would go there.</param>
    public IPEndPoint? HostOf(in RollOutcome outcome, in RollRequest request, IPAddress asker) =>
        outcome.Word == RollWord.NoRollCall ? neighbours.Find(request.Class, asker) : null;

    /// <summary>
    /// Whether a decided batch has a request that another server could meet, and there is room for asking it. Then
    /// <see cref="PassOnAsync"/> must follow.
    /// </summary>
    public bool TryBegin(RollBatch batch)
    {
        ReadOnlySpan<RollOutcome> outcomes = batch.Outcomes;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (HostOf(in outcomes[i], in batch.Requests[i], IPAddress.Loopback) is not null)
            {
                if (Interlocked.Increment(ref _running) <= Most)
                {
                    return true;
                }

                Interlocked.Decrement(ref _running);
                return false;
            }
        }

        return false;
    }

    /// <summary>Asks for each, and puts the answers into the batch. What gets no answer stays refused.</summary>
    public async Task PassOnAsync(RollBatch batch)
    {
        using CancellationTokenSource patience = new(Patience, clock);
        try
        {
            for (int i = 0; i < batch.Count && !patience.IsCancellationRequested; i++)
            {
                if (HostOf(in batch.Outcomes[i], in batch.Requests[i], IPAddress.Loopback) is { } host)
                {
                    await PassOneOnAsync(batch, i, host, patience.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task PassOneOnAsync(RollBatch batch, int index, IPEndPoint host, CancellationToken patience)
    {
        try
        {
            if (await relay.AskAsync(host, batch.Requests[index], patience).ConfigureAwait(false) is { } outcome)
            {
                batch.Outcomes[index] = outcome;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            neighbours.Doubt(batch.Requests[index].Class);
        }
    }
}
