namespace Chamada.Core.Rolls;

/// <summary>What holds for one roll call. It stands in the event that opened the roll call, and never changes.</summary>
/// <param name="Limit">After how long it closes by itself; null for never.</param>
public sealed record RollRules(TimeSpan? Limit = null)
{
    /// <summary>None: whoever asks is registered until the teacher closes.</summary>
    public static readonly RollRules None = new();

    /// <summary>The code that is asked for from the beginning; null for none.</summary>
    public CodeRule? Code { get; init; }

    /// <summary>What becomes of a second student from one device; null when the opener said nothing, which flags devices that name
    /// themselves.</summary>
    public DeviceRule? Device { get; init; }

    /// <summary>From where students may register; null for from anywhere.</summary>
    public NetworkRule? From { get; init; }

    /// <summary>What becomes of students who are not on the class's list; null when the opener said nothing, which flags them.</summary>
    public ListedRule? Listed { get; init; }

    /// <summary>Whether students are asked for more than their number.</summary>
    public bool Asks => Code is not null || Device is not null || From is not null || Listed is not null;

    /// <summary>
    /// Whether a device that names no number is known by its address. Not where the opener asked for no rule at all: such a roll call is
    /// what it was before there were any.
    /// </summary>
    public bool LooksAtAddresses => Asks && Device != DeviceRule.Ignore;
}
