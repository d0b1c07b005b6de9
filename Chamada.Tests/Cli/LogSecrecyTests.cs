using System.Net;
using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary>A server that is used, misused, killed and started again says nothing in its log that anybody could use or that names a
/// student.</summary>
public sealed partial class LogSecrecyTests : IDisposable
{
    private const string Token = "00112233445566778899aabbccddeeff", OtherToken = "ffeeddccbbaa99887766554433221100";
    private const string RightKey = "right-key-5f1c9e", WrongKey = "wrong-key-7ab03d";
    private const string Device = "0f1e2d3c4b5a69788796a5b4c3d2e1f0", Typed = "918273";

    private static readonly string[] Students = ["042191010", "042191011", "042191012", "042191013", "0421910_14"];

    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _secrets = [Token, OtherToken, RightKey, WrongKey, Device, Typed, .. Students];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("text", "en")]
    [InlineData("json", "en")]
    [InlineData("text", "pt-BR")]
    [InlineData("json", "pt-BR")]
    public async Task No_token_key_code_device_receipt_or_student_number_stands_in_the_log(string format, string language)
    {
        string keys = Path.Combine(_folder.Path, "keys");
        await File.WriteAllTextAsync(keys, $"ana {RightKey}\n", TestContext.Current.CancellationToken);
        string[] options =
        [
            "--data", Path.Combine(_folder.Path, "data"), "--tls", "--teacher-key-file", keys, "--log-format", format, "--lang", language,
            "--metrics", "127.0.0.1:0", "--max-students", "4", "--limit-loopback", "--max-per-address", "8",
        ];
        string log;
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(options))
        {
            await UseAsync(server);
            log = (await server.KillAsync()).Error;
        }

        await using (ChamadaProcess again = await ChamadaProcess.StartServerAsync(options))
        {
            await MisuseAsync(again);
            log += (await again.TerminateAsync()).Error;
        }

        // It was a run in which there was something to tell.
        Assert.Contains("ana", log, StringComparison.Ordinal);
        Assert.True(log.Split('\n').Length > 10, log);
        Assert.All(_secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<RawPeer> ConnectAsync(ChamadaProcess server) => RawPeer.ConnectAsync(IPEndPoint.Parse(server.Address));

    /// <summary>A roll call with everything that may be asked for, in every protocol.</summary>
    private async Task UseAsync(ChamadaProcess server)
    {
        using RawPeer teacher = await ConnectAsync(server);
        await teacher.SendAsync($"AUTH {WrongKey}\r\nAUTH ana {WrongKey}\r\nOPEN 3030 TOKEN {Token}\r\nAUTH ana {RightKey}\r\n"
            + $"OPEN 3030 TOKEN {Token} CODE 60 DEVICE refuse FROM local LISTED refuse\r\n"
            + $"ROSTER 3030 {Token} ADD {string.Join(' ', Students)}\r\nCODE 3030 {Token}\r\nPING shown\r\n");
        string code = Code().Match(await teacher.ReadToAsync("shown\r\n")).Groups[1].Value;
        Assert.NotEqual("", code);
        _secrets.Add(code);

        await teacher.SendAsync($"PRESENT 3030 {Students[0]} CODE {code} DEVICE {Device} RECEIPT\r\n"
            + $"PRESENT 3030 {Students[1]} CODE {code} DEVICE {Device}\r\nPRESENT 3030 {Students[1]} TOKEN {Token}\r\n"
            + string.Concat(Enumerable.Repeat($"PRESENT 3030 {Students[2]} CODE {Typed} DEVICE {OtherToken}\r\n", 5))
            + $"CHECK 3030 {Token} {Students[0]} HERE\r\nMARK 3030 {Token} {Students[1]} ABSENT gone\r\n"
            + $"LIST 3030 {Token} LOG\r\nLIST 3030 {OtherToken}\r\nPING listed\r\n");
        string receipt = Receipt().Match(await teacher.ReadToAsync("listed\r\n")).Value;
        Assert.NotEqual("", receipt);
        _secrets.Add(receipt);

        using RawPeer text = await ConnectAsync(server);
        await text.SendAsync($"{Students[2]}/3030,student");
        await text.ReadToAsync("3030");
        using RawPeer browser = await ConnectAsync(server);
        string form = $"student={Students[3]}&code={code}";
        await browser.SendAsync("POST /3030 HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
        Assert.Contains("registered", await browser.ReadToEndAsync(), StringComparison.Ordinal);
    }

    /// <summary>The same roll call after a crash; and what nobody should send.</summary>
    private static async Task MisuseAsync(ChamadaProcess server)
    {
        using (RawPeer teacher = await ConnectAsync(server))
        {
            await teacher.SendAsync($"LIST 3030 {Token}\r\nCLOSE 3030 {OtherToken}\r\nCLOSE 3030 {Token}\r\nRECEIVED 3030 {Token}\r\n"
                + string.Concat(Enumerable.Repeat($"AUTH {WrongKey}\r\n", 8)) + $"FLY {Students[0]}\r\nPING told\r\n");
            await teacher.ReadToAsync("told\r\n");
        }

        string[] broken =
        [
            $"*1\r\n$9\r\n{Students[0]}x\r\n", $"*2\r\n$4\r\nAUTH\r\n:{RightKey}\r\n",
            $"GET /3030?c={Typed} HTTP/1.1\r\nHost: x\r\nCookie: device={Device}\r\nX-Content-Length: 1\r\n\r\n",
            $"POST /3030?k={Token} HTTP/9.9\r\n{Students[1]}\r\n\r\n", $"{Students[2]}/x,student{Token}/3030,student", $"{Token}",
            $"\u0016\u0003\u0001\u0002{Token}{Students[3]}",
        ];
        foreach (string bytes in broken)
        {
            using RawPeer peer = await ConnectAsync(server);
            await peer.SendAsync(bytes);
            peer.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await peer.ReadToEndAsync();
        }
    }

    [GeneratedRegex("\\$6\r\n([0-9]{6})\r\n")]
    private static partial Regex Code();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Receipt();
}
