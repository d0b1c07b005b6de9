using System.Globalization;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>The roll calls on screen, with their counts. A click shows one.</summary>
internal sealed class TabBar : Canvas
{
    private readonly List<(int From, int To, RollCallModel? Roll)> _places = [];
    private readonly TeacherModel _model;

    /// <summary>Makes the line.</summary>
    public TabBar(Look look, TeacherModel model)
        : base(look)
    {
        _model = model;
        Height = 1;
    }

    /// <summary>A tab was clicked; null is the start screen's.</summary>
    public event Action<RollCallModel?>? Clicked;

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        _places.Clear();
        int x = PutTab(0, Look.Strings.StartTab, null);

        // The tab that is shown is always to be seen: those before it give way.
        List<RollCallModel> rolls = [.. _model.Rolls];
        while (rolls.Count > 1 && rolls[0] != _model.Current && x + rolls.Sum(roll => TextOf(roll).Length + 3) > width)
        {
            rolls.RemoveAt(0);
        }

        foreach (RollCallModel roll in rolls)
        {
            x = PutTab(x, TextOf(roll), roll);
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at
            && _places.Find(place => at.X >= place.From && at.X < place.To) is { To: > 0 } place)
        {
            Clicked?.Invoke(place.Roll);
            return true;
        }

        return false;
    }

    private int PutTab(int x, string text, RollCallModel? roll)
    {
        int end = Put(x, 0, $" {text} ", roll == _model.Current ? Tone.TabShown : Tone.Tab);
        _places.Add((x, end, roll));
        return end + 1;
    }

    private static string TextOf(RollCallModel roll)
    {
        string count = roll.Sheet.Roster.Count == 0
            ? roll.Sheet.Present.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{roll.Sheet.PresentOnRoster}/{roll.Sheet.Roster.Count}");
        return roll.Phase == RollCallPhase.Open ? $"{roll.Class}: {count}" : $"{roll.Class}: {count} ■";
    }
}
