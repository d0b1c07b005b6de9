using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Frames;

/// <summary>
/// The frame that all programs share: the top line, one screen, the line above the keys and the keys. It gives keys to the rows that
/// they belong to, and takes up changes of the models at a bounded rate.
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
    private readonly ScreenAction _help;
    private readonly ScreenAction[] _always;
    private readonly ScreenAction _quit;
    private bool _stale = true;
    private long _reloadedAt;
    private long _second = -1;
    private long _activeAt;
    private long _pressedAt;
    private StateText? _notice;
    private bool _showsHelp;

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
        Add(_title, _state, _keys, _small);
        look.Changed += OnLookChanged;
        ViewportChanged += (_, _) => ChooseSize();
        OnLookChanged();
        _help =
            new ScreenAction(static s => s.HelpKey, ShowHelp, Key.F1, new Key('?'),
                Key.G.WithCtrl)
            { ComesFirst = true };
        _always =
        [
            new ScreenAction(static s => s.ChangeLanguageKey, look.ChangeLanguage, Key.F2, Key.L.WithCtrl) { Rank = 5 },
            new ScreenAction(static s => s.ChangeThemeKey, look.ChangeTheme, Key.F3, Key.P.WithCtrl)
            {
                Rank = 6,
                IsHidden = look.IsPlain,
            },
            new ScreenAction(SleepWords, () => Sleep!(), Key.Z.WithCtrl) { Rank = 10, WhyNot = WhyNoSleep },
            new ScreenAction(static s => s.QuitKey, HintAtQuit, Key.C.WithCtrl) { IsHidden = true },
        ];
        _quit = new ScreenAction(static s => s.QuitKey, Quit, Key.Q.WithCtrl) { Rank = ScreenAction.WayOut };
    }

    /// <summary>The screen that is shown.</summary>
    public Screen? Current { get; private set; }

    /// <summary>Whether the terminal is too small for anything but saying so.</summary>
    protected bool IsSmall { get; private set; }

    /// <summary>The language and the colours.</summary>
    protected Look Look { get; }

    /// <summary>The models' thread.</summary>
    protected ModelThread Thread { get; }

    /// <summary>Gives the terminal to the shell until that gives it back; null where there is none to give it to.</summary>
    public Action? Sleep { get; set; }

    /// <summary>What the program can do on each of its screens.</summary>
    protected virtual IReadOnlyList<ScreenAction> OwnActions => [];

    /// <summary>Everything that can be done on the screen that is shown, in the order of the bottom line.</summary>
    public IEnumerable<ScreenAction> Rows =>
        Current is not { } screen
            ? []
            : [_help, .. screen.Actions, .. OwnActions, .. _always, .. screen.HasOwnWayOut ? (ScreenAction[])[] : [_quit]];

    /// <summary>Whether the program has been left.</summary>
    public bool IsLeft { get; private set; }

    /// <summary>The top line in words.</summary>
    public string Heading => $"{TitleText}; {LinkText}";

    /// <summary>What stands above the keys.</summary>
    public StateText? StateNow => _notice ?? Alarm() ?? Current?.State();

    /// <summary>What has come in since it was asked last, for who sees no screen.</summary>
    public virtual IEnumerable<string> News() => Current?.News() ?? [];

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
            screen.Noticed += Say;
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

    /// <summary>Takes a key before any view sees it. Answers whether it was one of the rows'.</summary>
    public bool TakeKey(Key key)
    {
        _stale = true;
        _activeAt = _pressedAt = _clock.GetTimestamp();
        _notice = null;
        if (Current is null || App?.TopRunnableView != this)
        {
            return !_showsHelp && SaysToAnswerFirst(key);
        }

        TextField? field = MostFocused as TextField;
        ScreenAction[] rows = [.. Rows.Where(row => row.Has(key, field is not null, field?.Secret == true))];
        if (rows.Length == 0)
        {
            // Esc ends no program. On a locked screen the library's own keys would be a way out, too, or a way to stop the program.
            return key == Key.Esc || (Current.IsLocked && (key.IsCtrl || key.IsAlt) && !InputField.IsLineFeed(key));
        }

        // Not at once: a dialog that opens inside the handling of a key would get the same key again.
        ScreenAction row = rows[0];
        Thread.Post(() => Perform(row));
        return true;
    }

    /// <summary>Says something above the keys until the next key is pressed.</summary>
    protected void Say(string text)
    {
        _notice = new StateText(text, Urgency.Warning);
        _stale = true;
    }

    /// <summary>What the help says about putting the program to sleep.</summary>
    protected virtual KeyWords SleepWords(ScreenStrings strings) => strings.SuspendKey;

    /// <summary>Why the program may not be put to sleep now; null when it may.</summary>
    protected virtual string? WhyNoSleep() => Sleep is null || Current?.IsLocked == true ? Look.Strings.NoSuspendHere : null;

    /// <summary>Ends the program.</summary>
    protected virtual void Quit()
    {
        IsLeft = true;
        App?.RequestStop(this);
    }

    /// <summary>A key that nobody took.</summary>
    protected override bool OnKeyDownNotHandled(Key key)
    {
        if (key.IsValid && !key.IsModifierOnly && App?.TopRunnableView == this)
        {
            Say(Look.Strings.KeyDoesNothing(KeyNames.Of(key)));
        }

        return base.OnKeyDownNotHandled(key);
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
            _state.Show(StateNow);
            _keys.Show([.. Rows.Where(static row => !row.IsHidden && row.WhyNot() is null).Select(row =>
                new KeyLabel(KeyNames.Of(row.Keys[0]), row.Words(Look.Strings).Label, row.Rank, () => Thread.Post(() => Perform(row))))]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Look.Changed -= OnLookChanged;
        base.Dispose(disposing);
    }

    /// <summary>Does what a row says, or says why it cannot be done.</summary>
    public void Choose(ScreenAction row)
    {
        _notice = null;
        Perform(row);
    }

    private void Perform(ScreenAction row)
    {
        if (row.WhyNot() is { } reason)
        {
            Say(reason);
        }
        else
        {
            row.Do();
        }

        Reload();
    }

    /// <summary>The help goes with the next key of the screen that is no letter, and that key does what it does.</summary>
    private void ShowHelp()
    {
        if (Look.Conversation is { } conversation)
        {
            HelpDialog.Read(Look, conversation, Current!.Topic);
            return;
        }

        _showsHelp = true;
        Key? pressed = HelpDialog.Show(App!, Look, [.. Rows], Current!.Topic);
        _showsHelp = false;
        if (pressed is not null && !_help.Keys.Contains(pressed) && !TakeKey(pressed)
            && (ScreenAction.IsFunction(pressed) || pressed.IsCtrl || MostFocused is not TextField))
        {
            Say(Look.Strings.KeyDoesNothing(KeyNames.Of(pressed)));
        }
    }

    /// <summary>While a question stands over the screen, the screen's keys wait, and that is said.</summary>
    private bool SaysToAnswerFirst(Key key)
    {
        bool typing = App?.TopRunnableView?.MostFocused is TextField;
        if (!ScreenAction.IsFunction(key) && key != Key.Q.WithCtrl && key != Key.Z.WithCtrl
            && (typing || !(key.IsCtrl || key.AsRune.Value > ' ')))
        {
            return false;
        }

        Say(Look.Strings.QuestionFirst);
        return true;
    }

    private void HintAtQuit() => Say(Look.Strings.QuitHint);

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
