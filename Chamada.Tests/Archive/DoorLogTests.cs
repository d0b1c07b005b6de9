using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Archive;

/// <summary>What the door keeps on disk while the server is away.</summary>
public sealed class DoorLogTests : IDisposable
{
    private static readonly DateTimeOffset Typed = new(2026, 11, 22, 16, 30, 0, TimeSpan.FromHours(-3));

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Both_times_stay_in_the_file_and_what_is_answered_waits_no_longer()
    {
        DoorLog queue = Queue();
        Assert.Null(queue.Keep(Kept("10")));
        Assert.Null(queue.Keep(Kept("11")));
        Assert.Null(queue.Answered(Kept("10"), new PresenceReply(ClassNumber.From(3030), Typed.AddMinutes(5), "REGISTERED")));

        Assert.Equal([Kept("11")], Queue().Waiting().Value);
        string line = Assert.Single(File.ReadLines(queue.File), static line => line.Contains("answered", StringComparison.Ordinal));
        Assert.Contains("16:30:00.000", line, StringComparison.Ordinal);
        Assert.Contains("16:35:00.000", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_power_failure_cut_off_takes_no_other_with_it()
    {
        DoorLog queue = Queue();
        Assert.Null(queue.Keep(Kept("10")));
        File.AppendAllText(queue.File, "{\"student\":\"1");

        Assert.Null(queue.Keep(Kept("12")));

        Assert.Equal([Kept("10"), Kept("12")], Queue().Waiting().Value);
    }

    private DoorLog Queue() => new(_temporary.Path, new ServerAddress("10.0.0.7", 5050), ClassNumber.From(3030));

    private static KeptStudent Kept(string student) => new(StudentId.TryParse(student, out StudentId id) ? id : default, Typed);
}
