namespace Chamada.Core.Client;

/// <summary>
/// Where requests go that may be repeated without harm: one connection, whose loss its owner deals with (<see cref="DirectRequests"/>), or
/// as many as it takes (<see cref="RepeatedRequests"/>).
/// </summary>
public interface IRequests
{
    /// <summary>Whether the server was reached at least once, so that a request may have got there.</summary>
    bool EverConnected { get; }

    /// <summary>Makes a request.</summary>
    /// <param name="request">Asks a connected client.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="isLong">Whether the answer may take all the time there is, as a long list may.</param>
    /// <returns>The answer, a refusal of the server, or the last failure.</returns>
    Task<ClientResult<T>> AskAsync<T>(
        Func<IRollClient, CancellationToken, Task<ClientResult<T>>> request, CancellationToken cancellation, bool isLong = false)
        where T : class;
}

/// <summary>Requests on one connection, each made once.</summary>
/// <param name="client">The connection.</param>
public sealed class DirectRequests(IRollClient client) : IRequests
{
    /// <inheritdoc/>
    public bool EverConnected => true;

    /// <inheritdoc/>
    public Task<ClientResult<T>> AskAsync<T>(
        Func<IRollClient, CancellationToken, Task<ClientResult<T>>> request, CancellationToken cancellation, bool isLong = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        return request(client, cancellation);
    }
}
