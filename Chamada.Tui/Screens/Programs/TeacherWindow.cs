using System.Text;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Screens.Start;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Programs;

/// <summary>The teacher's program: the start screen and a screen for each roll call, with a line of tabs when there are any.</summary>
internal sealed class TeacherWindow : ProgramWindow, INavigator
{
    private readonly TeacherModel _model;
    private readonly HostStatus? _host;
    private readonly IStudentAddresses _reach;
    private readonly RoomWifi _wifi;
    private readonly PreferencesFile _file;
    private readonly TimeProvider _clock;
    private readonly StartScreen _start;
    private readonly TabBar _tabs;
    private readonly Dictionary<RollCallModel, RollCallScreen> _rolls = [];
    private readonly Stack<Screen> _inner = new();
    private readonly TeacherScreens _screens;
    private Preferences _preferences;
    private Language _language;
    private RollCallModel? _shown;

    /// <summary>Makes it.</summary>
    /// <param name="look">The language and the colours.</param>
    /// <param name="model">The classes and the roll calls.</param>
    /// <param name="preferences">What was remembered.</param>
    /// <param name="file">Where that is kept.</param>
    /// <param name="thread">The models' thread.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="reach">Where students reach the server; a <see cref="HostStatus"/> where nobody named it.</param>
    public TeacherWindow(
        Look look, TeacherModel model, Preferences preferences, PreferencesFile file, ModelThread thread, TimeProvider clock,
        IStudentAddresses reach)
        : base(look, thread, clock)
    {
        _model = model;
        HostStatus? host = _host = reach as HostStatus;
        _reach = reach;
        _wifi = new RoomWifi(new WifiFile(model.Folder.Path), thread);
        _clock = clock;
        _preferences = preferences;
        _file = file;
        _tabs = new TabBar(look, Tabs) { Y = 1, Width = Dim.Fill(), Height = 1, Visible = false };
        Add(_tabs);
        look.Changed += RememberLook;
        _language = look.Language;
        _screens = new TeacherScreens(look, model, this, thread, clock, Copy);
        _start = new StartScreen(look, model, thread, host)
        {
            ShowRoster = _screens.ShowRoster,
            ShowHistory = _screens.ShowHistory,
            ShowSettings = _screens.ShowSettings,
        };
        OwnActions =
        [
            new(static s => s.Host.CheckNetworkKey, () => _screens.ShowNetwork(host!), Key.F12, Key.N.WithCtrl)
            {
                Rank = 4,
                WhyNot = () =>
                    host is null ? Look.Strings.Host.NothingToCheck : Current is NetworkScreen ? Look.Strings.Host.ShownAlready : null,
            },
        ];
        Show(_start);
    }

    /// <summary>The roll calls that go on at the server when the program ends.</summary>
    public IEnumerable<RollCallModel> StillOpen =>
        _model.Rolls.Where(static roll => roll.Phase is RollCallPhase.Open or RollCallPhase.Closing);

    /// <inheritdoc/>
    public void Push(Screen screen)
    {
        _inner.Push(screen);
        Show(screen);
    }

