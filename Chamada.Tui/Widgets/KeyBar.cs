using Terminal.Gui.Input;

namespace Chamada.Tui.Widgets;

/// <summary>A key on the bottom line.</summary>
/// <param name="Name">The key.</param>
/// <param name="Label">What it does, in a word or two.</param>
/// <param name="Rank">Where the line is too short, the highest ranks go first.</param>
/// <param name="Press">Does what the key does.</param>
internal sealed record KeyLabel(string Name, string Label, int Rank, Action Press);

/// <summary>The bottom line: the keys that work now. A click does what the key does.</summary>
internal sealed class KeyBar : Canvas
{
    private readonly List<(int From, int To, KeyLabel Key)> _places = [];
    private IReadOnlyList<KeyLabel> _keys = [];

    /// <summary>Makes the line.</summary>
    public KeyBar(Look look)
        : base(look) => Height = 1;

    /// <summary>Shows other keys.</summary>
    public void Show(IReadOnlyList<KeyLabel> keys)
    {
        bool same = keys.Select(static key => (key.Name, key.Label)).SequenceEqual(_keys.Select(static key => (key.Name, key.Label)));
        _keys = keys;
        if (!same)
        {
            SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        _places.Clear();
        List<KeyLabel> fitting = [.. _keys];
        while (fitting.Count > 1 && fitting.Sum(WidthOf) > width)
        {
            // The highest rank goes first, the last of equals.
            fitting.RemoveAt(fitting.FindLastIndex(key => key.Rank == fitting.Max(static other => other.Rank)));
        }

        int x = 0;
        foreach (KeyLabel key in fitting)
        {
            int from = x;
            x = Put(x, 0, $" {key.Name} ", Tone.KeyName);
            x = Put(x, 0, $"{key.Label} ", Tone.KeyLabel);
            _places.Add((from, x, key));
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } at
            || _places.Find(place => at.X >= place.From && at.X < place.To) is not { Key: { } key })
        {
            return false;
        }

        key.Press();
        return true;
    }

    private static int WidthOf(KeyLabel key) => TextFit.Columns(key.Name) + 3 + TextFit.Columns(key.Label);
}
