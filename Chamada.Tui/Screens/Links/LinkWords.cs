using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Links;

/// <summary>The state of a connection in words.</summary>
internal static class LinkWords
{
    private const int LongestServer = 22;

    /// <summary>For the top line.</summary>
    public static string Short(ServerLink link, ScreenStrings strings) => link.Phase switch
    {
        LinkPhase.Connected when link.Connection?.Fingerprint is { } key => strings.Connected($"{link.Shown} TLS {key.ToString()[..8]}"),
        LinkPhase.Connected => strings.Connected(link.Shown.ToString()),
        LinkPhase.Connecting => strings.Connecting(link.Shown.ToString()),
        _ => strings.NotConnected(link.Shown.ToString()),
    };

    /// <summary>For the line above the keys; null while there is nothing to say.</summary>
    public static StateText? State(ServerLink link, ScreenStrings strings)
    {
        if (link.Phase != LinkPhase.Waiting)
        {
            return null;
        }

        string server = TextFit.Cut(link.Shown.ToString(), LongestServer);
        int seconds = (int)Math.Ceiling(link.UntilRetry.TotalSeconds);
        return new StateText(
            seconds == 0
                ? strings.LinkRetrying(server)
                : strings.LinkLost(server, link.LastError ?? new ClientError(ClientFault.Disconnected, ""), seconds),
            Urgency.Warning);
    }

    /// <summary>Why a file or folder of the teacher's could not be read or written.</summary>
    /// <param name="error">Why.</param>
    /// <param name="strings">The language.</param>
    /// <param name="columns">How wide the path may be.</param>
    public static StateText Folder(FolderError error, ScreenStrings strings, int columns) => new(
        error.Fault == FolderFault.Damaged
            ? strings.TermScreen.Damaged(Path(error.Path, columns))
            : strings.FolderFailed(Path(error.Path, columns)),
        Urgency.Failure);

    /// <summary>A path that fits: the home folder as <c>~</c>, and cut at its beginning, because the end tells more.</summary>
    public static string Path(string path, int columns)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string shown = home.Length > 1 && path.StartsWith(home + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? "~" + path[home.Length..]
            : path;
        return TextFit.Columns(shown) <= columns ? shown : "…" + shown[^(columns - 1)..];
    }
}
