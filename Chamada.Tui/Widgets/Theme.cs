using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chamada.Tui.Widgets;

/// <summary>The colours of one theme. Whatever a colour says, a word or a sign says too.</summary>
internal sealed class Theme
{
    private readonly Attribute[] _attributes = new Attribute[Enum.GetValues<Tone>().Length];

    private Theme(IEnumerable<(Tone Tone, Attribute Attribute)> attributes)
    {
        Array.Fill(_attributes, default);

        // Not a matter of taste, nor of NO_COLOR: on a light terminal the plain characters would be the negative of the picture.
        _attributes[(int)Tone.Picture] = On("#000000", "#ffffff");
        foreach ((Tone tone, Attribute attribute) in attributes)
        {
            _attributes[(int)tone] = attribute;
        }

        Scheme = new Scheme(this[Tone.Normal])
        {
            Focus = this[Tone.Selected],
            HotNormal = this[Tone.Strong],
            HotFocus = this[Tone.Selected],
            Active = this[Tone.Selected],
            HotActive = this[Tone.Selected],
            Highlight = this[Tone.Selected],
            Editable = this[Tone.Field],
            ReadOnly = this[Tone.Field],
            Disabled = this[Tone.Dim],
        };
        FieldScheme = Scheme with
        {
            Normal = this[Tone.Field],
            Focus = this[Tone.FieldFocused],
            Editable = this[Tone.Field],
            Active = this[Tone.Selected],
        };
        FocusedFieldScheme = FieldScheme with { Normal = this[Tone.FieldFocused], Editable = this[Tone.FieldFocused] };
    }

    /// <summary>The colours of a tone.</summary>
    public Attribute this[Tone tone] => _attributes[(int)tone];

    /// <summary>The same for the library's own views.</summary>
    public Scheme Scheme { get; }

    /// <summary>For fields where text is typed.</summary>
    public Scheme FieldScheme { get; }

    /// <summary>For the field where text is typed now.</summary>
    public Scheme FocusedFieldScheme { get; }

    /// <summary>A theme by its name; without colours (https://no-color.org) the name does not matter.</summary>
    public static Theme Of(ThemeName name, bool noColor) => noColor ? Monochrome() : name switch
    {
        ThemeName.Light => Light(),
        ThemeName.HighContrast => HighContrast(),
        _ => Dark(),
    };

    private static Theme Dark()
    {
        Palette p = new("#12161c");
        return new Theme(
        [
            (Tone.Normal, p.Text("#d8dee9")), (Tone.Strong, p.Bold("#ffffff")), (Tone.Dim, p.Text("#98a2b3")),
            (Tone.Title, On("#ffffff", "#1f4e79", TextStyle.Bold)),
            (Tone.Tab, On("#c5cfdd", "#232b36")), (Tone.TabShown, On("#12161c", "#8fc7ff", TextStyle.Bold)),
            (Tone.Good, p.Bold("#6fdc8c")), (Tone.Warning, p.Bold("#ffc857")), (Tone.Bad, p.Bold("#ff8389")), (Tone.Accent,
                p.Bold("#8fc7ff")),
            (Tone.Header, On("#c5cfdd", "#232b36", TextStyle.Bold)),
            (Tone.Selected, On("#12161c", "#8fc7ff", TextStyle.Bold)), (Tone.SelectedAway, On("#ffffff", "#3a4656")),
            (Tone.KeyName, On("#12161c", "#98a2b3", TextStyle.Bold)), (Tone.KeyLabel, p.Text("#d8dee9")),
            (Tone.BarFull, On("#6fdc8c", "#232b36")), (Tone.BarEmpty, On("#566377", "#232b36")),
            (Tone.GoodBand, On("#ffffff", "#14652f", TextStyle.Bold)), (Tone.WarningBand, On("#1a1300", "#ffc857", TextStyle.Bold)),
            (Tone.BadBand, On("#ffffff", "#a2191f", TextStyle.Bold)), (Tone.NeutralBand, On("#ffffff", "#2f3b4c", TextStyle.Bold)),
            (Tone.Field, On("#ffffff", "#2f3b4c", TextStyle.Underline)), (Tone.FieldFocused, On("#ffffff", "#1f4e79", TextStyle.Underline)),
        ]);
    }

