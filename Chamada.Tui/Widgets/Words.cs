namespace Chamada.Tui.Widgets;

/// <summary>A line of words that changes with the language.</summary>
/// <param name="look">The language and the colours.</param>
/// <param name="text">The words, made for a number of columns.</param>
/// <param name="tone">What they are.</param>
/// <param name="isFault">Whether they now say what is wrong; null for never.</param>
internal sealed class Words(Look look, Func<int, string> text, Tone tone = Tone.Strong, Func<bool>? isFault = null) : Canvas(look)
{
    /// <summary>Words that are the same however wide the line is.</summary>
    public Words(Look look, Func<string> text, Tone tone = Tone.Strong, Func<bool>? isFault = null)
        : this(look, _ => text(), tone, isFault)
    {
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height) => Put(0, 0, text(width), isFault?.Invoke() == true ? Tone.Bad : tone);
}
