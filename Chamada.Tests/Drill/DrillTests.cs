using System.Net;
using System.Text.RegularExpressions;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;
using Chamada.Tui.Drill;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Drill;

public sealed partial class DrillTests
{
    private static readonly TimeSpan Patience = ChamadaProcess.Limit;

    [Theory]
    [InlineData("en", "register", "Nothing that was acknowledged was lost")]
    [InlineData("pt-BR", "registrar", "Nada do que foi confirmado se perdeu")]
    public async Task A_short_drill_with_kills_loses_nothing(string language, string row, string verdict)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(
            ["drill", "--students", "60", "--classes", "3", "--seconds", "2", "--kill", "2", "--lang", language]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        Assert.Contains(verdict, outcome.Output, StringComparison.Ordinal);
        string[] cells = Spaces().Split(outcome.Output.Split('\n').Single(line => line.StartsWith(row + " ", StringComparison.Ordinal)));
        Assert.True(int.Parse(cells[1], null) >= 60, $"only {cells[1]} were asked");
        Assert.Equal(cells[1], cells[2]); // Everybody is answered in the end.
        Assert.Equal(["0", "0"], cells[3..5]);
    }

    [Fact]
    public async Task A_server_that_forgets_is_found_out()
    {
        DrillRun drill = new(new DrillPlan(40, 1, TimeSpan.FromSeconds(1), 0), TimeProvider.System, Random.Shared);
        RollServer server = await StartAsync();
        int port = server.EndPoint.Port;
        using DrillRequests requests =
            new(() => new ServerAddress("127.0.0.1", Volatile.Read(ref port)), TimeProvider.System, Random.Shared, CancellationToken.None);
        Task lesson =
            new Lesson(requests, drill, ClassNumber.From(1), [.. Enumerable.Range(1, 40).Select(Lesson.Student)], TimeSpan.FromSeconds(1))
                .RunAsync();
        Assert.True(SpinWait.SpinUntil(() => drill.Count(DrillRequest.Present).Acknowledged >= 10, Patience));

        await using RollServer forgetful = await StartAsync();
        Volatile.Write(ref port, forgetful.EndPoint.Port);
        await server.DisposeAsync();
        await lesson.WaitAsync(Patience);

        Assert.True(drill.Count(DrillRequest.Present).Lost >= 5, $"only {drill.Count(DrillRequest.Present).Lost} were found to be lost");
        Assert.True(drill.Count(DrillRequest.Open).Lost > 0);
        Assert.False(new DrillResult([drill.Count(DrillRequest.Present)], 1, 1, null, null).IsSound);
    }

    [Fact]
    public async Task A_lesson_on_a_sound_server_finds_nothing()
    {
        DrillRun drill = new(new DrillPlan(10, 1, TimeSpan.FromSeconds(1), 0), TimeProvider.System, Random.Shared);
        await using RollServer server = await StartAsync();
        ServerAddress address = new("127.0.0.1", server.EndPoint.Port);
        using DrillRequests requests = new(() => address, TimeProvider.System, Random.Shared, CancellationToken.None);
        await new Lesson(requests, drill, ClassNumber.From(1), [.. Enumerable.Range(1, 10).Select(Lesson.Student)],
            TimeSpan.FromMilliseconds(50)).RunAsync()
            .WaitAsync(Patience);

        RequestCount[] counts = [.. Enum.GetValues<DrillRequest>().Select(drill.Count)];
        Assert.True(new DrillResult(counts, 1, 0, null, null).IsSound);
        Assert.All(counts, static count => Assert.Equal(count.Asked, count.Acknowledged));
        Assert.True(drill.Count(DrillRequest.Present).Asked >= 10);
    }

    [Fact]
    public void The_table_shows_a_loss_and_where_the_data_is()
    {
        RequestCount count = new(DrillRequest.Present);
        for (int i = 1; i <= 200; i++)
        {
            count.Ask();
            count.Acknowledge(TimeSpan.FromMilliseconds(i * 10));
        }

        count.Lose(3);
        count.Repeat();
        using MemoryStream output = new();
        CliOutput cli = new(output, Stream.Null);
        new DrillTable(new CliContext(LanguagePack.Of(Language.English), cli, static _ => null, TimeProvider.System))
            .Write(new DrillResult([count], 4, 1, null, "/tmp/kept"));
        cli.Flush();

        string text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.Matches(@"register +200 +200 +3 +1 +1\.00 s +1\.98 s +2\.00 s", text);
        Assert.Contains("4 lessons; the server was killed 1 time.", text, StringComparison.Ordinal);
        Assert.Contains("LOST OR STANDS TWICE. The server's data is kept in /tmp/kept", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--students", "0")]
    [InlineData("--students", "5", "--classes", "6")]
    [InlineData("--kill", "-1")]
    [InlineData("--seconds", "x")]
    public async Task Wrong_numbers_are_usage_errors(params string[] args)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(["drill", .. args, "--lang", "en"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("chamada: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private static async Task<RollServer> StartAsync() =>
        (await RollServer.StartAsync(new ServerOptions { Address = IPAddress.Loopback, Port = 0 })).Server!;

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
