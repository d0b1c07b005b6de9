using System.Net;
using Microsoft.AspNetCore.Http;

namespace Chamada.Core.Web;

/// <summary>What makes a browser send something: only a page of this server may make it register anybody.</summary>
internal static class RequestOrigin
{
    /// <summary>
    /// Whether another site caused the request. Browsers say so in <c>Sec-Fetch-Site</c>, which they leave out where the address is not
    /// secure, and in <c>Origin</c>. A request with neither comes from a program, which nobody else can make it send.
    /// </summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var sites))
        {
            // A form of this server whose referrer is kept back has the origin "null": the browser's own word on the site counts.
            return sites.Count != 1 || sites[0] is not ("same-origin" or "none") || IsForeign(request, isNullOurs: true);
        }

        return IsForeign(request, isNullOurs: false);
    }

    /// <summary>
    /// Whether a page of another site may stand behind the name by which the server was asked. Anybody can give a name in the domain name
    /// system the address of this server, and his pages then count as this server's (DNS rebinding). He cannot do so with an address, nor
    /// with the names that only a local network or this machine gives.
    /// </summary>
    /// <param name="host">The name or address, without a port.</param>
    /// <param name="names">Further names of this server.</param>
    public static bool IsStrangeName(string host, IReadOnlyCollection<string> names)
    {
        string name = host.Trim('[', ']').TrimEnd('.');
        return name.Length > 0
            && name.Contains('.', StringComparison.Ordinal)
            && !IPAddress.TryParse(name, out _)
            && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && !names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsForeign(HttpRequest request, bool isNullOurs)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0)
        {
            return false;
        }

        return origins.Count != 1 || (origins[0] == "null"
            ? !isNullOurs
            : !Uri.TryCreate(origins[0], UriKind.Absolute, out Uri? origin) || !IsSame(origin, request));
    }

    private static bool IsSame(Uri origin, HttpRequest request)
    {
        HostString host = request.Host;
        int port = host.Port ?? (request.IsHttps ? 443 : 80);
        return origin.Scheme == request.Scheme
            && origin.Port == port
            && string.Equals(origin.IdnHost.Trim('[', ']'), host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
    }
}
