using Chamada.Core.Rolls;

namespace Chamada.Tui.Drill;

/// <summary>
/// Tries whether what the server acknowledges stays: simulated students register over real sockets with a server of the drill's own,
/// which is killed at random moments and started again on the same data folder.
/// </summary>
internal sealed class DrillRun(DrillPlan plan, TimeProvider clock, Random random)
{
    /// <summary>How many students come in a second: more than any school has, and little enough for a small machine.</summary>
    private const int ArrivalsPerSecond = 1000;

    private const long FirstClass = 3001;

    private readonly RequestCount[] _counts = [.. Enum.GetValues<DrillRequest>().Select(static kind => new RequestCount(kind))];
    private readonly long _began = clock.GetTimestamp();
    private ServerProcess? _server;
    private int _kills, _lessons;

    /// <summary>Measures and waits.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The moments and the students that ask twice.</summary>
    public Random Random => random;

    /// <summary>How often the server has been killed so far.</summary>
    public int Kills => Volatile.Read(ref _kills);

    /// <summary>How long the drill runs.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>What has become of the requests of a kind so far.</summary>
    public RequestCount Count(DrillRequest kind) => _counts[(int)kind];

    /// <summary>Runs the drill to its end.</summary>
    /// <exception cref="OperationCanceledException">It is to end early. Nothing is left of it.</exception>
    public async Task<DrillResult> RunAsync(CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("chamada-drill-").FullName;
        string? failure;
        try
        {
            failure = await RunAsync(folder, cancellation).ConfigureAwait(false);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        DrillResult result = new(_counts, _lessons, _kills, failure, folder);
        if (!result.IsSound)
        {
            return result;
        }

        Directory.Delete(folder, recursive: true);
        return result with { Folder = null };
    }

    private async Task<string?> RunAsync(string folder, CancellationToken cancellation)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            (_server, string failure) = await ServerProcess.StartAsync(folder, cancellation).ConfigureAwait(false);
            if (_server is null)
            {
                return failure;
            }

            Task lessons = HoldLessonsAsync(ending.Token);
            Task<string?> kills = KillAsync(folder, ending.Token);
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
            if (_server is not null)
            {
                await _server.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task HoldLessonsAsync(CancellationToken cancellation)
    {
        using DrillRequests requests = new(() => Volatile.Read(ref _server)!.Address, clock, random, cancellation);
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
        while (Elapsed < plan.Duration || Kills < plan.Kills);
    }

    private async Task<string?> KillAsync(string folder, CancellationToken cancellation)
    {
        TimeSpan[] moments = [.. Enumerable.Range(0, plan.Kills).Select(_ => plan.Duration * random.NextDouble()).Order()];
        foreach (TimeSpan moment in moments)
        {
            TimeSpan wait = moment - Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, cancellation).ConfigureAwait(false);
            await _server!.DisposeAsync().ConfigureAwait(false);
            Interlocked.Increment(ref _kills);
            (ServerProcess? server, string failure) = await ServerProcess.StartAsync(folder, cancellation).ConfigureAwait(false);
            if (server is null)
            {
                return failure;
            }

            Volatile.Write(ref _server, server);
        }

        return null;
    }
}
