using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Links;

/// <summary>Connections through <see cref="RollClient"/>. Every request starts on a thread of the pool, so that not even its sending can hold up a screen.</summary>
internal sealed class RollClientConnector(ServerAddress server, RollClientOptions? options = null) : RollConnector
{
    /// <inheritdoc/>
    public override ServerAddress Server => server;

    /// <inheritdoc/>
    public override Task<ClientResult<RollConnection>> ConnectAsync(CancellationToken cancellation) =>
        Task.Run<ClientResult<RollConnection>>(
            async () =>
            {
                ClientResult<RollClient> result = await RollClient.ConnectAsync(server, options, cancellation).ConfigureAwait(false);
                return result.Try(out RollClient? client, out ClientError? error) ? new Connection(client) : error;
            },
            cancellation);

    private sealed class Connection(RollClient client) : RollConnection
    {
        public override Task<ClientError> Disconnected => client.Disconnected;

        public override Task<ClientResult<OpenReply>> OpenAsync(ClassNumber number, string token, TimeSpan? limit) =>
            Task.Run(() => client.OpenAsync(number, token, limit));

        public override Task<ClientResult<PresenceReply>> MarkAsync(ClassNumber number, string token, StudentId student, bool present, string reason) =>
            Task.Run(() => client.MarkAsync(number, token, student, present, reason));

        public override Task<ClientResult<ExtendReply>> ExtendAsync(ClassNumber number, string token, TimeSpan more) =>
            Task.Run(() => client.ExtendAsync(number, token, more));

        public override Task<ClientResult<PresenceReply>> PresentAsync(ClassNumber number, StudentId student) =>
            Task.Run(() => client.PresentAsync(number, student));

        public override Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token) =>
            Task.Run(() => client.ListAsync(number, token));

        public override Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token) =>
            Task.Run(() => client.CloseAsync(number, token));

        public override Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token) =>
            Task.Run(() => client.ReceivedAsync(number, token));

        public override Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync() => Task.Run(() => client.RollsAsync());

        public override Task<ClientResult<ListReply>> WatchAsync(ClassNumber number, string token, Action<RollCallNews> news) =>
            Task.Run(() => client.WatchAsync(number, token, news));

        public override ValueTask DisposeAsync() => client.DisposeAsync();
    }
}
