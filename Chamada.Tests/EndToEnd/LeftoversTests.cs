using System.Diagnostics;

namespace Chamada.Tests.EndToEnd;

/// <summary>A process that a test forgets is found and ended, also one that its parent left behind.</summary>
public sealed class LeftoversTests(Leftovers leftovers)
{
    [Fact]
    public async Task What_has_the_mark_is_ended_and_named_with_what_it_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process is known by its mark where there is a /proc");
        string mark = $"CHAMADA_TEST_MARK={Guid.NewGuid():N}";
        ProcessStartInfo info = InstalledProgram.StartInfo("sh", "-c", "sleep 1000 & echo $!; exec sleep 1001");
        info.Environment["CHAMADA_TEST_MARK"] = mark[(mark.IndexOf('=', StringComparison.Ordinal) + 1)..];
        using Process forgotten = Process.Start(info)!;
        string child = (await forgotten.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        string[] ended = [];
        while (ended.Length < 2)
        {
            // The one that becomes "sleep" has, for a moment, no environment to be read.
            ended = [.. ended, .. Leftovers.End(mark, 0).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }

        Assert.Contains(ended, line => line.StartsWith($"{forgotten.Id} ", StringComparison.Ordinal));
        Assert.Contains(ended, line => line.StartsWith($"{child} ", StringComparison.Ordinal));
        await forgotten.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(ChamadaProcess.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(128 + Signals.Kill, forgotten.ExitCode);
        Assert.Equal("", Leftovers.End(mark, 0));
    }

    [Fact]
    public async Task What_tests_start_has_the_mark()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process is known by its mark where there is a /proc");
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        Assert.Contains(leftovers.Mark,
            (await File.ReadAllTextAsync($"/proc/{server.Id}/environ", TestContext.Current.CancellationToken)).Split('\0'));
    }
}
