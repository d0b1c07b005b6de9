using System.Globalization;
using System.Net;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.EndToEnd;

/// <summary>A server that is given too little memory for all who come.</summary>
public sealed class OutOfMemoryTests
{
    private const int Together = 500;
    private const int Newcomers = 30;

    [Fact]
    public async Task Whom_it_has_no_room_for_it_tells_so_and_goes_on_with_all_others()
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string?> environment = folder.Environment();
        environment["DOTNET_GCHeapHardLimit"] = "1800000"; // 24 MiB, in hexadecimal; native code takes no 0x before it.
        environment["DOTNET_gcServer"] = "0";
        string data = Path.Combine(folder.Path, "data");
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data], environment);
        using RawPeer peer = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
        string token = new('a', 32);
        await peer.AskAsync("OPEN", "3030", "TOKEN", token);
        await peer.ReadToAsync(token + "\r\n");

        int registered = 0;
        bool wasRefused = false;
        while (!wasRefused)
        {
            Assert.True(registered < 5_000_000, "this much cannot fit");
            await peer.SendAsync(string.Concat(Enumerable.Range(registered, Together).Select(
                i => RawPeer.Resp("PRESENT", "3030", i.ToString("D9", CultureInfo.InvariantCulture)))));
            await peer.AskAsync("PING");
            string answers = await peer.ReadToAsync("+PONG\r\n");
            int told = answers.Split("+REGISTERED\r\n").Length - 1, refused = answers.Split("-UNAVAILABLE ").Length - 1;
            Assert.Equal(Together, told + refused);
            registered += told;
            wasRefused = refused > 0;
        }

        await peer.AskAsync("PRESENT", "3030", "000000000");
        await peer.ReadToAsync("+ALREADY\r\n");
        await peer.AskAsync("ROLLS");
        await peer.ReadToAsync($":{registered}\r\n");

        // Many are answered who come now, each at once, and while all others stay.
        List<RawPeer> others = [];
        for (int i = 0; i < Newcomers; i++)
        {
            RawPeer other = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
            others.Add(other);
            await other.AskAsync("PRESENT", "3030", "000000000");
            await other.ReadToAsync("+ALREADY\r\n");
            await other.AskAsync("PRESENT", "3030", "new");
            Assert.StartsWith("-UNAVAILABLE ", await other.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }

        others.ForEach(static other => other.Dispose());
        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);

        // What was told is on disk, and no more than that.
        environment.Remove("DOTNET_GCHeapHardLimit");
        await using ChamadaProcess again = await ChamadaProcess.StartServerAsync(["--data", data], environment);
        using RawPeer teacher = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, again.Port));
        await teacher.AskAsync("CLOSE", "3030", token);
        string list = await teacher.ReadToAsync($"$9\r\n{(registered - 1).ToString("D9", CultureInfo.InvariantCulture)}\r\n");
        Assert.Contains($"*{registered}\r\n", list, StringComparison.Ordinal);
    }
}
