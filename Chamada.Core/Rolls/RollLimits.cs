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
        int open = rolls.OpenCount;
        return open < Math.Min(OpenByAddress, Open) || (open < Open && rolls.CountOpenedBy(rolls.Caller.Address) < OpenByAddress)
            || Refuse();
    }

    /// <summary>Whether one more student fits on a list.</summary>
    internal bool MayAdd(RollCall roll) => roll.PresentCount < Students || Refuse();

    private bool Refuse()
    {
        Interlocked.Increment(ref _refused);
        return false;
    }
}
