using System.Numerics;

namespace Chamada.Core.Archive;

/// <summary>
/// What a spot check proves. Of those on the list some were drawn by lot, each as likely as any other, and looked for; how many were
/// found says
/// how many of the whole list were there at least, with a confidence of 95 % (one-sided).
/// </summary>
/// <remarks>
/// Exact, by the hypergeometric distribution: the bound is the smallest number of students in the room with which finding as many as were
/// found,
/// or more, is no rarer than one time in twenty. Whatever the truth is, a bound that is too high comes out at most one time in twenty. It
/// says
/// nothing where who is drawn is not left to chance.
/// </remarks>
public static class PresenceBound
{
    // One time in twenty.
    private const int Rarity = 20;

    /// <summary>How many of a list were in the room at least.</summary>
    /// <param name="listed">How many are on the list; from 0.</param>
    /// <param name="drawn">How many of them were drawn; from 0 to <paramref name="listed"/>.</param>
    /// <param name="found">How many of those were there; from 0 to <paramref name="drawn"/>.</param>
    /// <returns>From <paramref name="found"/> to the list's length less those who were drawn and missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public static int AtLeast(int listed, int drawn, int found)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(listed);
        ArgumentOutOfRangeException.ThrowIfNegative(drawn);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, listed);
        ArgumentOutOfRangeException.ThrowIfNegative(found);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(found, drawn);
        BigInteger all = Choose(listed, drawn);

        // The more are there, the less rare it is to find so many: the first number that is not too rare is the bound.
        int low = found, high = listed - (drawn - found);
        while (low < high)
        {
            int there = low + ((high - low) / 2);
            if (WaysToFind(listed, there, drawn, found) * Rarity < all)
            {
                low = there + 1;
            }
            else
            {
                high = there;
            }
        }

        return low;
    }

    /// <summary>In how many draws, of all that there are, at least so many are found when so many are there.</summary>
    private static BigInteger WaysToFind(int listed, int there, int drawn, int found)
    {
        BigInteger ways = 0;
        for (int count = found; count <= Math.Min(drawn, there); count++)
        {
            ways += Choose(there, count) * Choose(listed - there, drawn - count);
        }

        return ways;
    }

    private static BigInteger Choose(int of, int count)
    {
        if (count > of)
        {
            return 0;
        }

        BigInteger ways = 1;
        for (int i = 1; i <= count; i++)
        {
            ways = ways * (of - count + i) / i;
        }

        return ways;
    }
}
