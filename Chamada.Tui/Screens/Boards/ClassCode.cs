namespace Chamada.Tui.Screens.Boards;

/// <summary>The code that students type, as the server told it last.</summary>
/// <param name="Digits">Six digits.</param>
/// <param name="Period">How long each code stands.</param>
/// <param name="Left">How long this one still stood when it was heard.</param>
/// <param name="HeardAt">When that was, as a time stamp of the clock.</param>
internal sealed record ClassCode(string Digits, TimeSpan Period, TimeSpan Left, long HeardAt)
{
    /// <summary>How long it still stands; zero when the next one should have come.</summary>
    public TimeSpan LeftNow(TimeProvider clock)
    {
        TimeSpan left = Left - clock.GetElapsedTime(HeardAt);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
