using System.Net;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;
using Chamada.Core.Web.Http;
using Chamada.Core.Web.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chamada.Core.Web;

/// <summary>What there is under which path, and what is answered where there is nothing.</summary>
/// <param name="options">What it rests on.</param>
/// <param name="log">Is told of a bug.</param>
internal sealed class WebApplication(WebOptions options, IListenerLog log) : IHttpApplication<HttpContext>
{
    private const string ReadOnly = "GET, HEAD";
    private const string FormToo = "GET, HEAD, POST";

    private readonly StudentCheckIn _checkIn = new(options);

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        Asker asker = Asker.Of(context.Request);
        Answer answer;
        try
        {
            answer = await AnswerAsync(context, asker).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            answer = Bad(asker, bad.StatusCode);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody is there to be told.
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            answer = Bad(asker, StatusCodes.Status400BadRequest); // A form that is none, or a body that breaks off.
        }
        catch (Exception exception)
        {
            log.HandlerFailed(exception);
            answer = asker.IsProgram
                ? Answer.Error(StatusCodes.Status500InternalServerError, asker.Text.Failed)
                : Said(asker.Text, StatusCodes.Status500InternalServerError, asker.Text.Failed, asker.Text.FailedAdvice);
        }

        await SendAsync(context, answer).ConfigureAwait(false);
    }

    /// <summary>Whether a request comes with a body, be it empty.</summary>
    public static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception) => context.Features.Get<PipedConnection>()!.Answered();

    private Task<Answer> AnswerAsync(HttpContext context, Asker asker)
    {
        HttpRequest request = context.Request;
        if (request.Headers.ContainsKey("X-Content-Length"))
        {
            // Kestrel's way of saying that a body came with two lengths: whoever stands between may have read another request than we do.
            return Task.FromResult(Bad(asker, StatusCodes.Status400BadRequest));
        }

        string path = request.Path.Value ?? "";
        if (path is "/health/live" or "/health/ready")
        {
            return Task.FromResult(IsRead(request) ? Health(path) : NoMethod(asker, ReadOnly));
        }

        if (options.Allows?.Invoke(context.Features.Get<PipedConnection>()!.RemoteEndPoint) == false)
        {
            Answer refusal = asker.IsProgram
                ? Answer.Error(StatusCodes.Status429TooManyRequests, asker.Text.TooFast)
                : Said(asker.Text, StatusCodes.Status429TooManyRequests, asker.Text.TooFast, asker.Text.TooFastAdvice);
            return Task.FromResult(refusal with { RetryAfter = 1 });
        }

        if (path == "/")
        {
            return IsRead(request) ? StartAsync(context, asker) : Task.FromResult(NoMethod(asker, ReadOnly));
        }

        if (path.Length > 1 && ClassNumber.TryParse(path.AsSpan(1), out ClassNumber number))
        {
            return IsRead(request) ? FormAsync(context, asker, number)
                : request.Method != "POST" ? Task.FromResult(NoMethod(asker, FormToo))
                : Refusal(request, asker) is { } refusal ? Task.FromResult(refusal)
                : _checkIn.AnswerAsync(context, number, asker);
        }

        // "*" is no page; what it asks for is what the server as a whole can do.
        return Task.FromResult(path.Length == 0 ? NoMethod(asker, FormToo)
            : asker.IsProgram ? Answer.Error(StatusCodes.Status404NotFound, asker.Text.NotFound)
            : Said(asker.Text, StatusCodes.Status404NotFound, asker.Text.NotFound, asker.Text.NotFoundAdvice));
    }

    private static bool IsRead(HttpRequest request) => request.Method is "GET" or "HEAD";

    /// <summary>Why nothing is carried out of what a form sends; null where it is.</summary>
    private Answer? Refusal(HttpRequest request, Asker asker)
    {
        (string heading, string advice) = RequestOrigin.IsForeign(request) ? (asker.Text.OtherSite, asker.Text.OtherSiteAdvice)
            : RequestOrigin.IsStrangeName(request.Host.Host, options.Names) ? (asker.Text.OtherName, asker.Text.OtherNameAdvice)
            : ("", "");
        return heading.Length == 0 ? null
            : asker.IsProgram ? Answer.Error(StatusCodes.Status403Forbidden, heading)
            : Said(asker.Text, StatusCodes.Status403Forbidden, heading, advice);
    }

    private Answer Health(string path) => path == "/health/live" || options.IsReady()
        ? Answer.Text(StatusCodes.Status200OK, "ok")
        : Answer.Text(StatusCodes.Status503ServiceUnavailable, "not ready");

    private async Task<Answer> StartAsync(HttpContext context, Asker asker)
    {
        PipedConnection peer = context.Features.Get<PipedConnection>()!;
        string? typed = context.Request.Query["class"];
        if (typed is not null && ClassNumber.TryParse(CheckInFields.Trim(typed), out ClassNumber number))
        {
            return Answer.See($"/{number}");
        }

        RollSummaries open = await _checkIn.OpenAsync(peer).ConfigureAwait(false);
        if (typed is not null)
        {
            Notice notice = new(NoticeKind.Bad, asker.Text.NoClass(CheckInFields.Shown(typed))) { Advice = [asker.Text.ClassAdvice] };
            return Answer.Page(StatusCodes.Status400BadRequest, StartPage.Write(asker.Text, open, notice, typed));
        }

        SeeVisit(context);
        return Answer.Page(StatusCodes.Status200OK, StartPage.Write(asker.Text, open));
    }

    private void SeeVisit(HttpContext context)
    {
        if (context.Request.Method == "GET")
        {
            options.Visited(options.CallerOf(context.Features.Get<PipedConnection>()!.RemoteEndPoint).Address);
        }
    }

    private async Task<Answer> FormAsync(HttpContext context, Asker asker, ClassNumber number)
    {
        SeeVisit(context);
        RollSummaries open = await _checkIn.OpenAsync(context.Features.Get<PipedConnection>()!).ConfigureAwait(false);
        if (open.Find(number) is not { } terms)
        {
            Notice notice = new(NoticeKind.Bad, asker.Text.NotOpen(number)) { Advice = [asker.Text.NotOpenAdvice] };
            return Answer.Page(StatusCodes.Status200OK, StartPage.Write(asker.Text, open, notice, again: $"/{number}"));
        }

        IQueryCollection query = context.Request.Query;
        string code = query["c"].ToString();
        return Answer.Page(StatusCodes.Status200OK, CheckInPage.Write(asker.Text, new CheckInForm(number)
        {
            OpenedAt = terms.OpenedAt,
            AsksCode = terms.AsksCode,
            Code = code.Length <= 10 && code.All(char.IsAsciiDigit) ? code : "",
            HasLetters = query["k"] == "a",
        }));
    }

    private static Answer NoMethod(Asker asker, string allow) => Bad(asker, StatusCodes.Status405MethodNotAllowed) with { Allow = allow };

    /// <summary>A request that is none, and may not have been read to its end.</summary>
    private static Answer Bad(Asker asker, int status) => (asker.IsProgram
        ? Answer.Error(status, asker.Text.BadRequest)
        : Said(asker.Text, status, asker.Text.BadRequest, asker.Text.BadRequestAdvice)) with
    {
        EndsConnection = true,
    };

    private static Answer Said(PageText text, int status, string heading, params string[] advice) =>
        Answer.Page(status, CheckInPage.Write(text, new Notice(NoticeKind.Bad, heading) { Advice = advice }));

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        IHeaderDictionary headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Page.Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (answer.Allow is { } allow)
        {
            headers.Allow = allow;
        }

        if (answer.Location is { } location)
        {
            headers.Location = location;
        }

        if (answer.RetryAfter is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (answer.EndsConnection || (HasBody(context) && context.Features.Get<IFormFeature>()?.Form is null))
        {
            // What was not read must not be taken for the next request, nor waited for.
            headers.Connection = "close";
        }

        if (!context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            DeviceCookie.Ensure(context);
        }

        context.Features.Get<PipedConnection>()!.Answering();
        await response.Body.WriteAsync(answer.Body).ConfigureAwait(false);
    }
}
