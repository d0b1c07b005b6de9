using Chamada.Core.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Chamada.Core.Web;

/// <summary>Who asks: in which language, and whether a person or a program.</summary>
/// <param name="Text">The language.</param>
/// <param name="IsProgram">Whether it wants JSON rather than a page.</param>
internal readonly record struct Asker(PageText Text, bool IsProgram)
{
    /// <summary>As the request's headers say.</summary>
    public static Asker Of(HttpRequest request) => new(LanguageOf(request), WantsJson(request));

    /// <summary>Of the languages that are asked for and spoken here the most wanted one; Portuguese where there is none.</summary>
    private static PageText LanguageOf(HttpRequest request)
    {
        PageText chosen = PageText.Portuguese;
        double best = 0;
        if (StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out IList<StringWithQualityHeaderValue>? languages))
        {
            foreach (StringWithQualityHeaderValue language in languages)
            {
                double quality = language.Quality ?? 1;
                if (quality > best && TextOf(language.Value.Value ?? "") is { } text)
                {
                    (chosen, best) = (text, quality);
                }
            }
        }

        return chosen;
    }

    private static PageText? TextOf(string tag) => tag.Split('-')[0].ToUpperInvariant() switch
    {
        "PT" => PageText.Portuguese,
        "EN" => PageText.English,
        _ => null,
    };

    private static bool WantsJson(HttpRequest request)
    {
        double json = 0, html = 0;
        if (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? types))
        {
            foreach (MediaTypeHeaderValue type in types)
            {
                double quality = type.Quality ?? 1;
                if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                {
                    json = Math.Max(json, quality);
                }
                else if (type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
                {
                    html = Math.Max(html, quality);
                }
            }
        }

        return json > 0 && json >= html;
    }
}
