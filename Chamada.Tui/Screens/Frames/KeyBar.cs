using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Frames;

/// <summary>The bottom line: the keys that work now, made from the key table. A click does what the key does.</summary>
internal sealed class KeyBar : Canvas
{
    private readonly List<(int From, int To, ScreenAction Action)> _places = [];

    /// <summary>Makes the line.</summary>
    public KeyBar(Look look)
        : base(look) => Height = 1;

    /// <summary>A key's name was clicked.</summary>
    public event Action<ScreenAction>? Clicked;

    /// <summary>The rows that work now.</summary>
    public IReadOnlyList<KeyRow> Rows { get; private set; } = [];

    /// <summary>Shows other rows.</summary>
    public void Show(IReadOnlyList<KeyRow> rows)
    {
        if (!rows.SequenceEqual(Rows))
        {
            Rows = rows;
            SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        _places.Clear();
        List<KeyRow> fitting = [.. Rows];
        while (fitting.Count > 1 && fitting.Sum(WidthOf) > width)
        {
            // The highest rank goes first, the last of equals.
            fitting.RemoveAt(fitting.FindLastIndex(row => row.Rank == fitting.Max(static other => other.Rank)));
        }

        int x = 0;
        foreach (KeyRow row in fitting)
        {
            int from = x;
            x = Put(x, 0, $" {row.Name} ", Tone.KeyName);
            x = Put(x, 0, $"{row.Words(Look.Strings).Label} ", Tone.KeyLabel);
            _places.Add((from, x, row.Action));
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } at)
        {
            return false;
        }

        foreach ((int from, int to, ScreenAction action) in _places)
        {
            if (at.X >= from && at.X < to)
            {
                Clicked?.Invoke(action);
                return true;
            }
        }

        return false;
    }

    private int WidthOf(KeyRow row) => row.Name.Length + 3 + TextFit.Columns(row.Words(Look.Strings).Label);
}
