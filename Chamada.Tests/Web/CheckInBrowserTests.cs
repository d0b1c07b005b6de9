using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;

namespace Chamada.Tests.Web;

/// <summary>The check-in page in a real browser, on a phone's screen.</summary>
public sealed class CheckInBrowserTests
{
    private static readonly SetClock Clock = new(new DateTimeOffset(2026, 11, 27, 19, 2, 33, TimeSpan.FromHours(-3)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_student_checks_in_with_scripts_and_without(bool runsScripts)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        await phone.BecomeAsync(390, 844, runsScripts: runsScripts);
        string root = $"http://{Chromium.LocalName}:{server.EndPoint.Port}";
        await phone.OpenAsync(root + "/3030?c=123456");
        Assert.Equal("student", await phone.FocusAsync());
        IReadOnlyList<string> spoken = await phone.SpokenAsync();
        Assert.Contains("textbox: Matrícula", spoken);
        Assert.Contains("button: Registrar presença", spoken);
        await phone.TypeAsync("042191010 ");
        await phone.TapAsync("button");

        Assert.StartsWith("Presença registrada Turma 3030 Matrícula 042191010 Hora do servidor 19:02:33 27/11/2026",
            await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("result", await phone.FocusAsync());
        Assert.Contains("heading: Presença registrada", await phone.SpokenAsync());
        Assert.Equal("042191010", await server.ListAsync(3030));

        // Once more, and a class that is not open; then nothing was fetched but the pages themselves.
        await phone.OpenAsync(root + "/3030");
        await phone.TypeAsync("042191010");
        await phone.EnterAsync();
        Assert.StartsWith("Presença já registrada ", await phone.SeenAsync(), StringComparison.Ordinal);
        await phone.OpenAsync(root + "/3031");
        Assert.StartsWith("A turma 3031 não tem chamada aberta ", await phone.SeenAsync(), StringComparison.Ordinal);
        await phone.TapAsync("li a");
        Assert.Contains("Turma 3030", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Empty(phone.Complaints);
        Assert.Equal(
            [$"GET {root}/3030?c=123456", $"POST {root}/3030", $"GET {root}/3030", $"POST {root}/3030", $"GET {root}/3031",
                $"GET {root}/3030"],
            phone.Requests.Where(static request => !request.Contains("data:,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_typed_wrong_is_said_at_its_field_and_can_be_put_right()
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        await phone.BecomeAsync(320, 568, language: "en");
        await phone.OpenAsync($"http://{Chromium.LocalName}:{server.EndPoint.Port}/3030");
        await phone.TypeAsync("<b>é");
        await phone.EnterAsync();
        Assert.StartsWith("“<b>é” is not a student number ", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("student", await phone.FocusAsync());
        Assert.Equal("true result", await phone.EvaluateAsync("(e=>e.getAttribute('aria-invalid')+' "
            + "'+e.getAttribute('aria-describedby'))(document.activeElement)"));
        Assert.Equal("text", await phone.EvaluateAsync("document.activeElement.inputMode"));
        await phone.EvaluateAsync("document.activeElement.select()");
        await phone.TypeAsync("abc-7");
        await phone.EnterAsync();
        Assert.StartsWith("You are registered Class 3030 Student number abc-7 Server's time 19:02:33 2026-11-27", await phone.SeenAsync(),
            StringComparison.Ordinal);
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_that_has_changed_and_a_number_that_is_not_on_the_list_are_put_right_in_the_page(bool runsScripts)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        string code;
        using (RawPeer teacher = await server.ConnectAsync())
        {
            string token = new('a', 32);
            await teacher.AskAsync("OPEN", "3030", "TOKEN", token, "CODE", "60", "LISTED", "ask");
            await teacher.AskAsync("ROSTER", "3030", token, "ADD", "042191015");
            await teacher.AskAsync("CODE", "3030", token);
            await teacher.ReadToAsync(":1\r\n*4\r\n:3030\r\n$6\r\n");
            code = (await teacher.ReadToAsync("\r\n"))[..6];
        }

        await phone.BecomeAsync(390, 844, runsScripts: runsScripts);
        string old = code == "123456" ? "654321" : "123456";
        await phone.OpenAsync($"http://{Chromium.LocalName}:{server.EndPoint.Port}/3030?c={old}");
        await phone.PictureAsync("code-form");
        await phone.TypeAsync("042191051");
        await phone.EnterAsync();
        Assert.StartsWith("O código não confere Ele muda a cada poucos segundos", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("code", await phone.FocusAsync());
        await phone.PictureAsync("code-wrong");
        await phone.TypeAsync(code);
        await phone.EnterAsync();
        Assert.StartsWith("042191051 não está na lista da turma 3030 ", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Equal("student", await phone.FocusAsync());
        await phone.PictureAsync("unlisted");
        await phone.TapAsync("button.second");
        Assert.StartsWith("Presença registrada Turma 3030 Matrícula 042191051 ", await phone.SeenAsync(), StringComparison.Ordinal);
        Assert.Empty(phone.Complaints);
        Assert.Equal("042191051", await server.ListAsync(3030));
    }

    [Fact]
    public async Task A_number_with_letters_can_be_typed_where_the_keyboard_has_none()
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new();
        await server.OpenAsync(3030);
        await phone.BecomeAsync(390, 844);
        await phone.OpenAsync($"http://{Chromium.LocalName}:{server.EndPoint.Port}/3030");
        Assert.Equal("numeric", await phone.EvaluateAsync("document.getElementById('student').inputMode"));
        await phone.TapAsync("a[href*='k=a']");
        Assert.Equal("text", await phone.EvaluateAsync("document.getElementById('student').inputMode"));
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 568)]
    public async Task Every_page_fits_a_phone_in_both_languages_and_colours(int width, int height)
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new(clock: Clock);
        await server.OpenAsync(3030);
        await server.OpenAsync(999_999_999_999_999_999);
        using (Phone teacher = new(server))
        {
            await teacher.PostAsync("/3030", "removed");
        }

        await server.RemoveAsync(3030, "removed");
        string root = $"http://{Chromium.LocalName}:{server.EndPoint.Port}";
        foreach ((bool isDark, string language) in ((bool, string)[])[(false, "pt-BR"), (true, "pt-BR"), (false, "en"), (true, "en")])
        {
            await phone.BecomeAsync(width, height, isDark, language);
            string look = string.Create(CultureInfo.InvariantCulture, $"{width}-{language}-{(isDark ? "dark" : "light")}");
            await phone.OpenAsync(root + "/");
            await phone.AuditAsync($"{look}-start");
            await phone.OpenAsync(root + "/3031");
            await phone.AuditAsync($"{look}-unknown");
            foreach ((string student, string name) in ((string, string)[])[
                ($"042191010{language}", "registered"), ($"042191010{language}", "already"), ("removed", "removed"),
                ("joão", "wrong"), ($"{language}{(isDark ? 1 : 2)}".PadRight(32, '8'), "long")])
            {
                await phone.OpenAsync(root + "/3030");
                await phone.AuditAsync($"{look}-form");
                await phone.TypeAsync(student + (name is "registered" or "already" && isDark ? "d" : ""));
                await phone.EnterAsync();
                await phone.AuditAsync($"{look}-{name}");
            }
        }

        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task A_page_of_another_site_registers_nobody()
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new();
        await server.OpenAsync(3030);
        using TcpListener evil = new(IPAddress.Loopback, 0);
        evil.Start();
        string target = $"http://{Chromium.LocalName}:{server.EndPoint.Port}/3030";
        string form = $"<form method=post action='{target}'><input type=hidden name=student value=7><button>go</button></form>";
        Task serving = ServeAsync(evil, form);
        await phone.BecomeAsync(390, 844);

        // What comes from a sandbox names no origin.
        foreach (string path in (string[])["/", "/sandbox"])
        {
            await phone.OpenAsync($"http://{Chromium.StrangeName}:{((IPEndPoint)evil.LocalEndpoint).Port}{path}");
            await phone.TapAsync("button");
            Assert.StartsWith("Este pedido veio de outro site Nada foi registrado.", await phone.SeenAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(2, phone.Requests.Count(request => request == $"POST {target}"));
        Assert.Equal("", await server.ListAsync(3030));
        evil.Stop();
        await serving;
    }

    [Fact]
    public async Task A_name_that_was_given_this_servers_address_registers_nobody()
    {
        await using Chromium phone = await Chromium.StartAsync();
        await using TestServer server = new();
        await server.OpenAsync(3030);
        await phone.BecomeAsync(390, 844);
        await phone.OpenAsync($"http://{Chromium.StrangeName}:{server.EndPoint.Port}/3030");
        await phone.TypeAsync("7");
        await phone.EnterAsync();
        Assert.StartsWith("Este servidor não conhece o nome pelo qual foi chamado Nada foi registrado.", await phone.SeenAsync(),
            StringComparison.Ordinal);
        Assert.Equal("", await server.ListAsync(3030));
    }

    /// <summary>Serves one page, under the path /sandbox in one. A browser opens connections on which it asks nothing: none is waited
    /// for.</summary>
    private static async Task ServeAsync(TcpListener listener, string page)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), page);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private static async Task AnswerAsync(Socket socket, string page)
    {
        using Socket peer = socket;
        byte[] request = new byte[16 * 1024];
        int length = await peer.ReceiveAsync(request, TestContext.Current.CancellationToken);
        string sandbox = Encoding.ASCII.GetString(request, 0, length).StartsWith("GET /sandbox ", StringComparison.Ordinal)
            ? "Content-Security-Policy: sandbox allow-forms\r\n"
            : "";
        string head = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{sandbox}Connection: close\r\nContent-Length: {page.Length}\r\n\r\n";
        await peer.SendAsync(Encoding.UTF8.GetBytes(head + page), TestContext.Current.CancellationToken);
        peer.Shutdown(SocketShutdown.Send);
    }
}
