using Chamada.Core.Client;

namespace Chamada.Tui.Screens.Networks;

/// <summary>
/// Where students reach the teacher's server. That changes with the network: a laptop gets another address on another Wi-Fi.
/// </summary>
internal interface IStudentAddresses
{
    /// <summary>Other addresses were found.</summary>
    event Action? Changed;

    /// <summary>Where this program reaches the server.</summary>
    ServerAddress Server { get; }

    /// <summary>Whether phones reach the page by HTTPS.</summary>
    bool IsEncrypted => false;

    /// <summary>
    /// Addresses, not names, the likeliest to be of use to students first (<see cref="StudentAddresses"/>); empty when only this machine
    /// reaches
    /// the server, null until that has been looked at.
    /// </summary>
    IReadOnlyList<ServerAddress>? Addresses { get; }

    /// <summary>Whether the server has pages for browsers, as far as is known: without them phones cannot register.</summary>
    bool HasPages { get; }

    /// <summary>The last time that somebody opened a page; null when nobody did, and where another program is the server.</summary>
    PhoneVisit? Visit => null;
}
