using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Web;

/// <summary>The pages of the executable, as curl and the command line see them.</summary>
public sealed class WebCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_and_the_command_line_tell_the_same()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        await using ChamadaProcess server =
            await ChamadaProcess.StartServerAsync(["--data", Path.Combine(_folder.Path, "data")], environment);
        await ChamadaProcess.RunAsync(["teacher", "--open", "3030", "--server", server.Address], environment);
        string url =
            $"http://{server.Address}/3030", json = await CurlAsync("-d", "student=042191010", "-H", "Accept: application/json", url);
        ProcessOutcome repeated = await ChamadaProcess.RunAsync(
            ["student", "--class", "3030", "--student", "042191010", "--server", server.Address, "--json"], environment);
        Assert.Equal(repeated.Output, json.Replace("registered", "already", StringComparison.Ordinal));
        Assert.Contains("<h1>Already registered</h1>", await CurlAsync("-F", "student=042191010", "-H", "Accept-Language: en", url),
            StringComparison.Ordinal);
        ProcessOutcome list = await ChamadaProcess.RunAsync(["teacher", "--list", "3030", "--server", server.Address], environment);
        Assert.Contains("042191010", list.Output, StringComparison.Ordinal);
        ProcessOutcome stopped = await server.TerminateAsync();
        Assert.Equal(0, stopped.ExitCode);
        Assert.DoesNotContain("042191010", stopped.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-web", "en")]
    [InlineData("--sem-web", "pt-BR")]
    public async Task Without_the_pages_a_browser_is_refused_and_all_else_is_as_ever(string flag, string language)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", flag, "--lang", language]);
        Assert.Equal("501", await CurlAsync("-o", "/dev/null", "-w", "%{http_code}", $"http://{server.Address}/"));
        ProcessOutcome opened =
            await ChamadaProcess.RunAsync(["teacher", "--open", "3030", "--server", server.Address], _folder.Environment());
        Assert.Equal(0, opened.ExitCode);
        ProcessOutcome help = await ChamadaProcess.RunAsync(["teacher", "--help", "--lang", language]);
        Assert.Contains(flag, help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_the_server_was_told_is_its_own()
    {
        await using ChamadaProcess server =
            await ChamadaProcess.StartServerAsync(["--memory", "--web-name", "chamada.example.org, a.example"]);
        await ChamadaProcess.RunAsync(["teacher", "--open", "3030", "--server", server.Address], _folder.Environment());
        foreach ((string name, string status) in ((string, string)[])[("a.example", "200"), ("b.example", "403")])
        {
            Assert.Equal(status, await CurlAsync(
                "-o", "/dev/null", "-w", "%{http_code}", "-d", "student=1", "-H", $"Host: {name}", $"http://{server.Address}/3030"));
        }
    }

    [Theory]
    [InlineData("http://chamada.example.org")]
    [InlineData("a,,b")]
    [InlineData("")]
    public async Task What_is_no_name_is_said_so(string name)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(["serve", "--memory", "--web-name", name, "--lang", "en"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--web-name", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_record_lives_and_is_not_ready()
    {
        Dictionary<string, string?> environment = _folder.Environment();
        string data = Path.Combine(_folder.Path, "data");
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data], environment);
        string root = $"http://{server.Address}";
        Assert.Equal("ok\n200", await CurlAsync("-w", "%{http_code}", root + "/health/ready"));
        await ChamadaProcess.RunAsync(["teacher", "--open", "3030", "--server", server.Address], environment);
        Directory.Delete(data, recursive: true);
        string answer =
            await CurlAsync("-w", "%{http_code}", "-d", "student=1", "-H", "Accept: application/json", "-H", "Accept-Language: en", root
                + "/3030");
        Assert.Equal("{\"error\":\"The server cannot record anything\"}\n503", answer);
        Assert.Equal("not ready\n503", await CurlAsync("-w", "%{http_code}", root + "/health/ready"));
        Assert.Equal("ok\n200", await CurlAsync("-w", "%{http_code}", root + "/health/live"));
    }

    [Fact]
    public async Task A_stop_makes_it_unready_before_it_is_gone()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        using RawPeer kept = await RawPeer.ConnectAsync(IPEndPoint.Parse(server.Address));
        await kept.SendAsync("GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await kept.ReadToAsync("ok\n"), StringComparison.Ordinal);
        await server.TerminateAsync();
        Assert.Equal("", await kept.ReadToEndAsync());
    }

    private static async Task<string> CurlAsync(params string[] args)
    {
        using Process curl = Process.Start(InstalledProgram.StartInfo("curl", ["-sS", "--noproxy", "*", "--max-time", "60", .. args]))!;
        Task<string> output = curl.StandardOutput.ReadToEndAsync(), error = curl.StandardError.ReadToEndAsync();
        await curl.WaitForExitAsync().WaitAsync(TestServer.Patience);
        Assert.True(curl.ExitCode == 0, await error);
        return await output;
    }
}
