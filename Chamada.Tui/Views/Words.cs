namespace Chamada.Tui.Views;

/// <summary>A line of words that changes with the language.</summary>
internal sealed class Words(Look look, Func<string> text, Tone tone = Tone.Strong) : Canvas(look)
{
    /// <inheritdoc/>
    protected override void Paint(int width, int height) => Put(0, 0, text(), tone);
}
