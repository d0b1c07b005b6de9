using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Boards;

/// <summary>How long a roll call stays open, in words and colour.</summary>
internal static class TimeLeft
{
    private const int LastMinute = 60;

    /// <summary>The words; empty without a time limit.</summary>
    /// <param name="end">When it closes; null for never.</param>
    /// <param name="now">The time by the same clock.</param>
    /// <param name="strings">The words.</param>
    public static (string Text, Tone Tone) Of(DateTimeOffset? end, DateTimeOffset now, ScreenStrings strings)
    {
        if (end is null)
        {
            return ("", Tone.Normal);
        }

        int seconds = (int)Math.Ceiling((end.Value - now).TotalSeconds);
        return seconds > LastMinute ? (strings.ClosesIn(TimeSpan.FromSeconds(seconds)), Tone.Strong)
            : seconds > 0 ? ($" {strings.LastMinute(seconds)} ", Tone.BadBand)
            : ($" {strings.TimeIsOver} ", Tone.BadBand);
    }
}
