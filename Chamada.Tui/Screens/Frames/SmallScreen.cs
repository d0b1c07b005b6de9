using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Frames;

/// <summary>What stands where the terminal is too small for anything else.</summary>
internal sealed class SmallScreen(Look look) : Canvas(look)
{
    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        IReadOnlyList<string> lines = TextFit.Wrap(
            Look.Strings.TooSmall(ProgramWindow.LeastWidth, ProgramWindow.LeastHeight, width, height), Math.Max(1, width - 2));
        for (int i = 0; i < lines.Count; i++)
        {
            Put(1, ((height - lines.Count) / 2) + i, lines[i], Tone.Strong);
        }
    }
}
