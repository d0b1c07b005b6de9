using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tui.Screens.Walls;

/// <summary>How it stands with somebody on the wall.</summary>
internal enum WallState
{
    /// <summary>Not present.</summary>
    Absent,

    /// <summary>Present.</summary>
    Present,

    /// <summary>Taken off the list, and not back since.</summary>
    TakenOff,
}

/// <summary>Somebody on the wall.</summary>
/// <param name="Student">Who.</param>
/// <param name="Name">The name on the class list; empty for who is not on it.</param>
/// <param name="State">How it stands.</param>
internal readonly record struct WallEntry(StudentId Student, string Name, WallState State);

/// <summary>
/// All names of a class at a glance, to be marked while they are called aloud: those of the class list in its order, then who is present
/// without being on it. One of them is chosen; where not all fit, they are in pages.
/// </summary>
/// <param name="roll">The roll call.</param>
internal sealed class WallModel(RollCallModel roll)
{
    private readonly List<WallEntry> _entries = [];
    private int _version = -1;
    private int _at;
    private int _columns = 1;
    private int _rows = 1;

    /// <summary>The roll call.</summary>
    public RollCallModel Roll => roll;

    /// <summary>Everybody, brought up to date with the roll call.</summary>
    public IReadOnlyList<WallEntry> Entries
    {
        get
        {
            if (_version != roll.Sheet.Version)
            {
                Rebuild();
            }

            return _entries;
        }
    }

    /// <summary>The place of who is chosen, from 0; -1 where nobody is.</summary>
    public int Chosen => Entries.Count == 0 ? -1 : Math.Min(_at, _entries.Count - 1);

    /// <summary>Who is chosen; null where nobody is.</summary>
    public WallEntry? ChosenEntry => Chosen >= 0 ? _entries[Chosen] : null;

    /// <summary>How many stand beside one another.</summary>
    public int Columns => _columns;

    /// <summary>How many stand below one another: as few as there need to be.</summary>
    public int Rows => Math.Clamp((Entries.Count + _columns - 1) / _columns, 1, _rows);

    /// <summary>How many pages there are.</summary>
    public int Pages => Math.Max(1, (Entries.Count + PageSize - 1) / PageSize);

    /// <summary>The page that is shown, from 0: that of who is chosen.</summary>
    public int Page => Math.Max(0, Chosen) / PageSize;

    private int PageSize => Columns * Rows;

    /// <summary>Fits the wall into a room: the fewest columns in which everybody is to be seen, or as many as there can be.</summary>
    /// <param name="columns">How many can stand beside one another, from 1.</param>
    /// <param name="rows">How many can stand below one another, from 1.</param>
    public void Fit(int columns, int rows)
    {
        _rows = Math.Max(1, rows);
        _columns = Math.Clamp((Entries.Count + _rows - 1) / _rows, 1, Math.Max(1, columns));
    }

    /// <summary>Who stands at a place of the page; null where nobody does.</summary>
    public int? At(int column, int row)
    {
        int at = (Page * PageSize) + (column * Rows) + row;
        return column < Columns && row < Rows && at < Entries.Count ? at : null;
    }

    /// <summary>Chooses somebody; the first or the last where the place is before or behind them.</summary>
    public void Choose(int place) => _at = Math.Clamp(place, 0, Math.Max(0, Entries.Count - 1));

    /// <summary>Moves by so many names, and so many columns.</summary>
    public void Move(int names, int columns = 0) => Choose(Chosen + names + (columns * Rows));

    /// <summary>Moves by pages.</summary>
    public void MovePages(int pages) => Choose(Chosen + (pages * PageSize));

    /// <summary>Marks who is chosen present, and chooses the next: so one key a name is enough while they are called.</summary>
    /// <returns>Whether there was anybody to mark; somebody who is present already is only passed.</returns>
    public bool MarkChosen()
    {
        if (ChosenEntry is not { } entry)
        {
            return false;
        }

        bool marks = entry.State != WallState.Present;
        if (marks)
        {
            roll.Mark(new HandMark(entry.Student, IsPresent: true));
        }

        Move(1);
        return marks;
    }

    private void Rebuild()
    {
        StudentId? chosen = _version >= 0 && _at < _entries.Count ? _entries[_at].Student : null;
        _version = roll.Sheet.Version;
        _entries.Clear();
        AttendanceSheet sheet = roll.Sheet;
        foreach (RosterEntry entry in sheet.Roster.Entries)
        {
            WallState state = !sheet.IsAbsent(entry) ? WallState.Present
                : sheet.RemovalOf(entry.Student) is null ? WallState.Absent
                : WallState.TakenOff;
            _entries.Add(new WallEntry(entry.Student, entry.Name, state));
        }

        foreach (Attendee attendee in sheet.Arrivals.Where(attendee => !sheet.Roster.Contains(attendee.Student)))
        {
            _entries.Add(new WallEntry(attendee.Student, "", WallState.Present));
        }

        foreach (RecordEntry removal in sheet.RemovedOffRoster)
        {
            _entries.Add(new WallEntry(removal.Student, "", WallState.TakenOff));
        }

        if (chosen is { } student && _entries.FindIndex(entry => entry.Student.Equals(student)) is >= 0 and var at)
        {
            _at = at;
        }
    }
}
