using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Students;

/// <summary>The open classes nearby, below the student's form; a click takes one.</summary>
internal sealed class NearbyList(Look look, NearbyClasses nearby) : Canvas(look)
{
    private const int ClassColumns = 20;

    /// <summary>A class was clicked.</summary>
    public event Action<ClassNumber>? Chosen;

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        IReadOnlyList<NearbyClass> classes = nearby.Classes;
        Put(0, 0, classes.Count == 0 ? Look.Strings.Host.NobodyNearby : Look.Strings.Host.NearbyTitle, Tone.Dim);
        int rows = Math.Min(classes.Count, height - 1);
        for (int i = 0; i < rows; i++)
        {
            bool more = i == rows - 1 && rows < classes.Count;
            Put(2, i + 1, more
                ? Look.Strings.Host.MoreNearby(classes.Count - i)
                : TextFit.Pad(classes[i].Class.ToString(), ClassColumns), Tone.Normal);
            Put(2 + ClassColumns, i + 1, more ? "" : classes[i].Name, Tone.Dim);
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { Y: > 0 } at && at.Y <= nearby.Classes.Count)
        {
            Chosen?.Invoke(nearby.Classes[at.Y - 1].Class);
            return true;
        }

        return false;
    }
}
