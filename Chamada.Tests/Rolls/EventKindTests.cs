using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>What has to be said of each kind of event, in more than one place: one that was forgotten would be taken for another.</summary>
public sealed class EventKindTests
{
    public static TheoryData<RollEventKind> Kinds => [.. Enum.GetValues<RollEventKind>()];

    [Fact]
    public void The_last_kind_is_the_last() => Assert.Equal(RollEvent.LastKind, Enum.GetValues<RollEventKind>().Max());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_adds_an_entry_is_a_mark_and_no_other_is(RollEventKind kind) =>
        Assert.Equal(Enum.IsDefined((Mark)kind), kind.IsEntry());

    [Fact]
    public void Each_mark_has_a_word_of_its_own_the_same_everywhere()
    {
        Mark[] marks = Enum.GetValues<Mark>();
        Assert.Equal(marks.Length, marks.Select(MarkWords.Of).Distinct().Count());
        Assert.All(marks, static mark => Assert.Equal(MarkWords.Of(mark), Encoding.UTF8.GetString(MarkWords.Utf8(mark))));
        Assert.All(marks, static mark => Assert.Equal(mark, MarkWords.Find(MarkWords.Of(mark))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_has_a_name_in_the_history_that_a_person_reads(RollEventKind kind)
    {
        string view = JournalSchema.Current.Steps.Last(static step => step.Contains("VIEW history", StringComparison.Ordinal));
        Assert.Contains($"WHEN {(byte)kind} THEN '{kind.ToString().ToLowerInvariant()}'", view, StringComparison.Ordinal);
    }
}
