using System.Runtime.CompilerServices;
using System.Text;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using static System.FormattableString;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chamada.Tui.Widgets;

/// <summary>
/// Colours for terminals that do not know every colour: the nearest of the 256 of xterm. The library knows all colours or 16, and a
/// terminal that is given a colour in a way that it does not understand may show anything.
/// </summary>
internal static class TerminalColors
{
    // The six steps of each primary in xterm's cube of colours, which begins at 16, and the greys behind it.
    private const int CubeStart = 16, GreyStart = 232, Greys = 24;
    private static readonly int[] Steps = [0, 95, 135, 175, 215, 255];

    private static readonly string[] TrueColorTerms =
        ["xterm-kitty", "alacritty", "foot", "wezterm", "ghostty", "xterm-ghostty", "contour"];

    /// <summary>Whether a terminal says that it knows every colour.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    public static bool HasTrueColor(Func<string, string?> environment) =>
        environment("COLORTERM") is "truecolor" or "24bit"
        || environment("WT_SESSION") is { Length: > 0 }
        || (environment("TERM") is { } term && (term.EndsWith("-direct", StringComparison.Ordinal) || TrueColorTerms.Contains(term)));

    /// <summary>The library's application, for a terminal that knows every colour or for one that knows 256.</summary>
    /// <param name="hasTrueColor">Whether the terminal knows every colour.</param>
    /// <returns>The application, to be started with the driver <see cref="DriverRegistry.Names.ANSI"/>.</returns>
    public static IApplication CreateApplication(bool hasTrueColor)
    {
        if (hasTrueColor)
        {
            return Application.Create();
        }

        try
        {
            return ApplicationWith(new Factory256());
        }
        catch (MissingMethodException)
        {
            // Another version of the library: better a colour that the terminal may take for another than no screen at all.
            return Application.Create();
        }
    }

    // A driver of one's own can be registered, but Init takes only the name from it and makes what it has always made. The one way to
    // give an application its parts is this constructor, which the library keeps for its own tests.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object NewApplication(IComponentFactory parts);

    private static IApplication ApplicationWith(IComponentFactory parts) => (IApplication)NewApplication(parts);

    /// <summary>The nearest of xterm's colours 16 to 255; the first 16 are the user's own, and nobody knows what they look like.</summary>
    public static int Nearest(int red, int green, int blue)
    {
        int[] cube = [NearestStep(red), NearestStep(green), NearestStep(blue)];
        int grey = Math.Clamp(((red + green + blue) / 3 - 3) / 10, 0, Greys - 1), shade = 8 + (10 * grey);
        int cubeDistance = Distance(red, green, blue, Steps[cube[0]], Steps[cube[1]], Steps[cube[2]]);
        return Distance(red, green, blue, shade, shade, shade) < cubeDistance
            ? GreyStart + grey
            : CubeStart + (36 * cube[0]) + (6 * cube[1]) + cube[2];
    }

    private static int NearestStep(int value) => Enumerable.Range(0, Steps.Length).MinBy(i => Math.Abs(Steps[i] - value));

    private static int Distance(int red, int green, int blue, int otherRed, int otherGreen, int otherBlue) =>
        ((red - otherRed) * (red - otherRed)) + ((green - otherGreen) * (green - otherGreen)) + ((blue - otherBlue) * (blue - otherBlue));

    /// <summary>The parts of the ANSI driver, with another output. Made late, because an output takes the terminal at once; and handed
    /// to the library's own factory, which lets it know the terminal's size.</summary>
    private sealed class Factory256 : AnsiComponentFactory
    {
        /// <inheritdoc/>
        public override IOutput CreateOutput() => new AnsiComponentFactory(output: new Output256()).CreateOutput();
    }

    /// <summary>Writes colours by their numbers.</summary>
    internal sealed class Output256 : AnsiOutput
    {
        private readonly Dictionary<Color, int> _known = [];

        /// <inheritdoc/>
        protected override void AppendOrWriteAttribute(StringBuilder output, Attribute attr, TextStyle redrawTextStyle)
        {
            // The library writes the style, and Color.None as the terminal's own colours; only its way of naming a colour is replaced.
            StringBuilder written = new();
            base.AppendOrWriteAttribute(written, attr, redrawTextStyle);
            if (!Force16Colors)
            {
                Color fore = attr.Foreground, back = attr.Background;
                written.Replace(Invariant($"38;2;{fore.R};{fore.G};{fore.B}m"), Invariant($"38;5;{NumberOf(fore)}m"))
                    .Replace(Invariant($"48;2;{back.R};{back.G};{back.B}m"), Invariant($"48;5;{NumberOf(back)}m"));
            }

            output.Append(written);
        }

        private int NumberOf(Color color)
        {
            if (!_known.TryGetValue(color, out int number))
            {
                number = Nearest(color.R, color.G, color.B);
                _known.Add(color, number);
            }

            return number;
        }
    }
}
