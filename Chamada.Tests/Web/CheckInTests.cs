using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;
using Chamada.Tests.Log;

namespace Chamada.Tests.Web;

/// <summary>What a student sees who checks in by a browser, and what a program gets that asks for the same.</summary>
public sealed partial class CheckInTests
{
    private static readonly SetClock Clock = new(new DateTimeOffset(2026, 11, 27, 19, 2, 33, 456, TimeSpan.FromHours(-3)));

    [Fact]
    public async Task A_student_checks_in_and_sees_class_number_and_the_servers_time()
    {
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        HttpResponseMessage form = await phone.GetAsync("/3030");
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.Contains("Turma 3030 Chamada aberta desde as 19:02:33 Matrícula", await Phone.SeenAsync(form), StringComparison.Ordinal);

        HttpResponseMessage answer = await phone.PostAsync("/3030", "042191010");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(
            "Presença registrada Turma 3030 Matrícula 042191010 Hora do servidor 19:02:33 27/11/2026 ", await Phone.SeenAsync(answer),
            StringComparison.Ordinal);
        Assert.Equal("042191010", await server.ListAsync(3030));
    }

    [Fact]
    public async Task Who_was_there_already_reads_so_and_when()
    {
        SetClock clock = new(new DateTimeOffset(2026, 11, 27, 19, 2, 33, TimeSpan.FromHours(-3)));
        await using TestServer server = new(clock: clock);
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        await phone.PostAsync("/3030", "042191010");
        clock.Pass(TimeSpan.FromMinutes(5));
        HttpResponseMessage answer = await phone.PostAsync("/3030", "042191010");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("Presença já registrada Turma 3030 Matrícula 042191010 Hora do servidor 19:02:33 ", await Phone.SeenAsync(answer),
            StringComparison.Ordinal);
        Assert.Equal("042191010", await server.ListAsync(3030));
    }

