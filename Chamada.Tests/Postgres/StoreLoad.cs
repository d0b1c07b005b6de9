using Chamada.Core.Client;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Drill;

namespace Chamada.Tests.Postgres;

/// <summary>
/// Classes that go on all the time on several servers, as <c>chamada drill</c> holds them: opened, filled by students of whom some ask
/// twice, looked at, closed, received. It remembers everything that was acknowledged, and counts what is lost or stands twice.
/// </summary>
internal sealed class StoreLoad : IAsyncDisposable
{
    private const int Students = 120, Classes = 4;

    private readonly DrillRun _drill;
    private readonly CancellationTokenSource _broken = new();
    private readonly Task _lessons;
    private volatile bool _isOver;

    /// <summary>Begins.</summary>
    /// <param name="servers">Where the servers are.</param>
    /// <param name="clock">Measures and waits.</param>
    public StoreLoad(IReadOnlyList<ServerAddress> servers, TimeProvider? clock = null)
    {
        _drill = new DrillRun(
            new DrillPlan(Students, Classes, TimeSpan.Zero, 0), clock ?? TimeProvider.System, new Random(20261127), new Given(servers));
        _lessons = Task.Run(() => _drill.HoldLessonsAsync(() => !_isOver, _broken.Token));
    }

    /// <summary>The longest time in which nobody got an answer.</summary>
    public TimeSpan LongestGap => _drill.Gap.Time;

    /// <summary>How many registrations have been acknowledged.</summary>
    public int Acknowledged => _drill.Count(DrillRequest.Present).Acknowledged;

    /// <summary>Waits until classes go on: so many registrations more are acknowledged.</summary>
    public async Task GoesOnAsync(int registrations = 60)
    {
        int from = Acknowledged;
        await Poll.UntilAsync(() => _lessons.IsCompleted || Acknowledged >= from + registrations);
        Assert.False(_lessons.IsFaulted, _lessons.Exception?.ToString());
    }

    /// <summary>Lets the classes of now come to their end, and finds nothing lost and nothing twice.</summary>
    public async Task EndAsync()
    {
        _isOver = true;
        await _lessons.WaitAsync(ChamadaProcess.Limit);
        RequestCount[] counts = [.. Enum.GetValues<DrillRequest>().Select(_drill.Count)];
        Assert.All(counts, static count => Assert.Equal((count.Kind, 0, 0), (count.Kind, count.Lost, count.Twice)));
        Assert.All(counts, static count => Assert.Equal((count.Kind, count.Asked), (count.Kind, count.Acknowledged)));
        Assert.True(_drill.Count(DrillRequest.Received).Acknowledged >= Classes);
    }

    public async ValueTask DisposeAsync()
    {
        await _broken.CancelAsync();
        await _lessons.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _broken.Dispose();
    }

    /// <summary>Servers of the test's.</summary>
    private sealed class Given(IReadOnlyList<ServerAddress> servers) : IDrillServers
    {
        private int _turn;

        public ServerList Addresses
        {
            get
            {
                int first = Interlocked.Increment(ref _turn) % servers.Count;
                return ServerList.Of([.. servers.Skip(first), .. servers.Take(first)]);
            }
        }

        public Task<string?> StartAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<string?> KillAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<string> KeepAsync() => Task.FromResult("");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
