using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Screens.Students;

/// <summary>Looks for the hosts of a class (<see cref="HostSearch.FindAsync"/>).</summary>
internal delegate Task<HostSearchResult> FindHosts(ClassNumber number, CancellationToken cancellation);

/// <summary>
/// Registers students for whom no server was named: finds the host of the class each time, or takes the one that was chosen among several
/// for it before.
/// </summary>
/// <param name="find">Looks for hosts.</param>
/// <param name="connect">Makes connections to a server.</param>
/// <param name="nearby">The open classes on the network, to show.</param>
/// <param name="clock">Measures how long a host may take.</param>
internal sealed class StudentSearch(FindHosts find, ConnectToServer connect, NearbyClasses nearby, TimeProvider clock)
{
    private readonly Dictionary<ClassNumber, ServerAddress> _chosen = [];

    /// <summary>The open classes on the network.</summary>
    public NearbyClasses Nearby => nearby;

    /// <summary>Remembers, for as long as the program runs, which host is meant.</summary>
    public void Choose(ClassNumber number, ClassHost host) => _chosen[number] = host.Server;

    /// <summary>Registers a student, or says why that is not possible yet.</summary>
    public async Task<SearchAnswer> PresentAsync(
        ClassNumber number, StudentId student, PresentOptions brings, CancellationToken cancellation)
    {
        if (_chosen.TryGetValue(number, out ServerAddress? chosen))
        {
            ClientResult<PresenceReply> again = await AskAsync(chosen, number, student, brings, cancellation);
            if (again.Error is null or { Fault: ClientFault.Refused })
            {
                return new SearchAnswer(null, again, chosen);
            }

            _chosen.Remove(number); // Gone; perhaps the class is open elsewhere by now.
        }

        HostSearchResult found = await Task.Run(() => find(number, cancellation), cancellation);
        ServerAddress? server = found.Hosts.Count == 1 ? found.Hosts[0].Server : found.Hosts.Count == 0 ? found.Local : null;
        return server is null
            ? new SearchAnswer(found, null, null)
            : new SearchAnswer(found, await AskAsync(server, number, student, brings, cancellation), server);
    }

    private async Task<ClientResult<PresenceReply>> AskAsync(ServerAddress server, ClassNumber number, StudentId student,
        PresentOptions brings, CancellationToken cancellation)
    {
        await using RepeatedRequests requests =
            new(server, new RepeatOptions { Attempts = 2, Pauses = Backoff.None, Connect = connect, Clock = clock });
        return await requests.AskAsync((client, limit) => client.PresentAsync(number, student, brings, limit), cancellation);
    }
}

/// <summary>What came of a search.</summary>
/// <param name="Search">What was found; null when nobody had to be looked for.</param>
/// <param name="Reply">The answer of the only host; null when there is none, or several.</param>
/// <param name="Server">Who gave it.</param>
internal sealed record SearchAnswer(HostSearchResult? Search, ClientResult<PresenceReply>? Reply, ServerAddress? Server);
