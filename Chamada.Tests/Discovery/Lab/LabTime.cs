using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Discovery.Lab;

/// <summary>Waiting for what has no event, in real time, with a generous end.</summary>
internal static class LabTime
{
    public static readonly TimeSpan Patience = ChamadaProcess.Limit;

    /// <summary>Looks again and again until something is so.</summary>
    public static Task Until(Func<bool> isSo, string what) => Poll.UntilAsync(isSo, what: what);
}
