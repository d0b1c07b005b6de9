using Chamada.Core.Log.Postgres;

namespace Chamada.Tests.Postgres;

/// <summary>A PostgreSQL for all tests of a class, started when the first one asks for it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private PostgresServer? _server;

    /// <summary>The server. Skips the test where none is installed.</summary>
    internal async Task<PostgresServer> ServerAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _server ??= await PostgresServer.StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A database in which nothing is.</summary>
    internal async Task<PostgresAddress> NewDatabaseAsync() => AddressOf(await (await ServerAsync()).NewDatabaseAsync());

    /// <summary>An address that is one.</summary>
    internal static PostgresAddress AddressOf(string uri)
    {
        Assert.True(PostgresAddress.TryParse(uri, out PostgresAddress? address, out (PostgresAddressProblem, string) problem),
            $"{problem}");
        return address!;
    }

    /// <summary>A store that opens.</summary>
    internal static PostgresStore Open(PostgresAddress address, PostgresOptions? options = null)
    {
        Assert.True(PostgresStore.Open(address, options).Try(out PostgresStore? store, out PostgresFault? fault), fault?.ToString());
        return store;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }
}
