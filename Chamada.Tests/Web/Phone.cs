using System.Net;
using System.Text.RegularExpressions;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Web;

/// <summary>A browser without a screen: keeps cookies and connections, follows nothing by itself.</summary>
internal sealed partial class Phone : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseProxy = false };
    private readonly HttpClient _client;

    public Phone(TestServer server, string language = "pt-BR")
        : this(new Uri($"http://{server.EndPoint}"), language)
    {
    }

    public Phone(Uri server, string language = "pt-BR")
    {
        _client = new HttpClient(_handler) { BaseAddress = server, Timeout = TestServer.Patience };
        _client.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public HttpClient Client => _client;

    /// <summary>The number by which the server knows this phone again; null before its first answer.</summary>
    public string? Device => _handler.CookieContainer.GetCookies(_client.BaseAddress!)["chamada-device"]?.Value;

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Sends the form of a class.</summary>
    /// <param name="path">The path.</param>
    /// <param name="student">The student number; null for no such field.</param>
    /// <param name="change">What is special about the request.</param>
    /// <param name="fields">Further fields.</param>
    public async Task<HttpResponseMessage> PostAsync(
        string path, string? student, Action<HttpRequestMessage>? change = null, params (string Name, string Value)[] fields)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([
                .. student is null ? Array.Empty<KeyValuePair<string, string>>() : [new("student", student)],
                .. fields.Select(static field => new KeyValuePair<string, string>(field.Name, field.Value))]),
        };
        change?.Invoke(request);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>As a program asks: for JSON.</summary>
    public static void Json(HttpRequestMessage request) => request.Headers.Add("Accept", "application/json");

    /// <summary>The text of a page, as a person sees it.</summary>
    public static async Task<string> SeenAsync(HttpResponseMessage answer)
    {
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string body = Unseen().Replace(page, "");
        return WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(body, " "), " ")).Trim();
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<head>.*?</head>|<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
