using Chamada.Core.Discovery.Links;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Widgets;

namespace Chamada.Tests.Screens.Networks;

/// <summary>What the start screen says of lists that nobody has fetched from its server.</summary>
public sealed class UnfetchedListsTests
{
    private static readonly DateTimeOffset Closed = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly UnfetchedList First = new(ModelBench.Class(4040), Closed, TimeSpan.FromDays(5.5));

    [Theory]
    [InlineData("en", "Nobody fetched the list of class 4040: in 6 days it goes to /data", "Lists that nobody fetched: 1 file in /data")]
    [InlineData("pt-BR", "Ninguém buscou a lista da turma 4040: em 6 dias ela vai para", "Listas que ninguém buscou: 1 arquivo em /data")]
    public void It_is_said_beforehand_when_a_list_leaves_the_database_and_where_its_file_is(string language, string before, string after)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        UnfetchedLists lists = new([First], "/data/unfetched", 0);
        SystemNetwork nothing = new([]);
        using HostStatus host = new(bench.Models.Server.Address, isServing: false, takenPort: null, nothing, nothing, bench.Models.Clock);
        host.Serve(() => Task.FromResult(lists));
        bench.ShowTeacher(host);
        host.Start(bench.Models.Thread);
        bench.Until(before);
        lists = new([], "/data/unfetched", 1);
        bench.Until(after);
    }

    [Fact]
    public void A_list_that_is_being_fetched_just_now_is_no_news()
    {
        UnfetchedLists one = new([First], "/data/unfetched", 0);
        UnfetchedList second = First with { ClosedAt = Closed.AddDays(1) };
        Assert.Empty(one.SeenAlso(null).Waiting);
        Assert.Equal([First], (one with { Waiting = [First, second] }).SeenAlso(one).Waiting);
    }

    [Theory]
    [InlineData(5.5, "in 6 days")]
    [InlineData(2, "in 2 days")]
    [InlineData(1.5, "in 36 hours")]
    [InlineData(0.01, "soon")]
    public void What_is_left_is_told_in_days_then_in_hours(double days, string told)
    {
        HostText english = new Chamada.Tui.Resources.English.HostTextEnglish();
        Assert.Contains($": {told} it goes to ", english.UnfetchedWaits(1, "1", TimeSpan.FromDays(days), "x"), StringComparison.Ordinal);
        Assert.Equal("Nobody fetched 3 lists; the oldest is that of class 1.", english.UnfetchedWaits(3, "1", null, "x"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    public void At_80_columns_the_longest_class_and_path_leave_the_end_of_the_path(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        UnfetchedList longest = First with { Class = ModelBench.Class(123456789012345678) };
        UnfetchedLists lists = new([longest], "/srv/" + new string('x', 200) + "/unfetched", 0);
        SystemNetwork nothing = new([]);
        using HostStatus host = new(bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing, bench.Models.Clock);
        host.Serve(() => Task.FromResult(lists));
        bench.ShowTeacher(host);
        host.Start(bench.Models.Thread);
        string line = bench.Until("x/unfetched").Split('\n').Single(static line => line.Contains("/unfetched", StringComparison.Ordinal));
        Assert.InRange(TextFit.Columns(line.TrimEnd()), 20, 79);
    }
}
