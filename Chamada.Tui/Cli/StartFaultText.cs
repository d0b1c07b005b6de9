using System.Net.Sockets;
using Chamada.Core.Hosting;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Why a server cannot start, in words.</summary>
internal static class StartFaultText
{
    /// <summary>The fault in the language of the text.</summary>
    public static string Describe(this StartFault fault, ServeText text) => fault switch
    {
        DataFault data => text.CannotUseData(data.Journal),
        StoreFault store => text.CannotUseStore(store.Postgres),
        CertificateFault certificate => text.CannotUseCertificate(certificate.Path, certificate.Detail),
        ListenFault { Error: SocketError.AddressAlreadyInUse } listen => text.PortInUse(listen.Wanted),
        ListenFault { Error: SocketError.AccessDenied } listen => text.PortNotAllowed(listen.Wanted),
        ListenFault { Error: SocketError.AddressNotAvailable } listen => text.AddressNotHere(listen.Wanted.Address),
        ListenFault listen => text.CannotListen(listen.Wanted, listen.Detail),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