    [Fact]
    public async Task A_class_that_is_not_open_is_refused_with_the_open_ones()
    {
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(4711);
        using Phone phone = new(server);
        HttpResponseMessage look = await phone.GetAsync("/3030");
        Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        Assert.Matches("A turma 3030 não tem chamada aberta .* Chamadas abertas Turma 4711 ", await Phone.SeenAsync(look));

        HttpResponseMessage answer = await phone.PostAsync("/3030", "042191010");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string seen = await Phone.SeenAsync(answer);
        Assert.Matches("A turma 3030 não tem chamada aberta .* Recusada às 19:02:33.* Chamadas abertas Turma 4711 ", seen);
        Assert.Contains("href=\"/4711\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_the_teacher_took_off_is_sent_to_the_teacher()
    {
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        using Phone phone = new(server, "en");
        await phone.PostAsync("/3030", "7");
        await server.RemoveAsync(3030, "7");
        HttpResponseMessage answer = await phone.PostAsync("/3030", "7");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.StartsWith("Your teacher took this number off the list Only your teacher can put it back", await Phone.SeenAsync(answer),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 042191010 ", "042191010")]
    [InlineData("\t042191010\r\n", "042191010")]
    [InlineData("\u00a0042191010\u200b\ufeff", "042191010")]
    [InlineData("aB-1.2_3", "aB-1.2_3")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012")]
    public async Task What_a_phone_puts_around_a_number_is_not_part_of_it(string typed, string student)
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", typed)).StatusCode);
        Assert.Equal(student, await server.ListAsync(3030));
    }

    [Theory]
    [InlineData(null, "Falta a matrícula")]
    [InlineData("", "Falta a matrícula")]
    [InlineData("  ", "Falta a matrícula")]
    [InlineData("joão silva", "“joão silva” não é uma matrícula")]
    [InlineData("042 191 010", "“042 191 010” não é uma matrícula")]
    [InlineData("<script>alert(1)</script>", "“<script>alert(1)</script>” não é uma matrícula")]
    [InlineData("\" onfocus=\"x", "“\" onfocus=\"x” não é uma matrícula")]
    [InlineData("123456789012345678901234567890123", "“123456789012345678901234567890123” não é uma matrícula")]
    [InlineData("１２３", "“１２３” não é uma matrícula")]
    [InlineData("a\u202eb", "“ab” não é uma matrícula")]
    [InlineData("a\u3164\U000E0041b", "“ab” não é uma matrícula")]
    public async Task Bad_input_is_named_stays_in_the_field_and_registers_nobody(string? typed, string heading)
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        HttpResponseMessage answer = await phone.PostAsync("/3030", typed);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(heading + " ", await Phone.SeenAsync(answer), StringComparison.Ordinal);
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string field = StudentField().Match(page).Groups[1].Value;
        Assert.Equal((typed ?? "").Trim(), WebUtility.HtmlDecode(field));
        Assert.Single(Script().Matches(page));
        Assert.Equal("", await server.ListAsync(3030));

        HttpResponseMessage forProgram = await phone.PostAsync("/3030", typed, Phone.Json);
        Assert.Equal(HttpStatusCode.BadRequest, forProgram.StatusCode);
        using JsonDocument json = JsonDocument.Parse(await forProgram.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(heading, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Single(json.RootElement.EnumerateObject());
    }

    [Fact]
    public async Task The_same_field_twice_is_no_form_that_could_be_meant()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        HttpResponseMessage answer = await phone.PostAsync("/3030", "1", null, ("student", "2"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("", await server.ListAsync(3030));
    }

    [Fact]
    public async Task A_program_gets_the_object_that_the_command_prints()
    {
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        (HttpStatusCode Status, string Path, string Line)[] expected =
        [
            (HttpStatusCode.OK, "/3030", """{"class":3030,"student":"042191010","result":"registered","at":"TIME"}"""),
            (HttpStatusCode.OK, "/3030", """{"class":3030,"student":"042191010","result":"already","at":"TIME"}"""),
            (HttpStatusCode.Forbidden, "/3031", """{"class":0,"student":"042191010","result":"closed","at":"TIME"}"""),
        ];
        foreach ((HttpStatusCode status, string path, string line) in expected)
        {
            HttpResponseMessage answer = await phone.PostAsync(path, "042191010", Phone.Json);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
            string time = "2026-11-27T19:02:33.456-03:00";
            Assert.Equal(
                line.Replace("TIME", time, StringComparison.Ordinal)
                    + "\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        await server.RemoveAsync(3030, "042191010");
        HttpResponseMessage removed = await phone.PostAsync("/3030", "042191010", Phone.Json);
        Assert.Equal(HttpStatusCode.Forbidden, removed.StatusCode);
        Assert.Contains("\"class\":0,\"student\":\"042191010\",\"result\":\"removed\"",
            await removed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_registered_before_it_is_durable()
    {
        ScriptedLog log = new() { IsSlow = true };
        await using TestServer server = new(log: log);
        Task opening = server.OpenAsync(3030);
        log.Settle();
        await opening;
        TaskCompletionSource registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Appended = appended => _ = appended.Kind == RollEventKind.Present && registered.TrySetResult();
        using Phone phone = new(server);
        Task<HttpResponseMessage> answer = phone.PostAsync("/3030", "1");
        await registered.Task.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        log.Settle();
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task Where_nothing_can_be_recorded_a_student_reads_that_nothing_was()
    {
        ScriptedLog log = new();
        await using TestServer server = new(log: log);
        await server.OpenAsync(3030);
        log.HasRoom = static () => false;
        using Phone phone = new(server);
        HttpResponseMessage answer = await phone.PostAsync("/3030", "1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.StartsWith("O servidor não consegue gravar Nada foi registrado.", await Phone.SeenAsync(answer), StringComparison.Ordinal);
        HttpResponseMessage forProgram = await phone.PostAsync("/3030", "1", Phone.Json);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, forProgram.StatusCode);
        Assert.StartsWith("{\"error\":", await forProgram.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_page_lists_the_open_classes_and_takes_a_number()
    {
        await using TestServer server = new(clock: Clock);
        using Phone phone = new(server);
        Assert.Contains("Nenhuma chamada aberta agora", await Phone.SeenAsync(await phone.GetAsync("/")), StringComparison.Ordinal);
        await server.OpenAsync(3030);
        await server.OpenAsync(17);
        Assert.Contains(
            "Chamadas abertas Turma 17 Chamada aberta desde as 19:02:33 Turma 3030 Chamada aberta desde as 19:02:33 Número da turma",
            await Phone.SeenAsync(await phone.GetAsync("/")), StringComparison.Ordinal);

        HttpResponseMessage chosen = await phone.GetAsync("/?class=%203030%20");
        Assert.Equal(HttpStatusCode.SeeOther, chosen.StatusCode);
        Assert.Equal("/3030", chosen.Headers.Location!.OriginalString);

        HttpResponseMessage wrong = await phone.GetAsync("/?class=%3Cb%3Eabc");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.StartsWith("“<b>abc” não é uma turma ", await Phone.SeenAsync(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_classes_are_open_a_page_stays_small()
    {
        await using TestServer server = new();
        for (long number = 999_999_999_999_999_000; number < 999_999_999_999_999_100; number++)
        {
            await server.OpenAsync(number);
        }

        using Phone phone = new(server);
        HttpResponseMessage start = await phone.GetAsync("/");
        Assert.Contains("E mais 70: digite o número da sua.", await Phone.SeenAsync(start), StringComparison.Ordinal);
        string long32 = new('ã', 200);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[start, await phone.GetAsync("/5"), await phone.PostAsync("/5", "1"),
            await phone.PostAsync("/5", long32)])
        {
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1000, 24 * 1024);
        }
    }

    [Theory]
    [InlineData(null, "pt-BR")]
    [InlineData("", "pt-BR")]
    [InlineData("de, fr;q=0.9", "pt-BR")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt-PT;q=0.5, en-US;q=0.4", "pt-BR")]
    [InlineData("de, en;q=0.3, pt;q=0.2", "en")]
    [InlineData("EN", "en")]
    [InlineData("en;q=0", "pt-BR")]
    [InlineData(",;;=,q", "pt-BR")]
    public async Task A_page_speaks_the_browsers_language(string? asked, string language)
    {
        await using TestServer server = new();
        using Phone phone = new(server);
        phone.Client.DefaultRequestHeaders.Clear();
        phone.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", asked);
        string page = await phone.Client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"<html lang=\"{language}\">"), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_prepares_a_lesson_sees_who_opened_the_start_page_last()
    {
        await using TestServer server = new(clock: Clock);
        Assert.Null(server.Server.LastVisit);
        TaskCompletionSource<Core.Web.PageVisit> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Server.Visited += told.SetResult;
        using Phone phone = new(server);
        await phone.GetAsync("/");
        Core.Web.PageVisit visit = await told.Task.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(IPAddress.Loopback, visit.Address);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 19, 2, 33, 456, TimeSpan.FromHours(-3)), visit.At);
        Assert.Equal(visit, server.Server.LastVisit);
    }

    [Fact]
    public async Task A_browser_keeps_one_number_which_no_script_sees()
    {
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using Phone phone = new(server);
        HttpResponseMessage first = await phone.GetAsync("/3030");
        string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^chamada-device=[0-9a-f]{32}; .*samesite=strict; httponly$", cookie);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        string? device = phone.Device;
        Assert.False((await phone.PostAsync("/3030", "1")).Headers.Contains("Set-Cookie"));
        Assert.Equal(device, phone.Device);

        using Phone other = new(server);
        Assert.True((await other.PostAsync("/3030", "2")).Headers.Contains("Set-Cookie"));
        Assert.NotEqual(device, other.Device);

        using HttpRequestMessage forged = new(HttpMethod.Get, "/");
        forged.Headers.Add("Cookie", "chamada-device=ABC");
        using HttpClient anybody = new() { BaseAddress = phone.Client.BaseAddress };
        Assert.True((await anybody.SendAsync(forged, TestContext.Current.CancellationToken)).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Health_is_told_and_readiness_ends_with_the_stop()
    {
        await using TestServer server = new();
        using Phone phone = new(server);
        foreach (string path in (string[])["/health/live", "/health/ready"])
        {
            HttpResponseMessage answer = await phone.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("ok\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [GeneratedRegex("name=\"student\" value=\"([^\"]*)\"")]
    private static partial Regex StudentField();

    [GeneratedRegex("<script")]
    private static partial Regex Script();
}
