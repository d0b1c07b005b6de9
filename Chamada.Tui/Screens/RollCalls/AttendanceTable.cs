using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Text;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>Which students a table shows.</summary>
internal enum AttendanceView
{
    /// <summary>Who is present.</summary>
    Present,

    /// <summary>Who is on the class list and not present.</summary>
    Absent,

    /// <summary>Both, and who was taken off without being on the class list.</summary>
    All,

    /// <summary>Who is present without being on the class list.</summary>
    OffRoster,

    /// <summary>Who is present and of whom something is to be settled.</summary>
    ToSettle,

    /// <summary>Who answered in one of two rounds only.</summary>
    Once,
}

/// <summary>A column of the table, in the order of the screen.</summary>
internal enum AttendanceColumn
{
    /// <summary>The order of arrival.</summary>
    Order,

    /// <summary>The student number.</summary>
    Student,

    /// <summary>The name on the class list.</summary>
    Name,

    /// <summary>The time of arrival.</summary>
    Time,

    /// <summary>Who set the attendance.</summary>
    By,

    /// <summary>The teacher's reason.</summary>
    Reason,
}

/// <summary>A row of the table.</summary>
/// <param name="Student">Who.</param>
/// <param name="Name">The name on the class list; empty when there is none.</param>
/// <param name="Attendee">The attendance; null when absent.</param>
/// <param name="OnRoster">Whether the class list has this student; true for everybody where there is no list.</param>
/// <param name="Removal">How the student was taken off the list; null when that has not happened, or not since the last arrival.</param>
internal readonly record struct AttendanceRow(StudentId Student, string Name, Attendee? Attendee, bool OnRoster,
    RecordEntry? Removal = null)
{
    /// <summary>The teacher's reason for a mark by hand; empty when there is none.</summary>
    public string Reason => Removal?.Reason ?? Attendee?.Reason ?? "";
}

/// <summary>The rows of an attendance sheet as the teacher wants to see them: a view, an order, a search.</summary>
internal sealed class AttendanceTable(AttendanceSheet sheet)
{
    private readonly List<AttendanceRow> _rows = [];
    private Dictionary<StudentId, int>? _rowIndexes;
    private AttendanceView _view;
    private AttendanceColumn _sortedBy;
    private bool _descending = true; // The last to arrive is the first to be seen.
    private string _search = "";
    private string _foldedSearch = "";
    private int _version = -1;

    /// <summary>Which students are shown.</summary>
    public AttendanceView View
    {
        get => _view;
        set => Set(ref _view, value);
    }

    /// <summary>By which column the rows are sorted.</summary>
    public AttendanceColumn SortedBy => _sortedBy;

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending => _descending;

    /// <summary>A part of a number or a name, in any case and with or without accents; empty for all.</summary>
    public string Search
    {
        get => _search;
        set
        {
            _foldedSearch = FoldedText.Of(value.Trim());
            Set(ref _search, value);
        }
    }

    /// <summary>The rows, brought up to date with the sheet.</summary>
    public IReadOnlyList<AttendanceRow> Rows
    {
        get
        {
            if (_version != sheet.Version)
            {
                Rebuild();
            }

            return _rows;
        }
    }

    /// <summary>Sorts by a column; by the same one again, the other way round.</summary>
    public void SortBy(AttendanceColumn column)
    {
        _descending = column == _sortedBy ? !_descending : column is AttendanceColumn.Order or AttendanceColumn.Time;
        _sortedBy = column;
        _version = -1;
    }

    /// <summary>Where a student stands; -1 when the view does not show him.</summary>
    public int RowOf(StudentId student)
    {
        IReadOnlyList<AttendanceRow> rows = Rows;
        if (_rowIndexes is null)
        {
            _rowIndexes = new Dictionary<StudentId, int>(rows.Count);
            for (int i = 0; i < rows.Count; i++)
            {
                _rowIndexes.Add(rows[i].Student, i);
            }
        }

        return _rowIndexes.GetValueOrDefault(student, -1);
    }

    private void Set<T>(ref T field, T value)
    {
        if (!EqualityComparer<T>.Default.Equals(field, value))
        {
            field = value;
            _version = -1;
        }
    }

