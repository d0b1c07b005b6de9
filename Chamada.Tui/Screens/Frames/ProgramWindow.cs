using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Frames;

/// <summary>
/// The frame that both programs share: the top line, one screen, the line above the keys and the keys. It gives keys to what they
/// mean, and takes up changes of the models at a bounded rate.
/// </summary>
internal abstract class ProgramWindow : Runnable
{
    /// <summary>The smallest screen that is used.</summary>
    public const int LeastWidth = 60, LeastHeight = 15;

    /// <summary>Changes that come faster than this are shown together; drawing costs more than everything else here.</summary>
    private static readonly TimeSpan ShortestRedraw = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan Activity = TimeSpan.FromSeconds(1), KeyPress = TimeSpan.FromMilliseconds(50);

    private readonly TitleBar _title;
    private readonly StateLine _state;
    private readonly KeyBar _keys;
    private readonly SmallScreen _small;
    private readonly TimeProvider _clock;
    private bool _stale = true;
    private long _reloadedAt;
    private long _second = -1;
    private long _activeAt;
    private long _pressedAt;

    /// <summary>Makes an empty frame.</summary>
    protected ProgramWindow(Look look, ModelThread thread, TimeProvider clock)
    {
        Look = look;
        Thread = thread;
        _clock = clock;
        Width = Dim.Fill();
        Height = Dim.Fill();
        _title = new TitleBar(look) { Width = Dim.Fill() };
        _state = new StateLine(look) { Width = Dim.Fill(), Y = Pos.AnchorEnd(2) };
        _keys = new KeyBar(look) { Width = Dim.Fill(), Y = Pos.AnchorEnd(1) };
        _small = new SmallScreen(look) { Width = Dim.Fill(), Height = Dim.Fill(), Visible = false };
        _keys.Clicked += action => Thread.Post(() => Perform(action));
        Add(_title, _state, _keys, _small);
        look.Changed += OnLookChanged;
        ViewportChanged += (_, _) => ChooseSize();
        OnLookChanged();
    }

    /// <summary>The screen that is shown.</summary>
    public Screen? Current { get; private set; }

    /// <summary>Whether the terminal is too small for anything but saying so.</summary>
    protected bool IsSmall { get; private set; }

    /// <summary>The language and the colours.</summary>
    protected Look Look { get; }

    /// <summary>The models' thread.</summary>
    protected ModelThread Thread { get; }

    /// <summary>What stands at the left of the top line.</summary>
    protected abstract string TitleText { get; }

    /// <summary>What stands at the right of the top line.</summary>
    protected abstract string LinkText { get; }

    /// <summary>Shows a screen instead of the one that was shown.</summary>
    public void Show(Screen screen)
    {
        if (Current is not null)
        {
            Current.Visible = false;
        }

        if (screen.SuperView is null)
        {
            screen.Y = 1;
            screen.Height = Dim.Fill(2);
            Add(screen);
        }

        Current = screen;
        screen.Visible = true;
        ChooseSize();
        screen.FocusFirst();
        Reload();
    }

    /// <summary>Takes a screen away for good.</summary>
    public void Discard(Screen screen)
    {
        Remove(screen);
        screen.Dispose();
    }

    /// <summary>One turn of the loop: the models' work, then what is to be seen of it.</summary>
    public void Turn()
    {
        long now = _clock.GetTimestamp();
        if (Thread.Drain())
        {
            _stale = true;
            _activeAt = now;
        }

        long second = _clock.GetUtcNow().ToUnixTimeSeconds();
        if ((_stale && _clock.GetElapsedTime(_reloadedAt, now) >= ShortestRedraw) || second != _second)
        {
            _second = second;
            Reload();
        }
    }

    /// <summary>Whether somebody types or something comes in: then the loop turns faster.</summary>
    public bool IsActive => _clock.GetElapsedTime(_activeAt) < Activity;

    /// <summary>Whether a key has just been pressed: what it asks for is done in the turns that follow.</summary>
    public bool IsPressed => _clock.GetElapsedTime(_pressedAt) < KeyPress;

    /// <summary>Takes a key before any view sees it. Answers whether it was one of the table's.</summary>
    public bool TakeKey(Key key)
    {
        _stale = true;
        _activeAt = _pressedAt = _clock.GetTimestamp();
        if (Current is null || App?.TopRunnableView != this)
        {
            return false;
        }

        bool typing = MostFocused is TextField;
        if (KeyTable.Find(Current.Scope, key, typing).FirstOrDefault(candidate => CanPerform(candidate.Action)) is not { } row)
        {
            // On a locked screen the library's own keys would be a way out, or a way to stop the program.
            return Current.IsLocked && (key.IsCtrl || key.IsAlt);
        }

        // Not at once: a dialog that opens inside the handling of a key would get the same key again.
        Thread.Post(() => Perform(row.Action));
        return true;
    }

    /// <summary>Whether an action makes sense now.</summary>
    protected virtual bool CanPerform(ScreenAction action) => action switch
    {
        ScreenAction.Help or ScreenAction.ChangeLanguage or ScreenAction.ChangeTheme => true,
        ScreenAction.Quit => Current?.IsLocked == false,
        _ => Current?.Can(action) == true,
    };

    /// <summary>Does what a key means.</summary>
    protected virtual void Perform(ScreenAction action)
    {
        if (!CanPerform(action))
        {
            return;
        }

        switch (action)
        {
            case ScreenAction.Help:
                HelpDialog.Show(App!, Look, Current!.Scope);
                break;
            case ScreenAction.ChangeLanguage:
                Look.ChangeLanguage();
                break;
            case ScreenAction.ChangeTheme:
                Look.ChangeTheme();
                break;
            case ScreenAction.Quit:
                App!.RequestStop(this);
                break;
            default:
                Current?.Do(action);
                break;
        }

        Reload();
    }

    /// <summary>What stands above the keys of every screen, whatever the screen has to say; null for nothing.</summary>
    protected virtual StateText? Alarm() => null;

    /// <summary>Takes up what the models have become.</summary>
    protected virtual void Reload()
    {
        _stale = false;
        _reloadedAt = _clock.GetTimestamp();
        _title.Show(TitleText, LinkText);
        if (Current is { } screen)
        {
            screen.Reload();
            _state.Show(Alarm() ?? screen.State());
            _keys.Show([.. KeyTable.For(screen.Scope).Where(row => CanPerform(row.Action))]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Look.Changed -= OnLookChanged;
        base.Dispose(disposing);
    }

    private void OnLookChanged()
    {
        SetScheme(Look.Theme.Scheme);
        SetNeedsDraw();
        _stale = true;
    }

    private void ChooseSize()
    {
        IsSmall = Viewport.Width is > 0 and < LeastWidth || Viewport.Height is > 0 and < LeastHeight;
        _small.Visible = IsSmall;
        _title.Visible = _state.Visible = _keys.Visible = !IsSmall;
        if (Current is not null)
        {
            Current.Visible = !IsSmall;
        }

        _stale = true;
    }
}
