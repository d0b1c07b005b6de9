using System.Globalization;
using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>Several servers on one database. Each comes back at the port that it had.</summary>
/// <param name="store">The database, as <c>serve --store</c> takes it, with a schema that nobody else uses.</param>
/// <param name="count">How many servers, 1 or more.</param>
/// <param name="random">Which server is killed, and which is asked first.</param>
/// <param name="remove">Removes the schema, and answers null, or why it is still there.</param>
internal sealed class StoreServers(string store, int count, Random random, Func<Task<string?>> remove) : IDrillServers
{
    private readonly ServerProcess?[] _servers = new ServerProcess?[count];
    private string _folder = "";
    private ServerAddress[] _addresses = [];
    private bool _isOver;

    /// <summary>The schema, for people.</summary>
    public required string Schema { get; init; }

    /// <summary>Why the schema could not be removed; null when it was, or is to be kept.</summary>
    public string? Left { get; private set; }

    /// <inheritdoc/>
    public ServerList Addresses
    {
        get
        {
            ServerAddress[] addresses = [.. _addresses];
            random.Shuffle(addresses);
            return ServerList.Of(addresses);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        _folder = Directory.CreateTempSubdirectory("chamada-drill-").FullName;
        for (int i = 0; i < count; i++)
        {
            if (await StartAsync(i, 0, cancellation).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        _addresses = [.. _servers.Select(static server => server!.Address)];
        return null;
    }

    /// <inheritdoc/>
    public async Task<string?> KillAsync(CancellationToken cancellation)
    {
        int index = random.Next(count);
        await _servers[index]!.DisposeAsync().ConfigureAwait(false);
        return await StartAsync(index, _addresses[index].Port, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string> KeepAsync()
    {
        await EndAsync().ConfigureAwait(false);
        return store;
    }

    /// <summary>Ends the servers, and removes the schema unless it is kept. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isOver)
        {
            await EndAsync().ConfigureAwait(false);
            Left = await remove().ConfigureAwait(false);
        }
    }

    private async Task EndAsync()
    {
        _isOver = true;
        foreach (ServerProcess? server in _servers)
        {
            if (server is not null)
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string?> StartAsync(int index, int port, CancellationToken cancellation)
    {
        string data = Path.Combine(_folder, index.ToString(CultureInfo.InvariantCulture));
        (ServerProcess? server, string failure) =
            await ServerProcess.StartAsync(["--store", store, "--data", data], port, cancellation).ConfigureAwait(false);
        _servers[index] = server ?? _servers[index];
        return server is null ? failure : null;
    }
}
