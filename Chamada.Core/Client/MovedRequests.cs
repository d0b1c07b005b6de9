using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Rolls;

namespace Chamada.Core.Client;

/// <summary>
/// Registers students with the server that another one named (<c>-MOVED 3030 192.168.0.12:5050</c>, as in Redis Cluster). One step: the
/// server named is not asked where else to go, so there is no loop, whatever servers say. Each address is waited for by itself, and one
/// that has just failed is not waited for again: a host that is silent costs one student's patience, not that of each in turn.
/// </summary>
/// <param name="origin">The server that names others.</param>
/// <param name="options">As for the connection to it.</param>
internal sealed class MovedRequests(ServerAddress origin, RollClientOptions options) : IAsyncDisposable
{
    /// <summary>A server that names more others than this is not believed any further.</summary>
    private const int MostServers = 8;

    /// <summary>How long an address that could not be reached is not tried again.</summary>
    private static readonly TimeSpan FailureStands = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<ServerAddress, Other> _others = [];
    private bool _disposed;

    /// <summary>Registers a student where the error says. Sent once more when the answer is lost, which is harmless.</summary>
    public async Task<ClientResult<PresenceReply>> PresentAsync(
        ClientError moved, ClassNumber number, StudentId student, PresentOptions options, CancellationToken cancellation)
    {
        if (AddressIn(moved.Detail, number) is not { } address || address == origin)
        {
            return moved;
        }

        if (!TryFind(address, out Other? other))
        {
            return Unanswered(address, "no further server is asked");
        }

        if (other.RecentFailure is { } recent)
        {
            return Unanswered(address, recent.Detail);
        }

        try
        {
            ClientResult<PresenceReply> answer = await other.Requests.AskAsync(
                (client, limit) => client.PresentAsync(number, student, options, limit), cancellation, isLong: true).ConfigureAwait(false);
            if (answer.Error is not { Fault: not ClientFault.Refused } error)
            {
                return answer;
            }

            other.Fail(error);
            return Unanswered(address, error.Detail);
        }
        catch (OperationCanceledException)
        {
            return new ClientError(ClientFault.Disconnected, "following to another server was cancelled");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Other[] others;
        lock (_gate)
        {
            _disposed = true;
            others = [.. _others.Values];
            _others.Clear();
        }

        foreach (Other other in others)
        {
            await other.Requests.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static ClientError Unanswered(ServerAddress address, string detail) =>
        new(ClientFault.Refused, $"{address}: {detail}", "UNANSWERED");

    /// <summary>The address in <c>3030 192.168.0.12:5050</c>; null when the text is not of that form, or about another class.</summary>
    private static ServerAddress? AddressIn(string detail, ClassNumber number) =>
        detail.Split(' ') is [string named, string address] && named == number.ToString() ? ServerAddress.Parse(address) : null;

    private bool TryFind(ServerAddress address, [NotNullWhen(true)] out Other? other)
    {
        lock (_gate)
        {
            if (_others.TryGetValue(address, out other))
            {
                return true;
            }

            if (_disposed || _others.Count == MostServers)
            {
                return false;
            }

            other = new Other(address, options);
            _others.Add(address, other);
            return true;
        }
    }

    /// <summary>One of the servers that were named.</summary>
    private sealed class Other(ServerAddress address, RollClientOptions options)
    {
        private volatile Tuple<long, ClientError>? _failure;

        public RepeatedRequests Requests { get; } = new(address, new RepeatOptions
        {
            Patience = options.Timeout,
            Attempts = 2,
            Pauses = Backoff.None,
            Clock = options.Clock,
            Connect = RollClient.Connector(options with { FollowsMoved = false, Key = null }),
        });

        /// <summary>Why it could not be reached a moment ago; null when it could, or that is long ago.</summary>
        public ClientError? RecentFailure =>
            _failure is var (at, error) && options.Clock.GetElapsedTime(at) < FailureStands ? error : null;

        public void Fail(ClientError error) => _failure = Tuple.Create(options.Clock.GetTimestamp(), error);
    }
}
