using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Widgets;

/// <summary>A field for one line of text that takes only some characters and only so many.</summary>
internal sealed class InputField : TextField
{
    private readonly Look _look;
    private readonly int _maxLength;
    private readonly Func<char, bool> _accepts;

    /// <summary>Makes a field.</summary>
    /// <param name="look">The colours.</param>
    /// <param name="maxLength">How many characters it takes.</param>
    /// <param name="accepts">Which characters it takes.</param>
    public InputField(Look look, int maxLength, Func<char, bool> accepts)
    {
        _maxLength = maxLength;
        _accepts = accepts;
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
        _look = look;
        look.Changed += Recolour;
        Recolour();
    }

    /// <summary>Enter was pressed.</summary>
    public event Action? Entered;

    /// <summary>A character was typed that the field does not take.</summary>
    public event Action? Refused;

    /// <summary>Takes the focus with everything chosen: what is typed now replaces it.</summary>
    public void FocusToReplace()
    {
        SetFocus();
        SelectAll();
    }

    /// <summary>Takes the focus with the cursor at the end: what is typed now is added.</summary>
    public void FocusToContinue()
    {
        SetFocus();
        ClearAllSelection();
        MoveEnd();
    }

    /// <summary>Keys that go elsewhere: a list that belongs to the field.</summary>
    public Func<Key, bool>? Passes { get; set; }

    /// <inheritdoc/>
    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView)
    {
        base.OnHasFocusChanged(newHasFocus, previousFocusedView, focusedView);
        Recolour();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _look.Changed -= Recolour;
        base.Dispose(disposing);
    }

    /// <summary>The library gives a field that has the focus no colours of its own.</summary>
    private void Recolour() => SetScheme(HasFocus ? _look.Theme.FocusedFieldScheme : _look.Theme.FieldScheme);

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key) => Passes?.Invoke(key) == true || Refuses(key) || base.OnKeyDown(key);

    /// <summary>A character that the field does not take is swallowed here: let through and refused later, it would still move the cursor.</summary>
    private bool Refuses(Key key)
    {
        if (key.IsCtrl || key.IsAlt || key.AsRune.Value < ' ' || key.AsRune.Value == 0x7F)
        {
            return false;
        }

        if (!key.AsRune.IsBmp || !_accepts((char)key.AsRune.Value))
        {
            Refused?.Invoke();
            return true;
        }

        return Text.Length >= _maxLength && SelectedLength == 0;
    }
}
