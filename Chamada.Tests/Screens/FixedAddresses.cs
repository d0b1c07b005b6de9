using Chamada.Core.Client;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tests.Screens;

/// <summary>Where students reach a server, as a test says.</summary>
internal sealed class FixedAddresses(ServerAddress server, params IReadOnlyList<ServerAddress>? addresses) : IStudentAddresses
{
    public event Action? Changed;

    public ServerAddress Server => server;

    public IReadOnlyList<ServerAddress>? Addresses { get; private set; } = addresses;

    public bool HasPages { get; init; } = true;

    public PhoneVisit? Visit { get; set; }

    public void Become(params IReadOnlyList<ServerAddress>? found)
    {
        Addresses = found;
        Changed?.Invoke();
    }
}
