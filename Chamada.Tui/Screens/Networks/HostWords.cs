using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Where the server is, in words.</summary>
internal static class HostWords
{
    /// <summary>The open classes of others on the network, in one line; empty when there are none.</summary>
    public static string Nearby(HostStatus host, ScreenStrings strings) => host.Nearby?.Classes is { Count: > 0 } classes
        ? strings.Host.Nearby(string.Join(", ", classes.Select(static open => $"{open.Class} ({open.Name})")))
        : "";

    /// <summary>The line of the start screen; empty while there is no server to speak of.</summary>
    public static string Line(HostStatus host, ServerLink link, ScreenStrings strings) =>
        host.IsServing || link.Phase == LinkPhase.Connected
            ? strings.Host.Line(host.IsServing, host.Server.Port, host.TakenPort, host.Addresses?.Select(static address => address.ToString()).ToList())
            : "";
}
