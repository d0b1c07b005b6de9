using Chamada.Core.Rolls;

namespace Chamada.Tui.Drill;

/// <summary>
/// Tries whether what the server acknowledges stays: simulated students register over real sockets with servers of the drill's own, which
/// are killed at random moments and started again on the same data.
/// </summary>
/// <param name="plan">How hard it is to be.</param>
/// <param name="clock">Measures and waits.</param>
/// <param name="random">The moments, and the students that ask twice.</param>
/// <param name="servers">The servers. Default: one on a temporary folder.</param>
internal sealed class DrillRun(DrillPlan plan, TimeProvider clock, Random random, IDrillServers? servers = null)
{
    /// <summary>How many students come in a second: more than any school has, and little enough for a small machine.</summary>
    private const int ArrivalsPerSecond = 1000;

    private const long FirstClass = 3001;

    private readonly RequestCount[] _counts = [.. Enum.GetValues<DrillRequest>().Select(static kind => new RequestCount(kind))];
    private readonly long _began = clock.GetTimestamp();
    private readonly IDrillServers _servers = servers ?? new FolderServer();
    private int _kills, _lessons;

    /// <summary>Measures and waits.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The moments and the students that ask twice.</summary>
    public Random Random => random;

    /// <summary>How often the server has been killed so far.</summary>
    public int Kills => Volatile.Read(ref _kills);

    /// <summary>How long nobody got an answer.</summary>
    public LongestGap Gap { get; } = new(clock);

    /// <summary>How long the drill runs.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>What has become of the requests of a kind so far.</summary>
    public RequestCount Count(DrillRequest kind) => _counts[(int)kind];

    /// <summary>Runs the drill to its end.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It is to end early. Nothing is left of it.</exception>
    public async Task<DrillResult> RunAsync(CancellationToken cancellation)
    {
        await using (_servers.ConfigureAwait(false))
        {
            string? failure = await HoldAsync(cancellation).ConfigureAwait(false);
            DrillResult result = new(_counts, _lessons, _kills, failure, null) { LongestGap = Gap.Time };
            return result.IsSound ? result : result with { Folder = await _servers.KeepAsync().ConfigureAwait(false) };
        }
    }

    /// <summary>Lets lesson follow lesson.</summary>
    /// <param name="goesOn">Whether another one is to follow; those of a moment are finished.</param>
    /// <param name="cancellation">Ends it in the middle, with an <see cref="OperationCanceledException"/>.</param>
    public async Task HoldLessonsAsync(Func<bool> goesOn, CancellationToken cancellation)
    {
        using DrillRequests requests = new(() => _servers.Addresses, clock, random, cancellation);
        TimeSpan span = TimeSpan.FromSeconds(Math.Max(1, (double)plan.Students / ArrivalsPerSecond));
        StudentId[] students = [.. Enumerable.Range(1, plan.Students).Select(Lesson.Student)];
        do
        {
            await Task.WhenAll(Enumerable.Range(0, plan.Classes).Select(index => new Lesson(
                requests,
                this,
                ClassNumber.From(FirstClass + index),
                [.. students.Where((_, student) => student % plan.Classes == index)],
                span).RunAsync())).ConfigureAwait(false);
            Interlocked.Increment(ref _lessons);
        }
        while (goesOn());
    }

    private async Task<string?> HoldAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            if (await _servers.StartAsync(cancellation).ConfigureAwait(false) is { } unstarted)
            {
                return unstarted;
            }

            Task lessons = HoldLessonsAsync(() => Elapsed < plan.Duration || Kills < plan.Kills, ending.Token);
            Task<string?> kills = KillAsync(ending.Token);
            if (await Task.WhenAny(lessons, kills).ConfigureAwait(false) == kills && await kills.ConfigureAwait(false) is { } broken)
            {
                await ending.CancelAsync().ConfigureAwait(false);
                await lessons.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return broken;
            }

            await lessons.ConfigureAwait(false);
            return await kills.ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<string?> KillAsync(CancellationToken cancellation)
    {
        TimeSpan[] moments = [.. Enumerable.Range(0, plan.Kills).Select(_ => plan.Duration * random.NextDouble()).Order()];
        foreach (TimeSpan moment in moments)
        {
            TimeSpan wait = moment - Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, cancellation).ConfigureAwait(false);
            Task<string?> killing = _servers.KillAsync(cancellation);
            Interlocked.Increment(ref _kills);
            if (await killing.ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }
}