    /// <inheritdoc/>
    public void Pop()
    {
        Screen left = _inner.Pop();
        Show(_inner.TryPeek(out Screen? below) ? below : Outer);
        Discard(left);
        if (Current == _start)
        {
            _model.ReadAgain();
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> News() => [.. _rolls.Values.SelectMany(static screen => screen.News())];

    /// <inheritdoc/>
    protected override string TitleText => Look.Strings.TeacherTitle;

    /// <inheritdoc/>
    protected override string LinkText => LinkWords.Short(_model.Link, Look.Strings);

    /// <inheritdoc/>
    protected override IReadOnlyList<ScreenAction> OwnActions { get; }

    /// <inheritdoc/>
    protected override KeyWords SleepWords(ScreenStrings strings) =>
        _host is { IsServing: true } ? strings.SuspendServingKey : base.SleepWords(strings);

    /// <inheritdoc/>
    protected override string? WhyNoSleep() => _host is { IsServing: true } ? Look.Strings.NoSuspendServing : base.WhyNoSleep();

    /// <inheritdoc/>
    protected override void Quit()
    {
        if (WouldBeLost() is { } warning
            && !Question.Ask(App!, Look, Look.Strings.QuitTitle, warning, Look.Strings.CancelButton, Look.Strings.QuitAnyway))
        {
            return;
        }

        if (OpenHere() is { Count: > 0 } open
            && !Question.Ask(App!, Look, Look.Strings.Host.QuitServingTitle, Look.Strings.Host.QuitServing(open), Look.Strings.CancelButton,
                Look.Strings.Host.QuitServingNow))
        {
            return;
        }

        base.Quit();
    }

    /// <inheritdoc/>
    protected override StateText? Alarm() => _host?.FailedPath is { } path
        ? new StateText(Look.Strings.Host.RecordsNothing(LinkWords.Path(path, 24)), Urgency.Failure)
        : null;

    /// <summary>The classes that nobody can register for any more when this program ends, because it is their server.</summary>
    private IReadOnlyList<string> OpenHere() => _host is not { IsServing: true }
        ? []
        : [.. StillOpen.Select(static roll => roll.Class).Union(OpenElsewhere()).Select(static number => number.ToString())];

    /// <summary>What the server told last that is open, less what has been closed on this screen since.</summary>
    private IEnumerable<ClassNumber> OpenElsewhere() => (_model.Link.OpenRolls ?? []).Select(static roll => roll.Class)
        .Except(_model.Rolls.Where(static roll => roll.IsOver && roll.Phase != RollCallPhase.Refused).Select(static roll => roll.Class));

    /// <inheritdoc/>
    protected override void Reload()
    {
        ShowCurrent();
        _tabs.SetNeedsDraw();
        base.Reload();
    }

    /// <summary>What leaving now would lose, in words; null for nothing.</summary>
    private string? WouldBeLost() =>
        _model.Rolls.FirstOrDefault(static roll => roll.IsUnsaved) is { } unsaved ? Look.Strings.QuitUnsaved(unsaved.Class.ToString())
        : _model.Rolls.FirstOrDefault(static roll => roll.MarksWaiting > 0) is { } marking
            ? Look.Strings.QuitWithMarks(marking.Class.ToString(), marking.MarksWaiting)
        : null;

    private void ShowCurrent()
    {
        bool hasTabs = _model.Rolls.Count > 0;
        _tabs.Visible = hasTabs && !IsSmall;

        foreach (RollCallModel gone in _rolls.Keys.Except(_model.Rolls).ToArray())
        {
            // Out of the table first: showing another screen comes back here.
            if (_rolls.Remove(gone, out RollCallScreen? left))
            {
                if (Current == left)
                {
                    Show(_start);
                }

                Discard(left);
            }
        }

        if (_model.Current != _shown)
        {
            _shown = _model.Current;
            Show(Outer);
            while (_inner.TryPop(out Screen? left))
            {
                Discard(left);
            }
        }

        if (Current is { } screen)
        {
            screen.Y = hasTabs ? 2 : 1;
        }
    }

    /// <summary>The screen below all inner ones.</summary>
    private Screen Outer => _shown is null ? _start : ScreenOf(_shown);

    /// <summary>Gives text to the terminal's clipboard (OSC 52 of xterm): the only one that is there over a remote connection
    /// too.</summary>
    private void Copy(string text) => App?.Driver?.WriteRaw($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a");

    private RollCallScreen ScreenOf(RollCallModel roll)
    {
        if (!_rolls.TryGetValue(roll, out RollCallScreen? screen))
        {
            screen = new RollCallScreen(Look, _model, roll, new BoardModel(roll, _reach, _wifi), _clock)
            {
                ShowRoster = _screens.ShowRoster,
                ShowWall = _screens.ShowWall,
                ShowSpotCheck = _screens.ShowSpotCheck,
                ShowHistory = _screens.ShowHistory,
                ShowExport = _screens.ShowExport,
            };
            _rolls.Add(roll, screen);
        }

        return screen;
    }

    private IReadOnlyList<Tab> Tabs() =>
    [
        new Tab(Look.Strings.StartTab, _model.Current is null, () => Thread.Post(() => _model.Show(null))),
        .. _model.Rolls.Select(roll => new Tab(RollCallWords.Tab(roll), roll == _model.Current,
            () => Thread.Post(() => _model.Show(roll)))),
    ];

    private void RememberLook()
    {
        // A language that was named for this start is not yet a choice; one that was changed to is.
        bool hasChosen = Look.Language != _language;
        if (hasChosen || _preferences.Theme != Look.ThemeName)
        {
            _language = Look.Language;
            _preferences = _preferences with { Theme = Look.ThemeName, Language = hasChosen ? Look.Language : _preferences.Language };
            Preferences preferences = _preferences;
            Thread.Run(() => Task.Run(() => _file.Write(preferences)));
        }
    }
}