    private static Theme Light()
    {
        Palette p = new("#fbfbf8");
        return new Theme(
        [
            (Tone.Normal, p.Text("#1f2937")), (Tone.Strong, p.Bold("#000000")), (Tone.Dim, p.Text("#5b6675")),
            (Tone.Title, On("#ffffff", "#1f4e79", TextStyle.Bold)),
            (Tone.Tab, On("#26323f", "#dfe4ea")), (Tone.TabShown, On("#ffffff", "#0b5cad", TextStyle.Bold)),
            (Tone.Good, p.Bold("#0b6b2e")), (Tone.Warning, p.Bold("#8a4b00")), (Tone.Bad, p.Bold("#b0121b")), (Tone.Accent,
                p.Bold("#0b4f94")),
            (Tone.Header, On("#26323f", "#dfe4ea", TextStyle.Bold)),
            (Tone.Selected, On("#ffffff", "#0b5cad", TextStyle.Bold)), (Tone.SelectedAway, On("#000000", "#c9d3de")),
            (Tone.KeyName, On("#ffffff", "#4a5666", TextStyle.Bold)), (Tone.KeyLabel, p.Text("#1f2937")),
            (Tone.BarFull, On("#0b6b2e", "#dfe4ea")), (Tone.BarEmpty, On("#8b97a6", "#dfe4ea")),
            (Tone.GoodBand, On("#ffffff", "#0b6b2e", TextStyle.Bold)), (Tone.WarningBand, On("#1a1300", "#ffc857", TextStyle.Bold)),
            (Tone.BadBand, On("#ffffff", "#b0121b", TextStyle.Bold)), (Tone.NeutralBand, On("#000000", "#c9d3de", TextStyle.Bold)),
            (Tone.Field, On("#000000", "#e3e8ee", TextStyle.Underline)), (Tone.FieldFocused, On("#000000", "#cfe3f8", TextStyle.Underline)),
        ]);
    }

    private static Theme HighContrast()
    {
        Palette p = new("#000000");
        return new Theme(
        [
            (Tone.Normal, p.Text("#ffffff")), (Tone.Strong, p.Bold("#ffffff")), (Tone.Dim, p.Text("#ffffff")),
            (Tone.Title, On("#000000", "#ffffff", TextStyle.Bold)),
            (Tone.Tab, p.Text("#ffffff")), (Tone.TabShown, On("#000000", "#ffff00", TextStyle.Bold)),
            (Tone.Good, p.Bold("#00ff00")), (Tone.Warning, p.Bold("#ffff00")), (Tone.Bad, p.Bold("#ff9090")), (Tone.Accent,
                p.Bold("#00ffff")),
            (Tone.Header, On("#000000", "#ffffff", TextStyle.Bold)),
            (Tone.Selected, On("#000000", "#ffff00", TextStyle.Bold)), (Tone.SelectedAway, On("#000000", "#c0c0c0")),
            (Tone.KeyName, On("#000000", "#ffffff", TextStyle.Bold)), (Tone.KeyLabel, p.Text("#ffffff")),
            (Tone.BarFull, p.Text("#00ff00")), (Tone.BarEmpty, p.Text("#ffffff")),
            (Tone.GoodBand, On("#000000", "#00ff00", TextStyle.Bold)), (Tone.WarningBand, On("#000000", "#ffff00", TextStyle.Bold)),
            (Tone.BadBand, On("#ffffff", "#b00000", TextStyle.Bold)), (Tone.NeutralBand, On("#000000", "#ffffff", TextStyle.Bold)),
            (Tone.Field, On("#000000", "#ffffff", TextStyle.Underline)), (Tone.FieldFocused, On("#000000", "#ffff00", TextStyle.Underline)),
        ]);
    }

    private static Theme Monochrome()
    {
        Attribute plain = new(Color.None, Color.None);
        Attribute bold = plain with { Style = TextStyle.Bold };
        Attribute reverse = plain with { Style = TextStyle.Reverse };
        Attribute boldReverse = plain with { Style = TextStyle.Reverse | TextStyle.Bold };
        Attribute underline = plain with { Style = TextStyle.Underline };
        return new Theme(
        [
            (Tone.Normal, plain), (Tone.Strong, bold), (Tone.Dim, plain), (Tone.Title, boldReverse), (Tone.Tab, plain),
            (Tone.TabShown, boldReverse), (Tone.Good, bold), (Tone.Warning, bold), (Tone.Bad, bold), (Tone.Accent, bold),
            (Tone.Header, underline with { Style = TextStyle.Underline | TextStyle.Bold }), (Tone.Selected, boldReverse),
            (Tone.SelectedAway, underline), (Tone.KeyName, reverse), (Tone.KeyLabel, plain), (Tone.BarFull, plain), (Tone.BarEmpty, plain),
            (Tone.GoodBand, boldReverse), (Tone.WarningBand, boldReverse), (Tone.BadBand, boldReverse), (Tone.NeutralBand, reverse),
            (Tone.Field, underline), (Tone.FieldFocused, reverse),
        ]);
    }

    private static Attribute On(string color, string behind, TextStyle style = TextStyle.None) =>
        new(Color.Parse(color, null), Color.Parse(behind, null), style);

    private sealed class Palette(string background)
    {
        public Attribute Text(string color) => Theme.On(color, background);

        public Attribute Bold(string color) => Theme.On(color, background, TextStyle.Bold);
    }
}
