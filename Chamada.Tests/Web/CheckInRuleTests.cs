using System.Net;
using System.Text.RegularExpressions;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols;
using Chamada.Core.Transport;
using Chamada.Core.Web;
using Chamada.Core.Web.Http;
using Chamada.Tests.Hosting;
using Chamada.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Web;

/// <summary>What a teacher asks for besides the number, as a student with a phone meets it.</summary>
public sealed partial class CheckInRuleTests
{
    private static readonly string Token = new('a', 32);

    [Fact]
    public async Task The_code_is_asked_for_filled_in_by_the_address_and_looked_at()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        string code = await OpenAsync(server, "CODE", "60"), wrong = code == "123456" ? "654321" : "123456";
        using Phone phone = new(server);
        string form = await (await phone.GetAsync($"/3030?c={code}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"name=\"code\" value=\"{code}\"", form, StringComparison.Ordinal);

        await RefusedAsync(phone, "1", "", 403, "Falta o código Digite o código que está na tela da sala agora.", "badcode");
        await RefusedAsync(phone, "1", wrong, 403, "O código não confere Ele muda a cada poucos segundos:", "badcode");
        HttpResponseMessage again = await phone.PostAsync("/3030", "2", null, ("code", wrong));
        string page = await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("name=\"student\" value=\"2\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"code\" value=\"\"", page, StringComparison.Ordinal);

        HttpResponseMessage good = await phone.PostAsync("/3030", "3", null, ("code", $" {code[..3]} {code[3..]}"));
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "3", null, ("code", wrong))).StatusCode); // Already.
        Assert.Equal("3", await server.ListAsync(3030));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    public async Task What_is_no_code_is_named_and_is_no_attempt(string typed)
    {
        await using TestServer server = new(clock: new FakeTimeProvider());
        string code = await OpenAsync(server, "CODE", "60");
        using Phone phone = new(server);
        for (int i = 0; i < 4; i++)
        {
            await RefusedAsync(phone, "1", typed, 400, $"“{typed}” não é um código Os seis algarismos que", null);
        }

        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "1", null, ("code", code))).StatusCode);
    }

    [Fact]
    public async Task Who_tries_codes_waits_and_nobody_else_does()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(clock: clock);
        string code = await OpenAsync(server, "CODE", "60"), wrong = code == "123456" ? "654321" : "123456";
        using Phone phone = new(server), other = new(server);
        await phone.GetAsync("/3030");
        await other.GetAsync("/3030");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await phone.PostAsync("/3030", "1", null, ("code", wrong))).StatusCode);
        }

        HttpResponseMessage wait = await phone.PostAsync("/3030", "1", null, ("code", code));
        Assert.Equal(HttpStatusCode.TooManyRequests, wait.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(10), wait.Headers.RetryAfter!.Delta);
        Assert.StartsWith(
            "Espere um pouco Foram três códigos errados. Tente de novo em 10 min 0 s,", await Phone.SeenAsync(wait),
            StringComparison.Ordinal);
        HttpResponseMessage forProgram = await phone.PostAsync("/3030", "1", Phone.Json, ("code", code));
        Assert.Equal(TimeSpan.FromMinutes(10), forProgram.Headers.RetryAfter!.Delta);
        Assert.Matches(
            "^{\"class\":0,\"student\":\"1\",\"result\":\"wait\",\"at\":\"[^\"]*\",\"wait\":600}\n$",
            await forProgram.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "2", null, ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync("/3030", "1", null, ("code", code))).StatusCode);
    }

    [Fact]
    public async Task A_second_student_from_one_phone_is_refused_where_the_rule_says_so()
    {
        await using TestServer server = new();
        await OpenAsync(server, "DEVICE", "refuse");
        using Phone phone = new(server), other = new(server);
        await phone.GetAsync("/3030");
        await other.GetAsync("/3030");
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "1")).StatusCode);
        await RefusedAsync(phone, "2", null, 403, "Deste aparelho já foi registrada outra matrícula Nesta turma cada um", "device");
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync("/3030", "2")).StatusCode);
        HttpResponseMessage refused = await phone.PostAsync("/3030", "22");
        Assert.DoesNotContain(">1<", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("1,2", await server.ListAsync(3030));
    }

    [Fact]
    public async Task Who_is_not_on_the_list_looks_again_or_insists()
    {
        await using TestServer server = new();
        await OpenAsync(server, "LISTED", "ask");
        await AskAsync(server, ["ROSTER", "3030", Token, "ADD", "042191015"]);
        using Phone phone = new(server, "en");
        HttpResponseMessage answer = await phone.PostAsync("/3030", "042191051");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.StartsWith(
            "042191051 is not on the list of class 3030 Look at the number again and correct what is mistyped. If it is right,",
            await Phone.SeenAsync(answer), StringComparison.Ordinal);
        Assert.Contains(
            "<button class=\"second\" name=\"confirm\" value=\"1\">Register all the same</button>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "042191015")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync("/3030", "042191051", null, ("confirm", "1"))).StatusCode);
        Assert.Equal("042191015,042191051", await server.ListAsync(3030));
    }

    [Fact]
    public async Task Where_the_list_is_final_nobody_can_insist()
    {
        await using TestServer server = new();
        await OpenAsync(server, "LISTED", "refuse");
        await AskAsync(server, ["ROSTER", "3030", Token, "ADD", "1"]);
        using Phone phone = new(server, "en");
        HttpResponseMessage answer = await phone.PostAsync("/3030", "2", null, ("confirm", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("name=\"confirm\"", page, StringComparison.Ordinal);
        Assert.Contains("If it is right, talk to your teacher.", page, StringComparison.Ordinal);
        Assert.Equal("", await server.ListAsync(3030));
    }

    [Theory]
    [InlineData("10.1.2.3", 403)]
    [InlineData("::ffff:10.1.2.3", 403)]
    [InlineData("192.168.7.9", 200)]
    [InlineData("::ffff:192.168.7.9", 200)]
    public async Task The_phones_own_address_counts_where_a_network_is_asked_for(string address, int status)
    {
        RollBook book = new(new MemoryLog());
        await using HttpServer http = new(new WebApplication(new WebOptions(book), new SilentLog()), new SilentLog());
        ProtocolServices services = new(book, new SessionIds(), true, null)
        {
            Pages = connection => new HttpHandler(new Elsewhere(connection, new IPEndPoint(IPAddress.Parse(address), 40000)), http),
        };
        using SocketListener listener = new(
            new ListenerOptions
            {
                EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                MaxConnections = 10,
                FullMessage = default,
                IdleTimeout = TimeSpan.Zero,
                RequestTimeout = TimeSpan.FromMinutes(1),
                SendTimeout = TimeSpan.FromMinutes(1),
                StopTimeout = TimeSpan.FromSeconds(30),
            },
            connection => new ProtocolSwitch(connection, services), TimeProvider.System, new SilentLog());
        using (RawPeer teacher = await RawPeer.ConnectAsync(listener.EndPoint))
        {
            await teacher.AskAsync("OPEN", "3030", "TOKEN", Token, "FROM", "192.168.7.0/24");
            await teacher.ExpectAsync("*3\r\n:3030\r\n");
        }

        using Phone phone = new(new Uri($"http://{listener.EndPoint}"));
        HttpResponseMessage answer = await phone.PostAsync("/3030", "1");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(
            status == 200 ? "Presença registrada " : "Só pela rede da sala Conecte este aparelho ao Wi-Fi da sala,",
            await Phone.SeenAsync(answer), StringComparison.Ordinal);
        HttpResponseMessage forProgram = await phone.PostAsync("/3030", "1", Phone.Json);
        Assert.Contains(
            status == 200 ? "\"result\":\"already\"" : "\"result\":\"network\"",
            await forProgram.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await listener.StopAsync();
    }

    /// <summary>A page and its object for programs, which say the same.</summary>
    private static async Task RefusedAsync(Phone phone, string student, string? code, int status, string seen, string? result)
    {
        (string, string)[] fields = code is null ? [] : [("code", code)];
        HttpResponseMessage answer = await phone.PostAsync("/3030", student, null, fields);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(seen, await Phone.SeenAsync(answer), StringComparison.Ordinal);
        HttpResponseMessage forProgram = await phone.PostAsync("/3030", student + "x", Phone.Json, fields);
        Assert.Equal(status, (int)forProgram.StatusCode);
        Assert.StartsWith(
            result is null ? "{\"error\":" : $"{{\"class\":0,\"student\":\"{student}x\",\"result\":\"{result}\",",
            await forProgram.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Opens class 3030 by rules.</summary>
    /// <returns>The code of now; empty where none is asked for.</returns>
    private static async Task<string> OpenAsync(TestServer server, params string[] rules)
    {
        await AskAsync(server, ["OPEN", "3030", "TOKEN", Token, .. rules]);
        return Digits().Match(await AskAsync(server, ["CODE", "3030", Token])).Groups[1].Value;
    }

    private static async Task<string> AskAsync(TestServer server, string[] words)
    {
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.AskAsync(words);
        await teacher.AskAsync("PING");
        string answer = await teacher.ReadToAsync("+PONG\r\n");
        Assert.False(answer.StartsWith('-'), answer);
        return answer;
    }

    [GeneratedRegex(@"\$6\r\n([0-9]{6})\r\n")]
    private static partial Regex Digits();

    /// <summary>A connection from another address.</summary>
    private sealed class Elsewhere(IConnection connection, EndPoint peer) : IConnection
    {
        public EndPoint? Peer => peer;

        public void Wake() => connection.Wake();

        public void WakeLater() => connection.WakeLater();
    }
}
