using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Cli;

/// <summary><c>--qr</c>: where phones find the class, as a QR code and to type.</summary>
internal static class QrOutput
{
    // Of the 256 colours of xterm: the first 16 are the user's own and may look like anything.
    private const string BlackOnWhite = "\e[38;5;16;48;5;231m", Reset = "\e[0m";

    /// <summary>
    /// Draws it. On a terminal in black and white of its own, so that it can be read whatever the terminal's colours are; anywhere else,
    /// and
    /// where the environment wants no colours, of characters alone, the light modules drawn: right for bright letters on a dark ground.
    /// </summary>
    /// <param name="call">The server, and where to.</param>
    /// <param name="number">The class.</param>
    /// <param name="code">The code of now; null when the class has none.</param>
    /// <param name="cancellation">Ends the looking for addresses.</param>
    public static async Task WriteAsync(ScriptedCall call, ClassNumber number, string? code, CancellationToken cancellation)
    {
        bool isEncrypted = call.Trust.IsAsked;
        using NamedServer server =
            new(call.Servers, new SystemNetwork(), Dns.GetHostAddressesAsync, call.Context.Clock) { IsEncrypted = isEncrypted };
        IReadOnlyList<ServerAddress> found = await server.FindAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<ServerAddress> addresses = found.Count > 0 ? found
            : [call.Server.IsHere ? call.Server with { Host = "127.0.0.1" } : call.Server];
        string[] pages =
            [.. addresses.Select(address => $"{(isEncrypted ? "https" : "http")}://{StudentAddresses.Shown(address)}/{number}")];
        QrPicture picture = QrPicture.Of(code is null ? pages[0] : $"{pages[0]}?c={code}");
        bool hasColours = !Console.IsOutputRedirected && string.IsNullOrEmpty(call.Context.Environment("NO_COLOR"));
        foreach (string line in hasColours ? picture.Lines(1) : picture.LightLines(1))
        {
            call.Output.WriteLine(hasColours ? $"{BlackOnWhite}{line}{Reset}" : line);
        }

        foreach (string page in pages)
        {
            call.Output.WriteLine(page);
        }

        if (code is not null)
        {
            call.Output.WriteLine(call.Text.CodeIs(code));
        }

        if (found.Count == 0 && call.Server.IsHere)
        {
            call.Output.Error(call.Text.OnlyHere);
        }

        call.Output.Flush();
    }
}
