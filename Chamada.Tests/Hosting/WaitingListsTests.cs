using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Log;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Hosting;

/// <summary>Lists that nobody received: how they grow old, and what becomes of them.</summary>
public sealed class WaitingListsTests : IDisposable
{
    private static readonly Step Class = new(RollVerb.Open, 3030, 0, 0, 0);

    private readonly TemporaryFolder _folder = new();
    private readonly LogLines _log = new();
    private readonly HandClock _clock = new();
    private readonly RollBook _book;

    public WaitingListsTests()
    {
        _book = new RollBook(new MemoryLog(), _clock);
        Ask(Class);
        Ask(Class with { Verb = RollVerb.Present });
        Ask(Class with { Verb = RollVerb.Close });
    }

    private string Unfetched => Path.Combine(_folder.Path, UnfetchedFolder.Name);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_list_that_waited_its_time_is_a_file_and_no_more_in_the_database()
    {
        WaitingLists lists = Make();
        await lists.LookAsync();
        await PassAsync(lists, TimeSpan.FromDays(29));
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(await lists.ListsAsync()).Left);
        Assert.False(Directory.Exists(Unfetched));
        await PassAsync(lists, TimeSpan.FromDays(1));

        Assert.Empty(await lists.ListsAsync());
        SavedListFile file = Assert.Single(new SavedListFolder(Unfetched).Files().Value!);
        Assert.Equal("000", Assert.Single(SavedListFolder.Read(file).Value!.Students).Student.ToString());
        Assert.Equal(RollWord.NotOpen, Ask(Class with { Verb = RollVerb.Close }).Word);
        await PassAsync(lists, TimeSpan.FromHours(1));
        Assert.False(File.Exists(Path.Combine(_folder.Path, WaitingAges.FileName)));
        await _log.WaitForAsync("The list of class 3030");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(4000)]
    [InlineData(-4000)]
    public async Task A_clock_that_is_put_right_or_wrong_makes_no_list_old(int days)
    {
        WaitingLists lists = Make();
        await lists.LookAsync();
        _clock.Shown = _clock.Shown with { UnixMilliseconds = _clock.Shown.UnixMilliseconds + (days * 86_400_000L) };
        await PassAsync(lists, TimeSpan.FromHours(1));
        WaitingLists restarted = Make();
        await restarted.LookAsync();
        await PassAsync(restarted, TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours((30 * 24) - 2), Assert.Single(await restarted.ListsAsync()).Left);
        Assert.Equal(RollWord.Closed, Ask(Class with { Verb = RollVerb.Close }).Word);
    }

    [Fact]
    public async Task What_servers_have_seen_go_by_adds_up_and_nothing_else()
    {
        for (int run = 0; run < 3; run++)
        {
            WaitingLists lists = Make();
            await lists.LookAsync();
            await PassAsync(lists, TimeSpan.FromDays(9));
            _clock.Pass(TimeSpan.FromDays(365)); // The machine is off.
        }

        WaitingLists last = Make();
        await last.LookAsync();
        Assert.Equal(TimeSpan.FromDays(3), Assert.Single(await last.ListsAsync()).Left);
        await PassAsync(last, TimeSpan.FromDays(3));
        Assert.Empty(await last.ListsAsync());
    }

    [Fact]
    public async Task It_is_said_beforehand_once_and_with_what_is_left()
    {
        WaitingLists lists = Make();
        await lists.LookAsync();
        await PassAsync(lists, TimeSpan.FromDays(22));
        Assert.Empty(_log.Lines);
        await PassAsync(lists, TimeSpan.FromDays(1));
        await PassAsync(lists, TimeSpan.FromDays(1));
        Assert.Contains("another 7 days", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_stays_and_is_tried_again()
    {
        await File.WriteAllTextAsync(Unfetched, "in the way", TestContext.Current.CancellationToken);
        WaitingLists lists = Make();
        await lists.LookAsync();
        await PassAsync(lists, TimeSpan.FromDays(31));
        Assert.Equal(TimeSpan.Zero, Assert.Single(await lists.ListsAsync()).Left);
        Assert.Contains("could not be written", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(RollWord.Closed, Ask(Class with { Verb = RollVerb.Close }).Word);

        File.Delete(Unfetched);
        await PassAsync(lists, TimeSpan.FromHours(1));
        Assert.Empty(await lists.ListsAsync());
    }

    [Fact]
    public async Task Without_a_folder_a_list_waits_for_ever()
    {
        WaitingLists lists = new(_book, null, new WaitingAges(null), TimeSpan.FromDays(30), _clock, new ServerLog(_log));
        await lists.LookAsync();
        await PassAsync(lists, TimeSpan.FromDays(3000));
        Assert.Null(Assert.Single(await lists.ListsAsync()).Left);
        Assert.Equal(1, Ask(Class with { Verb = RollVerb.Close }).List!.Count);
    }

    [Fact]
    public async Task A_received_list_is_not_written()
    {
        WaitingLists lists = Make();
        await lists.LookAsync();
        Ask(Class with { Verb = RollVerb.Received });
        await PassAsync(lists, TimeSpan.FromDays(31));
        Assert.Empty(await lists.ListsAsync());
        Assert.False(Directory.Exists(Unfetched));
    }

    [Fact]
    public async Task A_server_with_a_data_folder_looks_by_itself()
    {
        ServerOptions options =
            new() { Address = System.Net.IPAddress.Loopback, Port = 0, DataFolder = _folder.Path, KeepClosed = TimeSpan.FromSeconds(2) };
        await using RollServer server = (await RollServer.StartAsync(options, log: _log)).Server!;
        await using RollClient client = (await RollClient.ConnectAsync(new ServerAddress("127.0.0.1", server.EndPoint.Port))).Value!;
        string token = new('a', 32);
        Assert.NotNull((await client.OpenAsync(ClassNumber.From(3030), token)).Value);
        Assert.NotNull((await client.CloseAsync(ClassNumber.From(3030), token)).Value);
        await _log.WaitForAsync("is a file in the folder 'unfetched' now");
        Assert.Single(new SavedListFolder(Unfetched).Files().Value!);
    }

    private WaitingLists Make() => new(
        _book,
        new UnfetchedFolder(Unfetched, static () => new ServerAddress("10.0.0.1", 5050),
            error => new ServerLog(_log).ListNotMoved(error.Path, error.Cause)),
        new WaitingAges(Path.Combine(_folder.Path, WaitingAges.FileName)),
        TimeSpan.FromDays(30),
        _clock,
        new ServerLog(_log));

    private async Task PassAsync(WaitingLists lists, TimeSpan time)
    {
        _clock.Pass(time);
        await lists.LookAsync();
    }

    private RollOutcome Ask(Step step)
    {
        RollBatch batch = new RollLogContract.Asked([step.Request]).Batch;
        Assert.True(_book.Submit(batch));
        return batch.Outcomes[0];
    }
}
