using System.Net.Sockets;

namespace Chamada.Core.Discovery.Links;

/// <summary>
/// The network as discovery uses it. The operating system's is <see cref="SystemNetwork"/>; tests put one in its place that
/// lives in a network namespace of its own.
/// </summary>
public interface INetwork
{
    /// <summary>
    /// The links that discovery may use now. What is not in this list gets no packet and none is taken from it. The likeliest to lead to
    /// others come first.
    /// </summary>
    IReadOnlyList<NetworkLink> Links();

    /// <summary>A fresh UDP socket, not yet bound.</summary>
    Socket CreateSocket(AddressFamily family);

    /// <summary>
    /// Calls back, on any thread, when links or addresses may have changed, until disposed. May call too often or, where the
    /// system does not tell, never: whoever needs to know looks again from time to time.
    /// </summary>
    IDisposable Watch(Action changed);
}
