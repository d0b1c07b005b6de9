using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>One server on a temporary folder. It comes back at another port.</summary>
internal sealed class FolderServer : IDrillServers
{
    private string _folder = "";
    private ServerProcess? _server;
    private bool _isKept;

    /// <inheritdoc/>
    public ServerList Addresses => Volatile.Read(ref _server)!.Address;

    /// <inheritdoc/>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        _folder = _folder.Length == 0 ? Directory.CreateTempSubdirectory("chamada-drill-").FullName : _folder;
        (ServerProcess? server, string failure) =
            await ServerProcess.StartAsync(["--data", _folder], port: 0, cancellation).ConfigureAwait(false);
        Volatile.Write(ref _server, server ?? _server);
        return server is null ? failure : null;
    }

    /// <inheritdoc/>
    public async Task<string?> KillAsync(CancellationToken cancellation)
    {
        await _server!.DisposeAsync().ConfigureAwait(false);
        return await StartAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string> KeepAsync()
    {
        _isKept = true;
        await DisposeAsync().ConfigureAwait(false);
        return _folder;
    }

    /// <summary>Ends the server, and removes the folder unless it is kept. Doing it again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        if (!_isKept && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
