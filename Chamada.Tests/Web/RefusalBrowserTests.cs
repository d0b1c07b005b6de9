using Chamada.Core.Hosting;
using Chamada.Core.Transport;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;
using Chamada.Tests.Log;

namespace Chamada.Tests.Web;

/// <summary>What keeps a student from the list, in a real browser: each page says what to do next, and can be read and heard.</summary>
public sealed class RefusalBrowserTests
{
    private static readonly string Token = new('a', 32);
    private static readonly SetClock Clock = new(new DateTimeOffset(2026, 11, 27, 19, 2, 33, TimeSpan.FromHours(-3)));

    [Theory]
    [InlineData("pt-BR", 390, false, true, "O código não confere ", "Espere um pouco Foram três códigos errados. Tente de novo em ")]
    [InlineData("en", 320, true, false, "That is not the code ", "Wait a little Three codes were wrong. Try again in ")]
    public async Task Who_typed_three_wrong_codes_reads_how_long_to_wait(
        string language, int width, bool isDark, bool runsScripts, string wrongSeen, string waitSeen)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        string code = await OpenAsync(server, "CODE", "60"), wrong = code == "123456" ? "654321" : "123456";
        await phone.BecomeAsync(width, 568, isDark, language, runsScripts);
        await phone.OpenAsync(Page(server) + "?c=" + wrong);
        await phone.TypeAsync("042191010");
        await phone.EnterAsync();
        for (int i = 1; i < 3; i++)
        {
            Assert.StartsWith(wrongSeen, await phone.SeenAsync(), StringComparison.Ordinal);
            Assert.Equal("code", await phone.FocusAsync());
            await phone.AuditAsync($"wrong-code-{language}");
            await phone.TypeAsync(wrong);
            await phone.EnterAsync();
        }

        Assert.StartsWith(wrongSeen, await phone.SeenAsync(), StringComparison.Ordinal);
        await phone.TypeAsync(code);
        await phone.EnterAsync();
        Assert.StartsWith(waitSeen, await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("result", await phone.FocusAsync());
        await phone.AuditAsync($"wait-{language}");
        Assert.Equal("", await server.ListAsync(3030));
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("refuse", "pt-BR", true, "Deste aparelho já foi registrada outra matrícula ")]
    [InlineData("refuse", "en", false, "Another number was registered from this device ")]
    [InlineData("flag", "pt-BR", false, "Presença registrada Turma 3030 Matrícula 042191011 ")]
    [InlineData("flag", "en", true, "You are registered Class 3030 Student number 042191011 ")]
    public async Task A_second_number_from_one_phone_is_refused_or_flagged_and_the_page_names_nobody_else(
        string rule, string language, bool runsScripts, string seen)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await OpenAsync(server, "DEVICE", rule);
        await phone.BecomeAsync(320, 568, language: language, runsScripts: runsScripts);
        foreach (string student in (string[])["042191010", "042191011"])
        {
            await phone.OpenAsync(Page(server));
            await phone.TypeAsync(student);
            await phone.EnterAsync();
        }

