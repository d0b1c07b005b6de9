using System.Globalization;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>Which students the table shows, with how many there are of each kind. A click chooses.</summary>
internal sealed class ViewBar(Look look, ShownRollCall model) : Canvas(look)
{
    private readonly List<(int From, int To, AttendanceView View)> _places = [];

    /// <summary>A view was clicked.</summary>
    public event Action<AttendanceView>? Clicked;

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        _places.Clear();
        int x = 1;
        foreach (AttendanceView view in Enum.GetValues<AttendanceView>())
        {
            int from = x;
            string name = width < 76 ? TextFit.Cut(RollCallWords.NameOf(view, Look.Strings), 9) : RollCallWords.NameOf(view, Look.Strings);
            string text = string.Create(CultureInfo.InvariantCulture, $" {(int)view + 1} {name} {CountOf(view)} ");
            if (x + TextFit.Columns(text) > width)
            {
                break; // The search has taken its place; its key still works.
            }

            x = Put(x, 0, text, view == model.Table.View ? Tone.TabShown : Tone.Tab) + 1;
            _places.Add((from, x - 1, view));
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at
            && _places.Find(place => at.X >= place.From && at.X < place.To) is { To: > 0 } place)
        {
            Clicked?.Invoke(place.View);
            return true;
        }

        return false;
    }

    private int CountOf(AttendanceView view) => view switch
    {
        AttendanceView.Present => model.Sheet.Present,
        AttendanceView.Absent => model.Sheet.Absent,
        AttendanceView.All => model.Sheet.Present + model.Sheet.Absent,
        _ => model.Sheet.OffRoster,
    };
}
