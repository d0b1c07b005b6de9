using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Chamada.Core.Web;

/// <summary>
/// The number by which a browser is known again: random, kept by it, told to no script and to no other site. The first answer to a browser
/// that has none sets it.
/// </summary>
internal static class DeviceCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "chamada-device";

    /// <summary>Its length, in hexadecimal digits.</summary>
    public const int Length = 32;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(400); // Browsers keep none longer.
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The number that came with a request; null where none did, or none that was set here.</summary>
    public static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name, out string? value) && value.Length == Length && !value.AsSpan().ContainsAnyExcept(Digits)
            ? value
            : null;

    /// <summary>Sets one where there is none.</summary>
    public static void Ensure(HttpContext context)
    {
        if (Read(context.Request) is null)
        {
            context.Response.Cookies.Append(Name, RandomNumberGenerator.GetHexString(Length, lowercase: true), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = Kept,
                Path = "/",
            });
        }
    }
}
