using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Frames;

/// <summary>One screen of a program: everything between the top line and the line above the keys.</summary>
internal abstract class Screen : View
{
    /// <summary>Makes a screen.</summary>
    protected Screen(Look look)
    {
        Look = look;
        Width = Dim.Fill();
        Height = Dim.Fill();
        CanFocus = true;
    }

    /// <summary>Something is to be said above the keys for a while.</summary>
    public event Action<string>? Noticed;

    /// <summary>The language and the colours.</summary>
    public Look Look { get; }

    /// <summary>Where in the guide the help is opened.</summary>
    public abstract GuideTopic Topic { get; }

    /// <summary>What can be done here, in the order of the bottom line. No two rows have a key in common.</summary>
    public IReadOnlyList<ScreenAction> Actions { get; protected init; } = [];

    /// <summary>Whether the screen may only be left in its own way: then no key does anything but what its rows say.</summary>
    public virtual bool IsLocked => false;

    /// <summary>Whether one of its own rows ends the program, instead of the program's.</summary>
    public virtual bool HasOwnWayOut => false;

    /// <summary>The words.</summary>
    protected ScreenStrings Strings => Look.Strings;

    /// <summary>Takes up what its model has become. Called when the model changes, at most a few times a second, and once a second for
    /// clocks.</summary>
    public abstract void Reload();

    /// <summary>What the line above the keys says; null for nothing.</summary>
    public abstract StateText? State();

    /// <summary>Puts the focus where the first key belongs.</summary>
    public abstract void FocusFirst();

    /// <summary>What has come in since it was asked last, a line each, for who sees no screen.</summary>
    public virtual IEnumerable<string> News() => [];

    /// <summary>Says something above the keys until the next key is pressed.</summary>
    protected void Say(string text) => Noticed?.Invoke(text);
}
