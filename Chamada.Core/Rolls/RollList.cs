namespace Chamada.Core.Rolls;

/// <summary>A roll call's list as it stood when it was asked for, whatever has been added to the roll call since.</summary>
/// <param name="Roll">The roll call.</param>
/// <param name="Length">How many entries of its log had been written.</param>
/// <param name="Count">How many students were present.</param>
/// <param name="Limit">The time limit in force; null when there was none.</param>
public sealed record RollList(RollCall Roll, int Length, int Count, RollLimit? Limit)
{
    /// <summary>Those who were present, in order of arrival.</summary>
    public IEnumerable<Attendance> Attendances
    {
        get
        {
            for (int i = 0; i < Length; i++)
            {
                if (IsPresent(i))
                {
                    yield return Roll.Log[i];
                }
            }
        }
    }

    /// <summary>Whether an entry of the log, 0 to <see cref="Length"/> − 1, stands for a student who was present.</summary>
    public bool IsPresent(int position) => Roll.IsPresent(position, Length);
}
