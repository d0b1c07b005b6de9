using Chamada.Tui.Widgets;

namespace Chamada.Tests.Screens;

public sealed class TerminalColorsTests
{
    [Theory]
    [InlineData(0, 0, 0, 16)]
    [InlineData(255, 255, 255, 231)]
    [InlineData(95, 135, 175, 67)]
    [InlineData(8, 8, 8, 232)]
    [InlineData(238, 238, 238, 255)]
    [InlineData(0xa2, 0x19, 0x1f, 124)]
    public void Where_there_is_no_true_color_the_nearest_of_256_is_taken(int red, int green, int blue, int number) =>
        Assert.Equal(number, TerminalColors.Nearest(red, green, blue));

    [Theory]
    [InlineData("xterm-256color", null, false)]
    [InlineData("xterm-256color", "truecolor", true)]
    [InlineData("tmux-256color", "24bit", true)]
    [InlineData("xterm-direct", null, true)]
    [InlineData("xterm", null, false)]
    public void True_color_is_what_a_terminal_says_of_itself(string term, string? colors, bool expected) =>
        Assert.Equal(expected, TerminalColors.HasTrueColor(name => name switch
        {
            "TERM" => term,
            "COLORTERM" => colors,
            _ => null,
        }));
}
