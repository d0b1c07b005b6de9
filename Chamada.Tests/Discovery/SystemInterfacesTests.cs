using System.Net.NetworkInformation;
using Chamada.Core.Discovery.Links;

namespace Chamada.Tests.Discovery;

/// <summary>Interfaces that go away while they are read.</summary>
public sealed class SystemInterfacesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_runtime_stumbles_over_is_read_again(bool asArgument)
    {
        int asked = 0;
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        NetworkInterface[] read = SystemInterfaces.Read(() => ++asked < 3 ? throw Failure(asArgument) : all);
        Assert.Same(all, read);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_they_can_never_be_read_there_are_none(bool asArgument) =>
        Assert.Empty(SystemInterfaces.Read(() => throw Failure(asArgument)));

    private static Exception Failure(bool asArgument) =>
        asArgument ? new ArgumentException("An invalid IP address was specified.") : new NetworkInformationException();
}