    private void Rebuild()
    {
        _version = sheet.Version;
        _rowIndexes = null;
        _rows.Clear();
        bool hasRoster = sheet.Roster.Count > 0;
        if (_view == AttendanceView.Once)
        {
            foreach (StudentId student in sheet.OnlyEarlier)
            {
                bool isListed = !hasRoster || sheet.Roster.Contains(student);
                Take(new AttendanceRow(student, sheet.Roster.NameOf(student), null, isListed, sheet.RemovalOf(student)));
            }
        }

        HashSet<StudentId>? onlyNow = _view == AttendanceView.Once ? [.. sheet.OnlyNow.Select(static attendee => attendee.Student)] : null;
        if (_view != AttendanceView.Absent)
        {
            foreach (Attendee attendee in sheet.Arrivals)
            {
                bool onRoster = !hasRoster || sheet.Roster.Contains(attendee.Student);
                bool isShown = _view switch
                {
                    AttendanceView.OffRoster => !onRoster,
                    AttendanceView.ToSettle => sheet.IsToSettle(attendee.Student),
                    AttendanceView.Once => onlyNow!.Contains(attendee.Student),
                    _ => true,
                };
                if (isShown)
                {
                    Take(new AttendanceRow(attendee.Student, sheet.Roster.NameOf(attendee.Student), attendee, onRoster));
                }
            }
        }

        if (_view is AttendanceView.Absent or AttendanceView.All)
        {
            foreach (RosterEntry entry in sheet.Roster.Entries)
            {
                if (sheet.IsAbsent(entry))
                {
                    Take(new AttendanceRow(entry.Student, entry.Name, Attendee: null, OnRoster: true, sheet.RemovalOf(entry.Student)));
                }
            }
        }

        if (_view == AttendanceView.All)
        {
            foreach (RecordEntry removal in sheet.RemovedOffRoster)
            {
                Take(new AttendanceRow(removal.Student, "", Attendee: null, OnRoster: !hasRoster, removal));
            }
        }

        Sort();
    }

    private void Take(AttendanceRow row)
    {
        if (_foldedSearch.Length == 0
            || FoldedText.Contains(row.Student.ToString(), _foldedSearch)
            || FoldedText.Contains(row.Name, _foldedSearch))
        {
            _rows.Add(row);
        }
    }

    private void Sort()
    {
        int direction = _descending ? -1 : 1;
        if (_sortedBy is AttendanceColumn.Student or AttendanceColumn.Name)
        {
            // Text is made comparable once a row, not once a comparison.
            (string Key, AttendanceRow Row)[] keyed =
                [.. _rows.Select(row => (_sortedBy == AttendanceColumn.Name ? FoldedText.Of(row.Name) : row.Student.ToString(), row))];
            bool byName = _sortedBy == AttendanceColumn.Name;
            Array.Sort(keyed, (a, b) =>
            {
                int order = byName ? ByName(a.Key, b.Key, direction) : direction * StudentOrder.Compare(a.Key, b.Key);
                return order != 0 ? order : ByOrder(a.Row, b.Row, direction: 1);
            });
            for (int i = 0; i < keyed.Length; i++)
            {
                _rows[i] = keyed[i].Row;
            }

            return;
        }

        _rows.Sort((a, b) =>
        {
            int order = _sortedBy switch
            {
                AttendanceColumn.Time => Absentees(a, b) ?? (direction * Nullable.Compare(a.Attendee!.At, b.Attendee!.At)),
                AttendanceColumn.By => Absentees(a, b) ?? (direction * a.Attendee!.Mark.CompareTo(b.Attendee!.Mark)),
                AttendanceColumn.Reason => ByName(a.Reason, b.Reason, direction),
                _ => 0,
            };
            return order != 0 ? order : ByOrder(a, b, _sortedBy == AttendanceColumn.Order ? direction : 1);
        });
    }

    /// <summary>Those without a name come last, whichever way.</summary>
    private static int ByName(string a, string b, int direction) => (a.Length == 0, b.Length == 0) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => direction * string.CompareOrdinal(a, b),
    };

    private static int ByOrder(in AttendanceRow a, in AttendanceRow b, int direction) =>
        Absentees(a, b) is { } order and not 0 ? order
        : a.Attendee is null ? StudentOrder.Compare(a.Student.ToString(), b.Student.ToString())
        : direction * a.Attendee.Order.CompareTo(b.Attendee!.Order);

    /// <summary>Who is absent has no order and no time, and comes last whichever way. Null when both are present.</summary>
    private static int? Absentees(in AttendanceRow a, in AttendanceRow b) => (a.Attendee is null, b.Attendee is null) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => null,
    };
}

/// <summary>The order of student numbers as a person would write them down: numbers by value, then the rest by character.</summary>
internal static class StudentOrder
{
    /// <summary>Compares two student numbers. Equal only when they are the same text.</summary>
    public static int Compare(string a, string b)
    {
        if (a.All(char.IsAsciiDigit) && b.All(char.IsAsciiDigit))
        {
            ReadOnlySpan<char> valueA = a.AsSpan().TrimStart('0'), valueB = b.AsSpan().TrimStart('0');
            int order = valueA.Length != valueB.Length ? valueA.Length.CompareTo(valueB.Length) : valueA.SequenceCompareTo(valueB);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(a, b);
    }
}
