namespace Chamada.Core.Rolls;

/// <summary>What holds for one roll call. It stands in the event that opened the roll call, and never changes.</summary>
/// <param name="Limit">After how long it closes by itself; null for never.</param>
public sealed record RollRules(TimeSpan? Limit = null)
{
    /// <summary>None: whoever asks is registered until the teacher closes.</summary>
    public static readonly RollRules None = new();
}
