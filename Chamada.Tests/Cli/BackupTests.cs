using System.Net;
using System.Text;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary><c>chamada backup</c> from a server at work, and <c>restore</c>.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Token = "00112233445566778899aabbccddeeff";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_under_load_is_there_after_a_kill_and_a_restore()
    {
        string backup = PathOf("monday.db"), restored = PathOf("restored");
        int before, last;
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", PathOf("data")]))
        {
            using RawPeer peer = await ConnectAsync(server);
            await peer.SendAsync($"OPEN 3030 TOKEN {Token}\r\n");
            await peer.ReadToAsync($"{Token}\r\n");
            using CancellationTokenSource enough = new();
            int acknowledged = 0;
            Task load = Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    await peer.SendAsync(RawPeer.Resp("PRESENT", "3030", $"{acknowledged + 1}"));
                    await peer.ReadToAsync("+REGISTERED\r\n");
                    Interlocked.Increment(ref acknowledged);
                }
            });
            before = await ReachedAsync(() => Volatile.Read(ref acknowledged), 200, load);
            ProcessOutcome made = await RunAsync("backup", backup, "--data", PathOf("data"), "--lang", "en");
            Assert.True(made.ExitCode == 0, made.Error);
            Assert.EndsWith("open roll calls: 1\n", made.Output, StringComparison.Ordinal);
            await ReachedAsync(() => Volatile.Read(ref acknowledged), Volatile.Read(ref acknowledged) + 50, load);
            await enough.CancelAsync();
            await load.WaitAsync(TestServer.Patience, TestContext.Current.CancellationToken);
            last = acknowledged;
            await server.KillAsync();
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        }

        Assert.Equal([Path.GetFileName(backup)], Directory.EnumerateFileSystemEntries(_folder.Path, "monday*").Select(Path.GetFileName));
        Assert.Equal(0, (await RunAsync("restore", backup, "--data", restored)).ExitCode);
        Assert.InRange(await CountAsync(restored), before, last);
        Assert.Equal(last, await CountAsync(PathOf("data"))); // The backup took nothing from where it was made.
    }

    [Fact]
    public async Task A_folder_that_a_kill_has_left_is_backed_up_with_all_that_stands_in_its_log()
    {
        await FillAsync(PathOf("data"), kill: true);
        Assert.True(new FileInfo(PathOf("data/chamada.db-wal")).Length > 0);
        Assert.Equal(0, (await RunAsync("copia", PathOf("b"), "--dados", PathOf("data"))).ExitCode);
        Assert.Equal(0, (await RunAsync("restaurar", PathOf("b"), "--dados", PathOf("restored"))).ExitCode);
        Assert.Equal(3, await CountAsync(PathOf("restored")));
        Assert.Equal(3, await CountAsync(PathOf("data")));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_no_folder_in_use_is_touched()
    {
        await FillAsync(PathOf("data"), kill: false);
        await File.WriteAllTextAsync(PathOf("taken"), "mine", TestContext.Current.CancellationToken);
        ProcessOutcome taken = await RunAsync("backup", PathOf("taken"), "--data", PathOf("data"), "--lang", "en");
        Assert.Equal((3, ""), (taken.ExitCode, taken.Output));
        Assert.Contains("taken is there already", taken.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(PathOf("taken"), TestContext.Current.CancellationToken));

        Assert.Equal(0, (await RunAsync("backup", PathOf("b"), "--data", PathOf("data"))).ExitCode);
        ProcessOutcome full = await RunAsync("restore", PathOf("b"), "--data", PathOf("data"), "--lang", "pt-BR");
        Assert.Equal((3, ""), (full.ExitCode, full.Output));
        Assert.Contains("já existe", full.Error, StringComparison.Ordinal);
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", PathOf("used")]))
        {
            ProcessOutcome used = await RunAsync("restore", PathOf("b"), "--data", PathOf("used"), "--lang", "en");
            Assert.Equal((3, ""), (used.ExitCode, used.Output));
            Assert.Contains("uses the data folder", used.Error, StringComparison.Ordinal);
        }

        Assert.Equal(3, await CountAsync(PathOf("data")));
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("comment")]
    [InlineData("view")]
    [InlineData("longer")]
    [InlineData("a page longer")]
    [InlineData("cut")]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("missing")]
    public async Task What_is_no_whole_backup_is_not_restored(string how)
    {
        await FillAsync(PathOf("data"), kill: false);
        Assert.Equal(0, (await RunAsync("backup", PathOf("b"), "--data", PathOf("data"))).ExitCode);
        byte[] bytes = await File.ReadAllBytesAsync(PathOf("b"), TestContext.Current.CancellationToken);
        string? altered = how switch
        {
            "altered" => "student-2", // What a student was.
            "comment" => "order of decision", // What a table says of itself.
            "view" => "event.student", // What a person is shown.
            _ => null,
        };
        if (altered is not null)
        {
            int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(altered));
            Assert.True(at > 0);
            bytes[at + altered.Length - 1] ^= 1;
        }

        bytes = how switch
        {
            "longer" => [.. bytes, 0],
            "a page longer" => [.. bytes, .. new byte[4096]],
            "cut" => bytes[..(bytes.Length / 2)],
            "text" => Encoding.UTF8.GetBytes("042191010\n"),
            "empty" => [],
            _ => bytes,
        };
        await File.WriteAllBytesAsync(PathOf("b"), bytes, TestContext.Current.CancellationToken);
        ProcessOutcome outcome = await RunAsync(
            "restore", PathOf(how == "missing" ? "nowhere" : "b"), "--data", PathOf("restored"), "--lang", "en");
        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.False(File.Exists(PathOf("restored/chamada.db")));
        Assert.Equal(0, await CountAsync(PathOf("restored"))); // And a server may begin there.
    }

    [Fact]
    public async Task Where_there_is_no_journal_no_backup_is_made()
    {
        ProcessOutcome outcome = await RunAsync("backup", PathOf("b"), "--data", PathOf("nothing"));
        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "b*"));
        Assert.False(Directory.Exists(PathOf("nothing")));
        Assert.Equal(2, (await RunAsync("backup")).ExitCode);
        Assert.Equal(2, (await RunAsync("restore")).ExitCode);
    }

    private static Task<RawPeer> ConnectAsync(ChamadaProcess server) => RawPeer.ConnectAsync(IPEndPoint.Parse(server.Address));

    /// <summary>Waits until so many are reached, or the load has failed.</summary>
    private static async Task<int> ReachedAsync(Func<int> count, int wanted, Task load)
    {
        while (count() < wanted && !load.IsCompleted)
        {
            await Task.Yield();
        }

        Assert.True(count() >= wanted);
        return count();
    }

    private static async Task FillAsync(string data, bool kill)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data]);
        using RawPeer peer = await ConnectAsync(server);
        await peer.SendAsync($"OPEN 3030 TOKEN {Token}\r\nPRESENT 3030 student-1\r\nPRESENT 3030 student-2\r\nPRESENT 3030 student-3\r\n"
            + "PING done\r\n");
        await peer.ReadToAsync("done\r\n");
        await (kill ? server.KillAsync() : server.TerminateAsync());
    }

    /// <summary>How many are present in a folder, as a server tells that is started there; 0 where the class is not open.</summary>
    private static async Task<int> CountAsync(string data)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--data", data]);
        using RawPeer peer = await ConnectAsync(server);
        await peer.SendAsync("ROLLS\r\nPING done\r\n");
        string[] lines = (await peer.ReadToAsync("done\r\n")).Split("\r\n");
        await server.TerminateAsync();
        return lines[0] == "*0" ? 0 : int.Parse(lines[5].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => ChamadaProcess.RunAsync(
        arguments, new Dictionary<string, string?> { ["XDG_DATA_HOME"] = PathOf("home"), ["CHAMADA_LINKS"] = "none" });
}
