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
        AttendanceView[] views = [.. Enum.GetValues<AttendanceView>().Where(view => view != AttendanceView.Once || HasRounds)];
        bool isShort = views.Sum(view => TextFit.Columns(TextOf(view, isShort: false)) + 1) > width;
        foreach (AttendanceView view in views)
        {
            int from = x;
            string text = TextOf(view, isShort);
            if (x + TextFit.Columns(text) > width)
            {
                break; // The search has taken its place; its key still works.
            }

            bool isUrgent = view == AttendanceView.ToSettle && CountOf(view) > 0;
            x = Put(x, 0, text, view == model.Table.View ? Tone.TabShown : isUrgent ? Tone.WarningBand : Tone.Tab) + 1;
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

    private bool HasRounds => model.Sheet.Earlier is not null;

    private string TextOf(AttendanceView view, bool isShort) => string.Create(
        CultureInfo.InvariantCulture, $" {(int)view + 1} {RollCallWords.NameOf(view, Look.Strings, isShort)} {Count(view)} ");

    /// <summary>Who is not on the class list is counted apart wherever there is one, as in the head.</summary>
    private string Count(AttendanceView view)
    {
        int apart = view is AttendanceView.Present or AttendanceView.All ? model.Sheet.OffRoster : 0, count = CountOf(view) - apart;
        return apart == 0 ? count.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{count}+{apart}");
    }

    private int CountOf(AttendanceView view) => view switch
    {
        AttendanceView.Present => model.Sheet.Present,
        AttendanceView.Absent => model.Sheet.Absent,
        AttendanceView.All => model.Sheet.Present + model.Sheet.Absent,
        AttendanceView.ToSettle => model.Sheet.ToSettle.Count,
        AttendanceView.Once => model.Sheet.OnlyEarlier.Count() + model.Sheet.OnlyNow.Count(),
        _ => model.Sheet.OffRoster,
    };
}
