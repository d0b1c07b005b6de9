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

    /// <summary>The language and the colours.</summary>
    public Look Look { get; }

    /// <summary>Which rows of the key table are its own.</summary>
    public abstract KeyScope Scope { get; }

    /// <summary>Whether the screen may only be left in its own way: then no key does anything but what the key table says.</summary>
    public virtual bool IsLocked => false;

    /// <summary>The words.</summary>
    protected ScreenStrings Strings => Look.Strings;

    /// <summary>Whether an action makes sense now.</summary>
    public abstract bool Can(ScreenAction action);

    /// <summary>Does an action of the screen's own.</summary>
    public abstract void Do(ScreenAction action);

    /// <summary>Takes up what its model has become. Called when the model changes, at most a few times a second, and once a second for clocks.</summary>
    public abstract void Reload();

    /// <summary>What the line above the keys says; null for nothing.</summary>
    public abstract StateText? State();

    /// <summary>Puts the focus where the first key belongs.</summary>
    public abstract void FocusFirst();
}
