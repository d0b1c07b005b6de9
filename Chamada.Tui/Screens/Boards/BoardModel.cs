using Chamada.Core.Client;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Screens.Boards;

/// <summary>
/// What a board tells students: where the class's page is, on the network that they share with this machine, and how they join that
/// network.
/// </summary>
/// <param name="subject">The roll call.</param>
/// <param name="reach">Where students reach the server.</param>
/// <param name="wifi">The Wi-Fi network of the room.</param>
internal sealed class BoardModel(IBoardSubject subject, IStudentAddresses reach, RoomWifi wifi)
{
    private ServerAddress? _chosen;
    private QrPicture? _picture;

    /// <summary>The roll call.</summary>
    public IBoardSubject Subject => subject;

    /// <summary>The Wi-Fi network of the room.</summary>
    public RoomWifi Wifi => wifi;

    /// <summary>Whether the QR code joins the Wi-Fi network instead of leading to the class's page.</summary>
    public bool ShowsWifi { get; set; }

    /// <summary>Whether it has not been looked yet where students reach the server.</summary>
    public bool IsLooking => reach.Addresses is null;

    /// <summary>Whether no address is known that another machine could use: then the one that this machine uses is shown.</summary>
    public bool IsOnlyHere => reach.Addresses is { Count: 0 } && reach.Server.IsHere;

    /// <summary>Whether the board is of use to phones: there are pages, and another machine reaches them as far as is known.</summary>
    public bool IsForPhones => HasPages && !IsOnlyHere;

    /// <summary>Who has opened a page last; null while nobody has, and where that is not known.</summary>
    public PhoneVisit? Visit => reach.Visit;

    /// <summary>Whether phones can register at all.</summary>
    public bool HasPages => reach.HasPages;

    /// <summary>The addresses that can be shown, the likeliest first.</summary>
    public IReadOnlyList<ServerAddress> Addresses => reach.Addresses is { Count: > 0 } found ? found : [Here];

    /// <summary>The place of the address that is shown, from 0.</summary>
    public int Shown => _chosen is null ? 0 : Math.Max(0, Addresses.ToList().IndexOf(_chosen));

    /// <summary>What a browser is told to reach the class's page; without the code, which is to be read beside it.</summary>
    public string TypedUrl => $"{(reach.IsEncrypted ? "https" : "http")}://{StudentAddresses.Shown(Addresses[Shown])}/{subject.Class}";

    /// <summary>The class's page with the code of now filled in.</summary>
    public string Url => subject.Code is { } code ? $"{TypedUrl}?c={code.Digits}" : TypedUrl;

    /// <summary>The QR code to show.</summary>
    public QrPicture Picture
    {
        get
        {
            string text = ShowsWifi && wifi.Network is { } network ? network.QrText : Url;
            return _picture?.Text == text ? _picture : _picture = QrPicture.Of(text);
        }
    }

    /// <summary>Shows the address on the next network.</summary>
    public void ShowNextAddress() => _chosen = Addresses[(Shown + 1) % Addresses.Count];

    /// <summary>Where this program itself reaches the server, as an address where it can be.</summary>
    private ServerAddress Here => reach.Server is { IsHere: true, Host: not ("::1" or "127.0.0.1") }
        ? reach.Server with { Host = "127.0.0.1" }
        : reach.Server;
}
