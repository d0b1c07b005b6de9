using Chamada.Core.Client;

namespace Chamada.Tui.Drill;

/// <summary>The servers that a drill asks and kills, and their data.</summary>
internal interface IDrillServers : IAsyncDisposable
{
    /// <summary>Where they are now, in an order by chance where they are several.</summary>
    ServerList Addresses { get; }

    /// <summary>Starts them.</summary>
    /// <returns>Null, or in a server's words why it does not start.</returns>
    Task<string?> StartAsync(CancellationToken cancellation);

    /// <summary>Ends one as a power cut would, and starts it again.</summary>
    /// <returns>Null, or in its words why it does not start.</returns>
    Task<string?> KillAsync(CancellationToken cancellation);

    /// <summary>Ends all of them, and lets the data stay for whoever wants to know what was lost.</summary>
    /// <returns>Where it is.</returns>
    Task<string> KeepAsync();
}
