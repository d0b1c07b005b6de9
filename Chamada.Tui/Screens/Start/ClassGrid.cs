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
        new(look.Strings.ClassColumn, 18, AtRight: true),
        new(look.Strings.SituationColumn, 0),
        new(look.Strings.PresentColumn, 9, AtRight: true),
        new(look.Strings.RosterColumn, 8, AtRight: true),
        new(look.Strings.LastUsedColumn, 11),
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
            0 => line.Class.ToString(),
            1 => line.Situation switch
            {
                ClassSituation.OpenHere => look.Strings.ClassOpenHere(line.OpenedAt!.Value),
                ClassSituation.OpenElsewhere => look.Strings.ClassOpenElsewhere(line.OpenedAt!.Value),
                _ => "",
            },
            2 => line.Situation == ClassSituation.Idle ? "" : Count(line),
            3 => line.RosterCount == 0 ? "—" : line.RosterCount.ToString(CultureInfo.InvariantCulture),
            _ => line.LastUsed is { } last ? ScreenStrings.Day(last) : "",
        };
    }

    /// <summary>As everywhere: those of the class list, and whoever else is there besides.</summary>
    private static string Count(ClassLine line) => line.OffRoster == 0
        ? line.Present.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{line.Present} +{line.OffRoster}");

    /// <inheritdoc/>
    public Tone ToneOf(int row, int column) => model.Classes[row].Situation switch
    {
        ClassSituation.OpenHere => Tone.Good,
        ClassSituation.OpenElsewhere => Tone.Dim,
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
