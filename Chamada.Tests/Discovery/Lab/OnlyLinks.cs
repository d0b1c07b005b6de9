using System.Net.Sockets;
using Chamada.Core.Discovery.Links;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>A machine's network of which only some links may be used.</summary>
internal sealed class OnlyLinks(LabHost host, params string[] names) : INetwork
{
    public IReadOnlyList<NetworkLink> Links() => host.Do(() => SystemNetwork.Enumerate(names));

    public Socket CreateSocket(AddressFamily family) => host.CreateSocket(family);

    public IDisposable Watch(Action changed) => host.Watch(changed);
}
