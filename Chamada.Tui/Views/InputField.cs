using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Chamada.Tui.Views;

/// <summary>A field for one line of text that takes only some characters and only so many.</summary>
internal sealed class InputField : TextField
{
    /// <summary>Makes a field.</summary>
    /// <param name="look">The colours.</param>
    /// <param name="maxLength">How many characters it takes.</param>
    /// <param name="accepts">Which characters it takes.</param>
    public InputField(Look look, int maxLength, Func<char, bool> accepts)
    {
        ValueChanging += (_, change) =>
        {
            string value = change.NewValue ?? "";
            change.Handled = value.Length > maxLength || !value.All(accepts);
        };
        Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            Entered?.Invoke();
        };
        Autocomplete = null;
        look.Changed += Recolour;
        Recolour();

        void Recolour() => SetScheme(look.Theme.FieldScheme);
    }

    /// <summary>Enter was pressed.</summary>
    public event Action? Entered;

    /// <summary>Keys that go elsewhere: a list that belongs to the field.</summary>
    public Func<Key, bool>? Passes { get; set; }

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key) => Passes?.Invoke(key) == true || base.OnKeyDown(key);
}
