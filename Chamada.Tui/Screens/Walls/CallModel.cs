using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Walls;

/// <summary>
/// The names that are still missing, one after the other, for who calls the roll aloud. Who registers meanwhile is not called any more.
/// </summary>
internal sealed class CallModel
{
    private readonly RollCallModel _roll;
    private int _at;

    /// <summary>Begins with the first who is missing.</summary>
    public CallModel(RollCallModel roll)
    {
        _roll = roll;
        _at = NextMissing(-1, 1);
    }

    /// <summary>The roll call.</summary>
    public RollCallModel Roll => _roll;

    /// <summary>Who is called; null when everybody was.</summary>
    public RosterEntry? Called => _at < Names.Count && !IsOver ? Names[_at] : null;

    /// <summary>Whether the last name was called.</summary>
    public bool IsOver => _at >= Names.Count;

    /// <summary>Whether who is called has come since.</summary>
    public bool HasCome => Called is { } called && !_roll.Sheet.IsAbsent(called);

    /// <summary>How many are missing still.</summary>
    public int Missing => _roll.Sheet.Absent;

    /// <summary>How many of them are behind the one who is called.</summary>
    public int Left => Names.Skip(_at + 1).Count(_roll.Sheet.IsAbsent);

    private IReadOnlyList<RosterEntry> Names => _roll.Sheet.Roster.Entries;

    /// <summary>Who is called is here: marked present, and the next one is called.</summary>
    public void IsHere()
    {
        if (Called is { } called)
        {
            if (!HasCome)
            {
                _roll.Mark(new HandMark(called.Student, IsPresent: true));
            }

            Next();
        }
    }

    /// <summary>Calls the next who is missing.</summary>
    public void Next() => _at = NextMissing(_at, 1);

    /// <summary>Calls again who was called before and is missing still; stays where nobody is.</summary>
    public void Previous()
    {
        int before = NextMissing(_at, -1);
        _at = before >= 0 ? before : _at;
    }

    /// <summary>Calls somebody again, such as one whose mark was undone.</summary>
    public void Call(StudentId student)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i].Student.Equals(student))
            {
                _at = i;
            }
        }
    }

    private int NextMissing(int from, int step)
    {
        int at = from + step;
        while (at >= 0 && at < Names.Count && !_roll.Sheet.IsAbsent(Names[at]))
        {
            at += step;
        }

        return at;
    }
}
