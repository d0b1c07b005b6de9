using System.Net.NetworkInformation;

namespace Chamada.Core.Discovery.Links;

/// <summary>The interfaces that the system names.</summary>
internal static class SystemInterfaces
{
    private const int Attempts = 5;

    /// <summary>All of them; none where they cannot be read.</summary>
    public static NetworkInterface[] All() => Read(NetworkInterface.GetAllNetworkInterfaces);

    /// <summary>
    /// Asks again where it fails: while an interface goes away, the runtime stumbles over what is left of its addresses, with an
    /// <see cref="ArgumentException"/>, and a moment later it does not. Without catching that, a cable or a container that goes would end a
    /// server.
    /// </summary>
    public static NetworkInterface[] Read(Func<NetworkInterface[]> system)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return system();
            }
            catch (Exception e) when (e is NetworkInformationException or ArgumentException)
            {
                if (attempt == Attempts)
                {
                    return []; // A machine whose interfaces cannot be read has none.
                }
            }
        }
    }
}
