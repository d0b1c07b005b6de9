namespace Chamada.Tui.Widgets;

/// <summary>The line above the keys: one calm sentence about what is not as usual.</summary>
internal sealed class StateLine : Canvas
{
    private StateText? _state;

    /// <summary>Makes the line.</summary>
    public StateLine(Look look)
        : base(look) => Height = 1;

    /// <summary>Shows another sentence, or none.</summary>
    public void Show(StateText? state)
    {
        if (state != _state)
        {
            _state = state;
            SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        if (_state is null)
        {
            return;
        }

        Tone tone = _state.Urgency switch
        {
            Urgency.Failure => Tone.BadBand,
            Urgency.Warning => Tone.WarningBand,
            _ => Tone.Dim,
        };
        if (_state.Urgency != Urgency.Information)
        {
            Fill(0, tone);
        }

        Put(1, 0, (_state.Urgency == Urgency.Information ? "" : "! ") + _state.Text, tone);
    }
}
