using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Where the server is, in words.</summary>
internal static class HostWords
{
    /// <summary>As much of a path as is still of use.</summary>
    private const int LeastPath = 16;

    /// <summary>The open classes of others on the network, in one line; empty when there are none.</summary>
    public static string Nearby(HostStatus host, ScreenStrings strings) => host.Nearby?.Classes is { Count: > 0 } classes
        ? strings.Host.Nearby(string.Join(", ", classes.Select(static open => $"{open.Class} ({open.Name})")))
        : "";

    /// <summary>Whether a phone has reached this machine, or how to try; empty where that cannot be known.</summary>
    public static string Phones(HostStatus host, ScreenStrings strings) => host switch
    {
        { IsServing: false } or { HasPages: false } => "",
        { Visit: { IsOwn: false } seen } => strings.Host.SeenFrom(seen.Address.ToString(), ScreenStrings.Clock(seen.At)),
        { Visit: { } here } => strings.Host.SeenFromHere(ScreenStrings.Clock(here.At)),
        { Addresses: { Count: > 0 } addresses } => strings.Host.TryOwnPhone(StudentAddresses.Shown(addresses[0])),
        _ => "",
    };

    /// <summary>
    /// The line of the start screen; empty while there is no server to speak of. No address is cut off: where not all fit, it says how many
    /// more there are, and where not even one fits beside it, the sentence before them gives way.
    /// </summary>
    /// <param name="host">The server.</param>
    /// <param name="link">The connection to it.</param>
    /// <param name="strings">The language.</param>
    /// <param name="width">How many columns there are.</param>
    public static string Line(HostStatus host, ServerLink link, ScreenStrings strings, int width) =>
        host.IsServing || link.Phase == LinkPhase.Connected
            ? Fit(strings.Host, host.IsServing, host.Server.Port, host.TakenPort, host.Addresses, width)
            : "";

    /// <summary>What nobody has fetched from this program's server, and where it goes; empty when there is nothing.</summary>
    /// <param name="host">The server.</param>
    /// <param name="strings">The language.</param>
    /// <param name="width">How many columns there are.</param>
    public static string Unfetched(HostStatus host, ScreenStrings strings, int width)
    {
        HostText text = strings.Host;
        return host.Unfetched switch
        {
            { Waiting: [var first, ..] waiting } lists => Fitting(
                lists.Folder,
                width,
                path => text.UnfetchedWaits(waiting.Count, first.Class.ToString(), first.Left, path),
                text.UnfetchedIn),
            { Files: > 0 } lists => Fitting(lists.Folder, width, path => text.UnfetchedFiles(lists.Files, path), text.UnfetchedIn),
            _ => "",
        };
    }

    /// <summary>Words with as much of a path as there is room for; other words where that is too little.</summary>
    private static string Fitting(string path, int width, Func<string, string> words, Func<string, string> otherwise)
    {
        int room = width - TextFit.Columns(words(""));
        return room >= LeastPath
            ? words(LinkWords.Path(path, room))
            : otherwise(LinkWords.Path(path, Math.Max(LeastPath, width - TextFit.Columns(otherwise("")))));
    }

    /// <inheritdoc cref="Line"/>
    internal static string Fit(HostText text, bool isServing, int port, int? takenPort, IReadOnlyList<ServerAddress>? addresses, int width)
    {
        List<string>? all = addresses?.Select(StudentAddresses.Shown).ToList();
        string line = text.Line(isServing, port, takenPort, all, 0);
        for (int shown = (all?.Count ?? 0) - 1; shown >= 1 && TextFit.Columns(line) > width; shown--)
        {
            line = text.Line(isServing, port, takenPort, all![..shown], all.Count - shown);
        }

        return all is not { Count: > 0 } || TextFit.Columns(line) <= width ? line : text.AddressesOnly(all[0], all.Count - 1);
    }
}
