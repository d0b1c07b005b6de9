using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>The students of a roll call as rows.</summary>
/// <param name="look">The language and the colours.</param>
/// <param name="model">The roll call.</param>
/// <param name="width">The columns of the table.</param>
internal sealed class AttendanceGrid(Look look, ShownRollCall model, Func<int> width) : IGridSource
{
    private const int LeastStudent = 10, ShortStudent = 16, WidthWithReasons = 110;

    /// <inheritdoc/>
    public IReadOnlyList<GridColumn> Columns
    {
        get
        {
            if (IsToSettle)
            {
                return
                [
                    new(look.Strings.ColumnOrder, 6, AtRight: true),
                    new(look.Strings.ColumnStudent, Math.Clamp(Longest, LeastStudent, ShortStudent)),
                    new(look.Strings.ColumnName, 0),
                    new(look.Strings.ColumnTime, 8),
                    new(look.Strings.Checks.ColumnToSettle, 0),
                ];
            }

            GridColumn[] always =
            [
                new(look.Strings.ColumnOrder, 6, AtRight: true),
                new(look.Strings.ColumnStudent, Math.Clamp(Longest, ShortStudent, StudentId.MaxLength)),
                new(look.Strings.ColumnName, 0),
                new(look.Strings.ColumnTime, 8),
                new(look.Strings.ColumnBy, 9),
            ];
            return model.Sheet.HasReasons && width() >= WidthWithReasons
                ? [.. always, new GridColumn(look.Strings.ColumnReason, 0)]
                : always;
        }
    }

    /// <summary>Where there are names, a stranger's long number does not take their place; the line above the keys shows it
    /// whole.</summary>
    private int Longest => model.Sheet.Roster.Count > 0 ? model.Sheet.Roster.LongestStudent : model.Sheet.LongestStudent;

    private bool IsToSettle => model.Table.View == AttendanceView.ToSettle;

    /// <inheritdoc/>
    public int RowCount => model.Table.Rows.Count;

    /// <inheritdoc/>
    public (int Column, bool Descending)? SortedBy => ((int)model.Table.SortedBy, model.Table.Descending);

    /// <inheritdoc/>
    public string TextOf(int row, int column)
    {
        AttendanceRow line = model.Table.Rows[row];
        return (AttendanceColumn)column switch
        {
            AttendanceColumn.Order => line.Attendee?.Order.ToString(CultureInfo.InvariantCulture) ?? "—",
            AttendanceColumn.Student => line.Student.ToString(),
            AttendanceColumn.Name => line.OnRoster || IsToSettle ? line.Name : look.Strings.OffRosterMark,
            AttendanceColumn.Time when line.Removal is { } removal => ScreenStrings.Clock(removal.At),
            AttendanceColumn.Time => line.Attendee is null ? "" : line.Attendee.At is { } at ? ScreenStrings.Clock(at) : "—",
            AttendanceColumn.By when model.Table.View == AttendanceView.Once =>
                line.Attendee is null ? look.Strings.Checks.OnlyEarlier : look.Strings.Checks.OnlyNow,
            AttendanceColumn.By when IsToSettle => DoubtWords.Of(model.Sheet, line.Student, look.Strings),
            AttendanceColumn.By when line.Attendee is not null && model.Sheet.IsToSettle(line.Student) =>
                $"! {(line.Attendee.Mark == Mark.Present ? look.Strings.ByStudent : look.Strings.ByTeacher)}",
            AttendanceColumn.By =>
                line.Attendee is { } attendee ? (attendee.Mark == Mark.Present ? look.Strings.ByStudent : look.Strings.ByTeacher)
                : line.Removal is null ? look.Strings.AbsentMark : look.Strings.RemovedMark,
            _ => line.Reason,
        };
    }

    /// <inheritdoc/>
    public Tone ToneOf(int row, int column)
    {
        AttendanceRow line = model.Table.Rows[row];
        return line.Attendee is null ? Tone.Dim
            : !line.OnRoster || (column == (int)AttendanceColumn.By && model.Sheet.IsToSettle(line.Student)) ? Tone.Warning
            : column == (int)AttendanceColumn.Student ? Tone.Strong : Tone.Normal;
    }

    /// <inheritdoc/>
    public object KeyOf(int row) => model.Table.Rows[row].Student;

    /// <inheritdoc/>
    public int RowOf(object key) => model.Table.RowOf((StudentId)key);
}
