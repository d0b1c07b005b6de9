using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.EndToEnd;

/// <summary>A server that is given too little memory for all who come.</summary>
public sealed class OutOfMemoryTests
{
    private const int Together = 500;

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
        await IsServedAsync(server.Port);
        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);

        // What was told is on disk, and no more than that.
        environment.Remove("DOTNET_GCHeapHardLimit");
        await using ChamadaProcess again = await ChamadaProcess.StartServerAsync(["--data", data], environment);
        using RawPeer teacher = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, again.Port));
        await teacher.AskAsync("CLOSE", "3030", token);
        string list = await teacher.ReadToAsync($"$9\r\n{(registered - 1).ToString("D9", CultureInfo.InvariantCulture)}\r\n");
        Assert.Contains($"*{registered}\r\n", list, StringComparison.Ordinal);
    }

    /// <summary>Somebody new is answered, if not in the moment in which there is no room for another connection, then in a next
    /// one.</summary>
    private static async Task IsServedAsync(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using RawPeer other = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
                await other.AskAsync("PRESENT", "3030", "000000000");
                await other.ReadToAsync("+ALREADY\r\n");
                return;
            }
            catch (Exception e) when (attempt < 100
                && (e is IOException or SocketException || e.Message.StartsWith("the connection ended", StringComparison.Ordinal)))
            {
                await Task.Yield();
            }
        }
    }
}
