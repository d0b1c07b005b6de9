using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>Waiting for what has no event, in real time, with a generous end.</summary>
internal static class LabTime
{
    public static readonly TimeSpan Patience = ChamadaProcess.Limit;

    /// <summary>Looks again and again until something is so.</summary>
    public static async Task Until(Func<bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo())
        {
            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {Patience}: {what}");
            }
        }
    }
}
