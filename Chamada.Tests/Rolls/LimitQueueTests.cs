using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

public sealed class LimitQueueTests
{
    [Fact]
    public void Limits_come_out_in_the_order_of_their_time_and_those_that_count_are_never_lost() =>
        Gen.Select(Gen.Int[0, 20], Gen.Long[0, 1000], Gen.Bool).Array[1, 3000].Sample(
            steps =>
            {
                Dictionary<ClassNumber, RollCall> open = [];
                LimitQueue queue = new();
                long id = 0;
                foreach ((int number, long deadline, bool closes) in steps)
                {
                    ClassNumber key = ClassNumber.From(number + 1);
                    if (closes)
                    {
                        open.Remove(key);
                        continue;
                    }

                    // Opened, or given another limit: either way an entry more, and the one before is past.
                    queue.Reserve(open);
                    RollLimit limit = new(default, 1) { Deadline = deadline };
                    RollCall roll = open[key] = new RollCall(++id, key, default, new RollOpening(null, RollRules.None), limit);
                    queue.Add(roll, deadline);
                    Assert.True(queue.Count <= 1025 + (2 * open.Count), $"{queue.Count} entries for {open.Count} roll calls");
                }

                List<long> due = [];
                while (queue.TryPeekDue(1000, out ClassNumber number, out long rollId))
                {
                    if (open.TryGetValue(number, out RollCall? roll) && roll.Id == rollId)
                    {
                        Assert.Equal(roll.Limit!.Deadline, queue.Next);
                        due.Add(queue.Next);
                    }

                    queue.Remove();
                }

                Assert.Equal(open.Values.Select(static roll => roll.Limit!.Deadline).Order(), due);
                Assert.Equal(long.MaxValue, queue.Next);
            },
            iter: 50);

    [Fact]
    public void What_is_not_due_stays()
    {
        LimitQueue queue = new();
        RollCall roll =
            new(1, ClassNumber.From(1), default, new RollOpening(null, RollRules.None), new RollLimit(default, 1) { Deadline = 10 });
        queue.Reserve([]);
        queue.Add(roll, 10);
        Assert.False(queue.TryPeekDue(9, out _, out _));
        Assert.True(queue.TryPeekDue(10, out ClassNumber number, out long id));
        Assert.Equal((roll.Class, 1L), (number, id));
    }
}
