using Terminal.Gui.Input;

namespace Chamada.Tui.Widgets;

/// <summary>A tab of a <see cref="TabBar"/>.</summary>
/// <param name="Text">What stands on it.</param>
/// <param name="IsShown">Whether what belongs to it is on the screen.</param>
/// <param name="Choose">Shows what belongs to it.</param>
internal sealed record Tab(string Text, bool IsShown, Action Choose);

/// <summary>A line of tabs. A click chooses one.</summary>
/// <param name="look">The language and the colours.</param>
/// <param name="tabs">The tabs as they are now; the first one always stays to be seen.</param>
internal sealed class TabBar(Look look, Func<IReadOnlyList<Tab>> tabs) : Canvas(look)
{
    private readonly List<(int From, int To, Tab Tab)> _places = [];

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        _places.Clear();

        // The tab that is shown is always to be seen: those before it give way.
        List<Tab> fitting = [.. tabs()];
        while (fitting.Count > 2 && !fitting[1].IsShown && fitting.Sum(static tab => TextFit.Columns(tab.Text) + 3) > width)
        {
            fitting.RemoveAt(1);
        }

        int x = 0;
        foreach (Tab tab in fitting)
        {
            int end = Put(x, 0, $" {tab.Text} ", tab.IsShown ? Tone.TabShown : Tone.Tab);
            _places.Add((x, end, tab));
            x = end + 1;
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at
            && _places.Find(place => at.X >= place.From && at.X < place.To) is { Tab: { } tab })
        {
            tab.Choose();
            return true;
        }

        return false;
    }
}
