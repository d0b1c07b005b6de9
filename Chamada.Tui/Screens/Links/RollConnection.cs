using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Links;

/// <summary>
/// What the screens ask of a connection to a server; <see cref="RollClient"/> does it in the program. Every method answers soon or
/// with an error value; one that is not <see cref="ClientFault.Refused"/> means that the connection is of no more use.
/// </summary>
internal abstract class RollConnection : IAsyncDisposable
{
    /// <inheritdoc cref="RollClient.OpenAsync"/>
    public abstract Task<ClientResult<OpenReply>> OpenAsync(ClassNumber number, string token, TimeSpan? limit = null);

    /// <inheritdoc cref="RollClient.MarkAsync"/>
    public abstract Task<ClientResult<PresenceReply>> MarkAsync(ClassNumber number, string token, StudentId student, bool present, string reason);

    /// <inheritdoc cref="RollClient.ExtendAsync"/>
    public abstract Task<ClientResult<ExtendReply>> ExtendAsync(ClassNumber number, string token, TimeSpan more);

    /// <inheritdoc cref="RollClient.PresentAsync"/>
    public abstract Task<ClientResult<PresenceReply>> PresentAsync(ClassNumber number, StudentId student);

    /// <inheritdoc cref="RollClient.ListAsync"/>
    public abstract Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token);

    /// <inheritdoc cref="RollClient.CloseAsync"/>
    public abstract Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token);

    /// <inheritdoc cref="RollClient.ReceivedAsync"/>
    public abstract Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token);

    /// <inheritdoc cref="RollClient.RollsAsync"/>
    public abstract Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync();

    /// <inheritdoc cref="RollClient.WatchAsync"/>
    public abstract Task<ClientResult<ListReply>> WatchAsync(ClassNumber number, string token, Action<RollCallNews> news);

    /// <inheritdoc cref="RollClient.Disconnected"/>
    public abstract Task<ClientError> Disconnected { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Makes connections to one server.</summary>
internal abstract class RollConnector
{
    /// <summary>Which server.</summary>
    public abstract ServerAddress Server { get; }

    /// <summary>Connects, or says why not.</summary>
    public abstract Task<ClientResult<RollConnection>> ConnectAsync(CancellationToken cancellation);
}
