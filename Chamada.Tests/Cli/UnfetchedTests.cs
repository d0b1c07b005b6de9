using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Log;
using Chamada.Tests.Screens;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tests.Cli;

/// <summary>A teacher who comes when the server has made a file of the list is given the list, or is told where it lies.</summary>
public sealed class UnfetchedTests : IDisposable
{
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly TemporaryFolder _folder = new();
    private readonly LogLines _log = new();

    private TeacherFolder Teacher => new(Path.Combine(_folder.Path, "chamada"));

    [Fact]
    public async Task On_the_servers_own_machine_closing_fetches_the_file_with_its_names_and_then_nothing_is_left_over()
    {
        Assert.Null(Teacher.Rosters.Change(Class, static _ => new Roster([new(ModelBench.Student("10"), "Ana")])).Error);
        await using RollServer server = await ServeAsync(Path.Combine(_folder.Path, "chamada", "server"));
        await OpenAndMoveAsync(server);
        ProcessOutcome closed = await RunAsync(server, "--close", "3030", "--json");
        Assert.Equal((0, ""), (closed.ExitCode, closed.Error));
        Assert.EndsWith("\"students\":[\"10\"]}\n", closed.Output, StringComparison.Ordinal);
        SavedList saved = SavedListFolder.Read(Assert.Single(Teacher.SavedLists.Files().Value!)).Value!;
        Assert.Equal("Ana", saved.Names[ModelBench.Student("10")]);
        Assert.NotNull(saved.Chain);
        Assert.Empty(new SavedListFolder(Teacher.Unfetched).Files().Value!);
        Assert.Empty(Teacher.Tokens.All().Value!);
    }

    [Theory]
    [InlineData("en", "class 3030 has no open roll call.", "in the folder unfetched of its data")]
    [InlineData("pt-BR", "a turma 3030 não tem chamada aberta.", "na pasta unfetched dos dados dele")]
    public async Task Elsewhere_it_is_said_where_the_list_may_lie(string language, string said, string where)
    {
        string data = Path.Combine(_folder.Path, "elsewhere");
        await using RollServer server = await ServeAsync(data);
        await OpenAndMoveAsync(server);
        foreach (string asked in (string[])["--list", "--close"])
        {
            ProcessOutcome outcome = await RunAsync(server, asked, "3030", "--lang", language);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
            Assert.Contains(where, outcome.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        Assert.Single(new SavedListFolder(Path.Combine(data, UnfetchedFolder.Name)).Files().Value!);
    }

    [Fact]
    public async Task The_list_of_another_teacher_is_nobody_elses()
    {
        await using RollServer server = await ServeAsync(Path.Combine(_folder.Path, "chamada", "server"));
        await OpenAndMoveAsync(server);
        StoredToken token = Assert.Single(Teacher.Tokens.All().Value!);
        Assert.NotNull(Teacher.FindUnfetched(token));
        Assert.Null(Teacher.FindUnfetched(token with { Token = RollClient.NewToken() }));
        Assert.Null(Teacher.FindUnfetched(token with { Class = ClassNumber.From(3031) }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_teachers_screen_fetches_it_too_or_says_that_it_left_the_server(bool isHere)
    {
        using ViewBench bench = new();
        TeacherFolder folder = bench.Models.Folder;
        DateTimeOffset opened = bench.Models.Clock.GetLocalNow().AddDays(-31), closed = opened.AddMinutes(5);
        using (ReservedToken reserved = folder.Tokens.Reserve(bench.Models.Server.Address, Class, RollClient.NewToken).Value!)
        {
            Assert.Null(reserved.Confirm(opened));
            SavedList list = new(Class, opened, closed, bench.Models.Server.Address, [])
            {
                Chain = SavedChain.Of(RecordSalt.Of(reserved.Token), Class, opened, closed, []),
            };
            Assert.True(!isHere || new SavedListFolder(folder.Unfetched).Save(list).Error is null);
        }

        TeacherModel teacher = bench.ShowTeacher();
        bench.Until(isHere ? "One list closed earlier was recovered in " : "! Class 3030: list left the server; see its folder unfetched.");
        Assert.Equal(isHere ? 1 : 0, teacher.RecoveredFiles.Count);
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private async Task<RollServer> ServeAsync(string data) => (await RollServer.StartAsync(
        new ServerOptions
        {
            Address = System.Net.IPAddress.Loopback,
            Port = 0,
            DataFolder = data,
            KeepClosed = TimeSpan.FromSeconds(2),
        },
        log: _log)).Server!;

    private async Task OpenAndMoveAsync(RollServer server)
    {
        Assert.Equal(0, (await RunAsync(server, "--open", "3030")).ExitCode);
        StoredToken token = Assert.Single(Teacher.Tokens.All().Value!);
        await using RollClient client = (await RollClient.ConnectAsync(new ServerAddress("127.0.0.1", server.EndPoint.Port))).Value!;
        Assert.NotNull((await client.PresentAsync(Class, ModelBench.Student("10"))).Value);
        Assert.NotNull((await client.CloseAsync(Class, token.Token)).Value);
        await _log.WaitForAsync("is a file in the folder 'unfetched' now");
    }

    private Task<ProcessOutcome> RunAsync(RollServer server, params string[] args) => CommandLine.RunAsync(
        ["teacher", "--server", $"127.0.0.1:{server.EndPoint.Port}", .. args], ("XDG_DATA_HOME", _folder.Path));
}