        string page = await phone.SeenAsync();
        Assert.StartsWith(seen, page, StringComparison.Ordinal);
        Assert.DoesNotContain("042191010", page, StringComparison.Ordinal);
        Assert.Equal("result", await phone.FocusAsync());
        await phone.AuditAsync($"device-{rule}-{language}");
        Assert.Equal(rule == "flag" ? "042191010,042191011" : "042191010", (await server.ListAsync(3030)).Replace(' ', ','));
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("ask", "pt-BR", true, "042191051 não está na lista da turma 3030 Olhe o número de novo", "Registrar mesmo assim")]
    [InlineData("ask", "en", false, "042191051 is not on the list of class 3030 Look at the number again", "Register all the same")]
    [InlineData("refuse", "en", true, "042191051 is not on the list of class 3030 Look at the number again", null)]
    public async Task A_mistyped_number_is_put_right_where_it_stands(
        string rule, string language, bool runsScripts, string seen, string? insist)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await OpenAsync(server, "LISTED", rule);
        using (RawPeer teacher = await server.ConnectAsync())
        {
            await teacher.AskAsync("ROSTER", "3030", Token, "ADD", "042191015");
            await teacher.ReadToAsync(":1\r\n");
        }

        await phone.BecomeAsync(320, 568, isDark: true, language, runsScripts);
        await phone.OpenAsync(Page(server));
        await phone.TypeAsync("042191051");
        await phone.EnterAsync();
        Assert.StartsWith(seen, await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("student", await phone.FocusAsync());
        await phone.AuditAsync($"unlisted-{rule}-{language}");
        IReadOnlyList<string> spoken = await phone.SpokenAsync();
        Assert.Equal(insist is null ? [] : [$"button: {insist}"], spoken.Where(said => insist is not null && said == $"button: {insist}"));
        Assert.Equal(insist is null ? 1 : 2, spoken.Count(static said => said.StartsWith("button: ", StringComparison.Ordinal)));
        await phone.EvaluateAsync("document.activeElement.select()");
        await phone.TypeAsync("042191015");
        await phone.EnterAsync();
        Assert.Equal("042191015", await server.ListAsync(3030));
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", true, "A turma 3030 não tem chamada aberta ", "Recusada às 19:02:33, pela hora do servidor.", "Falta o código ")]
    [InlineData("en", false, "Class 3030 has no open roll call ", "Refused at 19:02:33, by the server's time.", "The code is missing ")]
    public async Task A_page_from_before_the_second_round_says_that_the_first_is_over_and_what_the_second_asks_for(
        string language, bool runsScripts, string overSeen, string timeSeen, string codeSeen)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await OpenAsync(server);
        await phone.BecomeAsync(390, 844, isDark: true, language, runsScripts);
        await phone.OpenAsync(Page(server));
        await phone.TypeAsync("042191010");
        using (RawPeer teacher = await server.ConnectAsync())
        {
            await teacher.AskAsync("CLOSE", "3030", Token);
            await teacher.ReadToAsync("*0\r\n");
            await teacher.AskAsync("RECEIVED", "3030", Token);
            await teacher.ReadToAsync("+OK\r\n");
        }

        await phone.EnterAsync();
        string over = await phone.SeenAsync();
        Assert.StartsWith(overSeen, over, StringComparison.Ordinal);
        Assert.Contains(timeSeen, over, StringComparison.Ordinal);
        Assert.Equal("result", await phone.FocusAsync());
        await phone.AuditAsync($"over-{language}");

        string second = await OpenAsync(server, "CODE", "60");
        await phone.TapAsync("p a[href='/3030']");
        await phone.TypeAsync("042191010");
        await phone.EvaluateAsync("document.getElementById('code').removeAttribute('required')"); // As a page from before would send it.
        await phone.EnterAsync();
        Assert.StartsWith(codeSeen, await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("code", await phone.FocusAsync());
        await phone.AuditAsync($"second-round-{language}");
        await phone.TypeAsync(second);
        await phone.EnterAsync();
        Assert.Equal("042191010", await server.ListAsync(3030));
        Assert.Equal("result", await phone.FocusAsync());
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", 390, true, "O servidor não consegue gravar Nada foi registrado.")]
    [InlineData("en", 320, false, "The server cannot record anything Nothing was registered.")]
    public async Task Where_nothing_can_be_recorded_the_page_says_that_nothing_was(
        string language, int width, bool runsScripts, string seen)
    {
        ScriptedLog log = new();
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock, log: log);
        await server.OpenAsync(3030);
        await phone.BecomeAsync(width, 568, isDark: !runsScripts, language, runsScripts);
        await phone.OpenAsync(Page(server));
        await phone.TypeAsync("042191010");
        log.HasRoom = static () => false;
        await phone.EnterAsync();
        Assert.StartsWith(seen, await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("result", await phone.FocusAsync());
        await phone.AuditAsync($"cannot-record-{language}");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task For_whom_there_is_no_room_any_more_reads_so()
    {
        await using Chromium phone = await Chromium.StartAsync();
        AddressLimitOptions limits = new() { LimitsLoopback = true };
        await using TestServer server = new(new ServerOptions { MaxStudents = 1, Addresses = limits }, Clock);
        await OpenAsync(server);
        using (Phone other = new(server))
        {
            await other.PostAsync("/3030", "1");
        }

        await phone.BecomeAsync(320, 568);
        await phone.OpenAsync(Page(server));
        await phone.TypeAsync("2");
        await phone.EnterAsync();
        Assert.StartsWith("A lista está cheia ", await phone.SeenAsync(), StringComparison.Ordinal);
        await phone.AuditAsync("full");
        Assert.Equal("1", await server.ListAsync(3030));
    }

    private static string Page(TestServer server) => $"http://{Chromium.LocalName}:{server.EndPoint.Port}/3030";

    private static async Task<string> OpenAsync(TestServer server, params string[] rules)
    {
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.AskAsync(["OPEN", "3030", "TOKEN", Token, .. rules]);
        await teacher.AskAsync("CODE", "3030", Token);
        await teacher.ReadToAsync(Token + "\r\n*4\r\n:3030\r\n$");
        return (await teacher.ReadToAsync(":")).Split("\r\n")[1];
    }
}
