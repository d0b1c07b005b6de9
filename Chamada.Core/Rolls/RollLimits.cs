namespace Chamada.Core.Rolls;

/// <summary>How much may be opened and filled. None of it changes what is there already.</summary>
/// <param name="OpenByAddress">How many roll calls at once, opened from one address; 1 or more.</param>
/// <param name="Open">How many at once in all; 1 or more.</param>
/// <param name="Students">How many students on the list of one roll call; 1 or more.</param>
/// <param name="LimitsLoopback">Whether what this machine itself asks is limited, too.</param>
public sealed record RollLimits(int OpenByAddress, int Open, int Students, bool LimitsLoopback)
{
    private long _refused;

    /// <summary>How often something was refused because of them.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether a caller may open one more.</summary>
    internal bool MayOpen(RollState rolls)
    {
        int open = rolls.OpenCount, most = ShareOf(Open, rolls), mostByAddress = ShareOf(OpenByAddress, rolls);
        return open < Math.Min(mostByAddress, most) || (open < most && rolls.CountOpenedBy(rolls.Caller.Address) < mostByAddress)
            || Refuse();
    }

    /// <summary>Whether one more student fits on a list.</summary>
    internal bool MayAdd(RollCall roll) => roll.PresentCount < Students || Refuse();

    private static int ShareOf(int limit, RollState rolls) => (limit + rolls.Share - 1) / rolls.Share;

    private bool Refuse()
    {
        Interlocked.Increment(ref _refused);
        return false;
    }
}
