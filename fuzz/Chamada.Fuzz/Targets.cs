namespace Chamada.Fuzz;

/// <summary>Takes bytes that anybody may have made. It throws when what became of them is wrong, and only then.</summary>
public delegate void Target(ReadOnlySpan<byte> input);

/// <summary>Thrown when two ways to the same thing have come to different ends.</summary>
public sealed class DisagreementException(string what) : Exception(what)
{
    /// <summary>Throws unless both are the same.</summary>
    public static void Unless(bool same, string what)
    {
        if (!same)
        {
            throw new DisagreementException(what);
        }
    }
}

/// <summary>What is fuzzed: everything that reads bytes of others.</summary>
public static class Targets
{
    /// <summary>Each by its name, which is also the folder of its corpus.</summary>
    public static IReadOnlyDictionary<string, Target> All { get; } = new SortedDictionary<string, Target>(StringComparer.Ordinal)
    {
        ["csv"] = RosterTargets.Csv,
        ["dns"] = DnsTarget.Run,
        ["inline"] = RespTargets.Inline,
        ["options"] = SessionTarget.Run,
        ["resp"] = RespTargets.Resp,
        ["saved"] = SavedTarget.Run,
        ["text"] = TextTarget.Run,
        ["xlsx"] = RosterTargets.Xlsx,
    };
}
