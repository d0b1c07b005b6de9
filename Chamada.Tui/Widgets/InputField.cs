using System.Text;
using Chamada.Core.Unicode;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Widgets;

/// <summary>
/// A field for one line of text. It shows what is typed as it is typed, right or wrong: nothing is left out and nothing cut off in silence.
/// Whoever reads it says what is wrong with it. What cannot be one line of text at all is refused with a word.
/// </summary>
internal sealed class InputField : TextField
{
    private readonly Look _look;
    private readonly int _room;
    private bool _wasReturn;

    /// <summary>Makes a field.</summary>
    /// <param name="look">The language and the colours.</param>
    /// <param name="room">How many characters it takes at most; more than may be right, so that what is wrong can be seen.</param>
    public InputField(Look look, int room)
    {
        _room = room;
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

    /// <summary>What is typed into it, in a word or two: where nothing is drawn, that asks for it.</summary>
    public required Func<string> Label { get; init; }

    /// <summary>How many characters it takes at most.</summary>
    public int Room => _room;

    /// <summary>Enter was pressed.</summary>
    public event Action? Entered;

    /// <summary>Something was typed or pasted that the field does not take; with the words for it.</summary>
    public event Action<string>? Refused;

    /// <summary>Whether each line of a paste is typed and entered by itself; otherwise several lines are refused.</summary>
    public bool TakesLines { get; set; }

    /// <summary>Whether Tab means Enter now: some scanners end with it. Null for never.</summary>
    public Func<bool>? TabEnters { get; set; }

    /// <summary>Whether the last Enter was a Tab.</summary>
    public bool WasTab { get; private set; }

    /// <summary>Keys that go elsewhere: a list that belongs to the field.</summary>
    public Func<Key, bool>? Passes { get; set; }

    /// <summary>Takes the focus with everything chosen: what is typed now replaces it.</summary>
    public void FocusToReplace()
    {
        SetFocus();
        SelectAll();
    }

    /// <summary>Whether a key is a line feed. A terminal's byte 10 comes from the library as Ctrl+Enter, a keyboard's own report of the key
    /// as Ctrl+J.</summary>
    public static bool IsLineFeed(Key key) => key == Key.Enter.WithCtrl || key == Key.J.WithCtrl;

    /// <summary>Takes the focus with the cursor at the end: what is typed now is added.</summary>
    public void FocusToContinue()
    {
        SetFocus();
        ClearAllSelection();
        MoveEnd();
    }

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

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key) => Passes?.Invoke(key) == true || Enters(key) || Refuses(key) || base.OnKeyDown(key);

    /// <summary>A paste comes here as the terminal gave it: what is not right is refused, not taken off.</summary>
    protected override string OnSanitizingPaste(string raw) => raw;

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split(TakesLines ? ['\n', '\t'] : ['\n']);
        if (lines.Length == 2 && lines[1].Length == 0 && !TakesLines)
        {
            lines = [lines[0]]; // One line, copied with its end.
        }

        if (lines.Any(IsDamaged))
        {
            Refused?.Invoke(_look.Strings.PasteDamaged);
        }
        else if (lines.Length > 1 && !TakesLines)
        {
            Refused?.Invoke(_look.Strings.PasteOneLine);
        }
        else if (lines.Any(line => line.Length > _room) || Text.Length - SelectedLength + lines[0].Length > _room)
        {
            Refused?.Invoke(_look.Strings.FieldIsFull(_room));
        }
        else
        {
            PasteLines(lines);
        }

        return true;
    }

    private void PasteLines(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                base.OnPaste(lines[i]);
            }

            if (i < lines.Length - 1 && Text.Length > 0 && (i == 0 || lines[i].Length > 0))
            {
                Entered?.Invoke();
            }
        }
    }

    /// <summary>The library gives a field that has the focus no colours of its own.</summary>
    private void Recolour() => SetScheme(HasFocus ? _look.Theme.FocusedFieldScheme : _look.Theme.FieldScheme);

    /// <summary>A line feed is an Enter, too, unless it only follows one; so is Tab where a scanner may end with it.</summary>
    private bool Enters(Key key)
    {
        WasTab = key == Key.Tab;
        bool isLineFeed = IsLineFeed(key), follows = isLineFeed && _wasReturn;
        _wasReturn = key == Key.Enter;
        if (!isLineFeed && !(key == Key.Tab && TabEnters?.Invoke() == true))
        {
            return false;
        }

        if (!follows)
        {
            Entered?.Invoke();
        }

        return true;
    }

    /// <summary>Refused before the library sees it: let through and refused later, it would still move the cursor.</summary>
    private bool Refuses(Key key)
    {
        Rune rune = key.AsRune;
        if (key.IsCtrl || key.IsAlt || rune.Value < ' ' || rune.Value == 0x7F)
        {
            return false;
        }

        bool isDamaged = IsDamaged(rune.ToString());
        if (isDamaged || (Text.Length >= _room && SelectedLength == 0))
        {
            Refused?.Invoke(isDamaged ? _look.Strings.PasteDamaged : _look.Strings.FieldIsFull(_room));
            return true;
        }

        return false;
    }

    /// <summary>Whether there is in it what a terminal or this program could not read, or what nobody sees.</summary>
    private static bool IsDamaged(string text) => text.Contains('\uFFFD', StringComparison.Ordinal) || HiddenCharacters.Has(text);
}
