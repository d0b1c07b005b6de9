using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Start;

/// <summary>The classes of the start screen as rows.</summary>
internal sealed class ClassGrid(Look look, TeacherModel model) : IGridSource
{
    /// <inheritdoc/>
    public IReadOnlyList<GridColumn> Columns =>
    [
        new(look.Strings.ClassColumn, 0),
        new(look.Strings.TermScreen.NumberColumn, NumberWidth, AtRight: true),
        new(look.Strings.SituationColumn, 19),
        new(look.Strings.TermScreen.LastMeetingColumn, 11),
        new(look.Strings.PresentColumn, 10, AtRight: true),
    ];

    /// <inheritdoc/>
    public int RowCount => model.Classes.Count;

    /// <inheritdoc/>
    public (int Column, bool Descending)? SortedBy => null;

    /// <inheritdoc/>
    public string TextOf(int row, int column)
    {
        ClassLine line = model.Classes[row];
        return column switch
        {
            0 => line.Name.Length > 0 ? line.Name : "—",
            1 => line.Class.ToString(),
            2 => line switch
            {
                { Situation: ClassSituation.OpenHere } => look.Strings.ClassOpenHere(line.OpenedAt!.Value),
                { Situation: ClassSituation.OpenElsewhere } => look.Strings.ClassOpenElsewhere(line.OpenedAt!.Value),
                { IsHeldToday: true } => look.Strings.TermScreen.HeldToday,
                { UsualTime: { } time } => look.Strings.TermScreen.Today(time),
                _ => "",
            },
            3 => line.Last is { } last ? ScreenStrings.Day(last.At) : "",
            _ => line.Situation != ClassSituation.Idle ? Count(line.Present, line.OffRoster, line.RosterCount)
                : line.Last is { Present: { } present } met ? Count(present, met.OffRoster, line.RosterCount)
                : line.RosterCount > 0 ? Count(null, 0, line.RosterCount)
                : "",
        };
    }

    /// <summary>The longest number is whole, and names have what is left.</summary>
    private int NumberWidth => Math.Max(
        TextFit.Columns(look.Strings.TermScreen.NumberColumn),
        model.Classes.Count == 0 ? 0 : model.Classes.Max(static line => line.Class.ToString().Length));

    /// <summary>As everywhere: those of the class list, and whoever else is there besides.</summary>
    private static string Count(int? present, int offRoster, int listed)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string count = present?.ToString(invariant) ?? "–";
        return (listed == 0 ? count : string.Create(invariant, $"{count}/{listed}"))
            + (offRoster == 0 ? "" : string.Create(invariant, $" +{offRoster}"));
    }

    /// <inheritdoc/>
    public Tone ToneOf(int row, int column) => model.Classes[row] switch
    {
        { Situation: ClassSituation.OpenHere } => Tone.Good,
        { Situation: ClassSituation.OpenElsewhere } => Tone.Dim,
        { UsualTime: not null, IsHeldToday: false } => Tone.Strong,
        _ => Tone.Normal,
    };

    /// <inheritdoc/>
    public object KeyOf(int row) => model.Classes[row].Class;

    /// <inheritdoc/>
    public int RowOf(object key)
    {
        ClassNumber number = (ClassNumber)key;
        for (int row = 0; row < model.Classes.Count; row++)
        {
            if (model.Classes[row].Class == number)
            {
                return row;
            }
        }

        return -1;
    }
}
