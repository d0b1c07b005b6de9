using Chamada.Tui.Resources.Texts;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Frames;

/// <summary>
/// One action of a screen: its keys, its words, when it can be done, what is said when it cannot, and what it does. The bottom line, the
/// help and the handling of keys are all made from these rows.
/// </summary>
/// <param name="Words">What it does, in words.</param>
/// <param name="Do">Does it.</param>
/// <param name="Keys">Its keys; the first one is shown on the bottom line, all of them in the help.</param>
internal sealed record ScreenAction(Func<ScreenStrings, KeyWords> Words, Action Do, params Key[] Keys)
{
    /// <summary>The rank of what ends the program: it stays on the bottom line, whatever else goes.</summary>
    public const int WayOut = -1;

    /// <summary>Why it cannot be done now, for the line above the keys; null when it can.</summary>
    public Func<string?> WhyNot { get; init; } = static () => null;

    /// <summary>Where the bottom line is too short, the highest ranks go first.</summary>
    public int Rank { get; init; }

    /// <summary>Whether the field or the table that has the focus takes the key itself: the row then explains it, and a click does
    /// it.</summary>
    public bool IsExplanation { get; init; }

    /// <summary>Whether it comes before the fields: they never get its characters, secret ones excepted.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>Whether it is only there for whoever presses its key out of habit: neither the bottom line nor the help names it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether a key is one of its own.</summary>
    /// <param name="key">The key.</param>
    /// <param name="typing">Whether a text field has the focus: characters and the keys that edit are then the field's.</param>
    /// <param name="secret">Whether that field is a secret one, which takes every character.</param>
    public bool Has(Key key, bool typing, bool secret) =>
        !IsExplanation && Keys.Any(candidate => candidate == key) && !(typing && IsForFields(key) && (secret || !ComesFirst));

    /// <summary>Whether a key is one of F1 to F24.</summary>
    public static bool IsFunction(Key key) =>
        key.NoShift.KeyCode is >= Terminal.Gui.Drivers.KeyCode.F1 and <= Terminal.Gui.Drivers.KeyCode.F24;

    private static bool IsForFields(Key key) =>
        !key.IsCtrl && !key.IsAlt && (key.AsRune.Value > ' ' || key == Key.Delete || key == Key.InsertChar) && !IsFunction(key);
}

/// <summary>How keys are written on the screen.</summary>
internal static class KeyNames
{
    /// <summary>A key's name, short.</summary>
    public static string Of(Key key) =>
        key == Key.Delete ? "Del" : key == Key.InsertChar ? "Ins" : key == Key.CursorUp ? "↑"
            : key == Key.CursorDown ? "↓" : key.ToString();
}
