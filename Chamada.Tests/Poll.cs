using System.Runtime.CompilerServices;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests;

/// <summary>
/// For what tells nobody when it happens: a count that can only be asked for, another program, a server's socket after the test has moved
/// the clock. It looks again and again, with an end that no machine is too slow for. Whatever has an event is awaited by that.
/// </summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks until it is so.</summary>
    /// <param name="isSo">Whether it is.</param>
    /// <param name="between">What is done between two looks; null for nothing.</param>
    /// <param name="what">What is waited for.</param>
    public static async Task UntilAsync(
        Func<bool> isSo, Action? between = null, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using CancellationTokenSource patience = new(ChamadaProcess.Limit);
        using PeriodicTimer again = new(Pause);
        while (!isSo())
        {
            between?.Invoke();
            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {ChamadaProcess.Limit}: {what}");
            }
        }
    }

    /// <summary>Asks until there is what is looked for.</summary>
    /// <param name="look">Asks; null where it is not there yet.</param>
    /// <param name="what">What is looked for.</param>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using CancellationTokenSource patience = new(ChamadaProcess.Limit);
        using PeriodicTimer again = new(Pause);
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {ChamadaProcess.Limit}: {what}");
            }
        }
    }

    /// <summary>Asks until it is so.</summary>
    /// <param name="isSo">Asks whether it is.</param>
    /// <param name="what">What is waited for.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using CancellationTokenSource patience = new(ChamadaProcess.Limit);
        using PeriodicTimer again = new(Pause);
        while (!await isSo())
        {
            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {ChamadaProcess.Limit}: {what}");
            }
        }
    }

    /// <summary>Does something again and again until that has had its effect.</summary>
    /// <param name="happened">The effect.</param>
    /// <param name="act">What is done, such as letting a second go by on a clock of the test's.</param>
    public static async Task AgainAsync(Task happened, Action act)
    {
        await UntilAsync(() => happened.IsCompleted, act, "what was to happen happens");
        await happened;
    }

    /// <inheritdoc cref="AgainAsync(Task, Action)"/>
    public static async Task AgainAsync(Task happened, Func<Task> act)
    {
        using CancellationTokenSource patience = new(ChamadaProcess.Limit);
        using PeriodicTimer again = new(Pause);
        do
        {
            await act();
        }
        while (!happened.IsCompleted && await again.WaitForNextTickAsync(patience.Token) && !happened.IsCompleted);

        await happened;
    }
}
