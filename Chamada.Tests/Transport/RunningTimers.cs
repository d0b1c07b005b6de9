using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Transport;

/// <summary>A clock that is moved by hand and tells which timers run.</summary>
internal sealed class RunningTimers : FakeTimeProvider
{
    private readonly ConcurrentDictionary<ITimer, (TimeSpan Due, TimeSpan Period)> _running = [];

    /// <summary>How often each of them repeats.</summary>
    public IEnumerable<TimeSpan> Periods => _running.Values.Select(static timer => timer.Period);

    /// <summary>When each of them was to ring, as it was set.</summary>
    public IEnumerable<TimeSpan> DueTimes => _running.Values.Select(static timer => timer.Due);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Watched(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)).Begin(dueTime, period);

    private sealed class Watched(RunningTimers clock, ITimer timer) : ITimer
    {
        public ITimer Begin(TimeSpan dueTime, TimeSpan period)
        {
            Change(dueTime, period);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                clock._running.TryRemove(this, out _);
            }
            else
            {
                clock._running[this] = (dueTime, period);
            }

            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            clock._running.TryRemove(this, out _);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
