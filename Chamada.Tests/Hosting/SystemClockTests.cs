using System.Diagnostics;
using Chamada.Core.Hosting;

namespace Chamada.Tests.Hosting;

public sealed class SystemClockTests
{
    [Fact]
    public void Elapsed_time_is_no_less_than_what_counts_without_sleep()
    {
        double awake = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        double elapsed = SystemClock.Instance.GetTimestamp() / (double)SystemClock.Instance.TimestampFrequency;
        Assert.InRange(elapsed, awake, double.MaxValue);

        // Both in the same units: a second more of the one is a second more of the other.
        double later = SystemClock.Instance.GetTimestamp() / (double)SystemClock.Instance.TimestampFrequency;
        Assert.InRange(later - elapsed, 0, 60);
    }

    [Fact]
    public void It_only_goes_forward_and_tells_the_same_time_of_day()
    {
        long last = 0;
        for (int i = 0; i < 1000; i++)
        {
            long now = SystemClock.Instance.GetTimestamp();
            Assert.True(now >= last);
            last = now;
        }

        Assert.InRange(SystemClock.Instance.GetUtcNow(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow());
    }
}
