namespace Chamada.Tui.Widgets;

/// <summary>The top line: what this is at the left, how it stands with the server at the right.</summary>
internal sealed class TitleBar : Canvas
{
    private string _left = "";
    private string _right = "";

    /// <summary>Makes the line.</summary>
    public TitleBar(Look look)
        : base(look) => Height = 1;

    /// <summary>Shows other words.</summary>
    public void Show(string left, string right)
    {
        if ((left, right) != (_left, _right))
        {
            (_left, _right) = (left, right);
            SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        Fill(0, Tone.Title);
        int end = Put(1, 0, _left, Tone.Title);
        PutRight(width - 1, 0, TextFit.Cut(_right, Math.Max(0, width - end - 3)), Tone.Title);
    }
}
