using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>A book in which time has nothing to do says so, and tells when it has.</summary>
public sealed class RestingBookTests
{
    private static readonly Step Class = new(RollVerb.Open, 3030, 0, 0, 0);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly HandClock _clock = new();
    private readonly RollBook _book;
    private int _told;

    public RestingBookTests()
    {
        _book = new RollBook(new MemoryLog(), _clock);
        _book.TimeMatters += () => _told++;
    }

    [Fact]
    public void Without_a_limit_and_without_anybody_who_watches_nothing_happens_by_itself()
    {
        Assert.Null(_book.PassTime());
        Ask(Class);
        Ask(Class with { Verb = RollVerb.Present });
        Assert.Equal(0, _told);
        Assert.Null(_book.PassTime());
    }

    [Fact]
    public void A_limit_is_watched_until_it_has_passed()
    {
        Assert.Null(_book.PassTime());
        Ask(Class with { Seconds = 600 });
        Ask(Class with { Class = 4040, Seconds = 60 });
        Assert.Equal(1, _told);
        Assert.Equal(Second, _book.PassTime());
        _clock.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(Second, _book.PassTime());
        _clock.Pass(TimeSpan.FromSeconds(600));
        Assert.Null(_book.PassTime());
        Assert.Equal(RollWord.NoRollCall, Ask(Class with { Verb = RollVerb.Present }).Word);

        // And the next one again.
        Ask(Class with { Class = 5050, Seconds = 60 });
        Assert.Equal(2, _told);
    }

    [Fact]
    public void Time_passes_while_somebody_watches()
    {
        Ask(Class);
        IRollRecord roll = Ask(Class with { Verb = RollVerb.List }).List!.Record;
        Assert.Null(_book.PassTime());
        Watcher watcher = new();
        _book.Watch(roll, watcher);
        Assert.Equal(1, _told);
        Assert.Equal(Second, _book.PassTime());
        _book.StopWatching(roll, watcher);
        Assert.Null(_book.PassTime());
    }

    private RollOutcome Ask(Step step)
    {
        RollLogContract.Asked asked = new([step.Request]);
        Assert.True(_book.Submit(asked.Batch));
        return asked.Batch.Outcomes[0];
    }

    private sealed class Watcher : IRollWatcher
    {
        public void RollChanged()
        {
            // Nobody looks.
        }
    }
}
