using System.Net;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Tls;

namespace Chamada.Tui.Screens.Networks;

/// <summary>What came of calling on a host.</summary>
/// <param name="Server">Where it answered; null when it did nowhere.</param>
/// <param name="Silence">What came instead.</param>
internal readonly record struct HostAnswer(ServerAddress? Server, HostSilence Silence);

/// <summary>
/// Calls on a host that a search found, at all its addresses at once, and at each again as long as nothing answers there. The first answer
/// counts.
/// </summary>
/// <param name="search">The search, which may learn further addresses.</param>
/// <param name="trust">Is told which of them speak TLS.</param>
/// <param name="timeout">How long a host is tried.</param>
/// <param name="clock">Measures.</param>
internal sealed class HostCall(PeerSearch search, ServerTrust trust, TimeSpan timeout, TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>How much later each further address is tried, so that of several that answer the likeliest is taken.</summary>
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(150);

    /// <summary>Tries until there is an answer, or none is to be expected any more. Never faults.</summary>
    /// <param name="found">The host.</param>
    /// <param name="enough">Gives up.</param>
    public async Task<HostAnswer> RunAsync(Peer found, CancellationToken enough)
    {
        using CancellationTokenSource timer = new(timeout, clock);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, enough);
        Dictionary<Task<HostAnswer>, IPEndPoint> waiting = [];
        HostAnswer last = default;
        bool onlyRefused = true;
        while (!over.IsCancellationRequested)
        {
            foreach (IPEndPoint end in EndPoints(found).Except(waiting.Values).ToList())
            {
                ServerAddress address = HostSearch.ToAddress(end);
                if (Fingerprint.TryParse(found.Fingerprint, out Fingerprint announced))
                {
                    trust.Announce(address, announced);
                }

                waiting.Add(TryAsync(address, Stagger * waiting.Count, over.Token), end);
            }

            Task next = Task.Delay(Again, clock, over.Token);
            while (waiting.Count > 0 && await Task.WhenAny([.. waiting.Keys, next]).ConfigureAwait(false) is Task<HostAnswer> done)
            {
                waiting.Remove(done);
                last = await done.ConfigureAwait(false);
                if (last.Server is not null)
                {
                    await over.CancelAsync().ConfigureAwait(false);
                    break;
                }

                onlyRefused &= last.Silence != HostSilence.NoAnswer;
            }

            // Who was refused for as long as the search took will be refused again.
            if (last.Server is not null || (waiting.Count == 0 && onlyRefused && search.Ended.IsCompleted))
            {
                break;
            }

            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        HostAnswer[] rest = await Task.WhenAll(waiting.Keys).ConfigureAwait(false);
        HostAnswer answer = last.Server is not null ? last : rest.FirstOrDefault(static answer => answer.Server is not null);
        return answer.Server is not null ? answer : new HostAnswer(null, onlyRefused ? last.Silence : HostSilence.NoAnswer);
    }

    /// <summary>The addresses as far as they are known by now, the likeliest first.</summary>
    private IEnumerable<IPEndPoint> EndPoints(Peer found) =>
        search.Result.Peers.Append(found)
            .First(peer => peer.Instance == found.Instance && peer.EndPoints[0].Port == found.EndPoints[0].Port).EndPoints;

    private async Task<HostAnswer> TryAsync(ServerAddress server, TimeSpan wait, CancellationToken over)
    {
        await Task.Delay(wait, clock, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        RollClientOptions options = new() { Timeout = timeout, Trust = trust, Clock = clock };
        ClientResult<RollClient> connected = await RollClient.ConnectAsync(server, options, over).ConfigureAwait(false);
        if (connected.Try(out RollClient? client, out ClientError? error))
        {
            await client.DisposeAsync().ConfigureAwait(false);
            return new HostAnswer(server, default);
        }

        return new HostAnswer(null, error switch
        {
            { Fault: ClientFault.NotChamada } => HostSilence.NotChamada,
            { Socket: SocketError.ConnectionRefused } => HostSilence.Refused,
            _ => HostSilence.NoAnswer,
        });
    }
}
