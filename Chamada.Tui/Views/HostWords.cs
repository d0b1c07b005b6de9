using Chamada.Tui.Models;
using Chamada.Tui.Resources;

namespace Chamada.Tui.Views;

/// <summary>Where the server is, in words.</summary>
internal static class HostWords
{
    /// <summary>The line of the start screen; empty while there is no server to speak of.</summary>
    public static string Line(HostStatus host, ServerLink link, ScreenStrings strings) =>
        host.IsServing || link.Phase == LinkPhase.Connected
            ? strings.Host.Line(host.IsServing, host.Server.Port, host.TakenPort, host.Addresses?.Select(static address => address.ToString()).ToList())
            : "";
}
