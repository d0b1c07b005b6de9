using Chamada.Core.Archive;
using CsCheck;

namespace Chamada.Tests.Archive;

/// <summary>The figure that a spot check ends with, against counting out every draw and against many draws.</summary>
public sealed class PresenceBoundTests
{
    private static readonly Gen<(int Listed, int Drawn, int Found)> Checks =
        from listed in Gen.Int[0, 60]
        from drawn in Gen.Int[0, Math.Min(listed, 12)]
        from found in Gen.Int[0, drawn]
        select (listed, drawn, found);

    /// <summary>37, 5, 5: with 21 in the room 20349 of 435897 draws find all five, 4.7 %; with 22 they are 26334, 6.0 %.</summary>
    [Theory]
    [InlineData(37, 5, 5, 22)]
    [InlineData(37, 5, 4, 14)]
    [InlineData(37, 5, 0, 0)]
    [InlineData(37, 37, 37, 37)]
    [InlineData(37, 37, 30, 30)]
    [InlineData(37, 0, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(300, 5, 5, 166)]
    [InlineData(20, 1, 1, 1)]
    [InlineData(21, 1, 1, 2)]
    public void Figures_that_were_worked_out_by_hand(int listed, int drawn, int found, int bound) =>
        Assert.Equal(bound, PresenceBound.AtLeast(listed, drawn, found));

    [Fact]
    public void It_is_the_first_number_with_which_the_find_is_not_too_rare() => Checks.Sample(static check =>
    {
        (int listed, int drawn, int found) = check;
        int first = Enumerable.Range(found, listed - drawn + 1).First(there => Tail(listed, there, drawn, found) >= 0.05 - 1e-12);
        Assert.Equal(first, PresenceBound.AtLeast(listed, drawn, found));
    });

    [Fact]
    public void It_lies_between_who_was_seen_and_who_was_not_seen_to_be_missing_and_grows_with_it() => Checks.Sample(static check =>
    {
        (int listed, int drawn, int found) = check;
        int bound = PresenceBound.AtLeast(listed, drawn, found);
        Assert.InRange(bound, found, listed - (drawn - found));
        if (found < drawn)
        {
            Assert.True(PresenceBound.AtLeast(listed, drawn, found + 1) >= bound);
        }
    });

    /// <summary>The promise itself: whatever the truth is, a bound above it comes out at most one time in twenty.</summary>
    [Fact]
    public void Whatever_the_truth_is_it_is_claimed_too_high_at_most_one_time_in_twenty() =>
        (from listed in Gen.Int[1, 40]
         from there in Gen.Int[0, listed]
         from drawn in Gen.Int[0, Math.Min(listed, 10)]
         select (listed, there, drawn)).Sample(static truth =>
        {
            (int listed, int there, int drawn) = truth;
            double wrong = Enumerable.Range(0, drawn + 1)
                .Where(found => found <= there && drawn - found <= listed - there && PresenceBound.AtLeast(listed, drawn, found) > there)
                .Sum(found => Tail(listed, there, drawn, found) - Tail(listed, there, drawn, found + 1));
            Assert.True(wrong <= 0.05 + 1e-12, $"{wrong:P2} with {there} of {listed} there and {drawn} drawn");
        });

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(5, 6, 0)]
    [InlineData(5, -1, 0)]
    [InlineData(5, 3, 4)]
    [InlineData(5, 3, -1)]
    public void Numbers_that_cannot_be_are_refused(int listed, int drawn, int found) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PresenceBound.AtLeast(listed, drawn, found));

    /// <summary>How likely at least so many are found, one student after the other instead of by binomial coefficients.</summary>
    private static double Tail(int listed, int there, int drawn, int found)
    {
        double[] byFound = new double[drawn + 2];
        byFound[0] = 1;
        for (int i = 0; i < drawn; i++)
        {
            for (int seen = i; seen >= 0; seen--)
            {
                double here = Math.Max(0, (double)(there - seen) / (listed - i));
                byFound[seen + 1] += byFound[seen] * here;
                byFound[seen] *= 1 - here;
            }
        }

        return byFound.Skip(found).Sum();
    }
}
