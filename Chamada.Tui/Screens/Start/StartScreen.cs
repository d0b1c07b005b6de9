using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Start;

/// <summary>The teacher's first screen: a class number to type, and the classes that there are.</summary>
internal sealed class StartScreen : Screen
{
    private readonly TeacherModel _model;
    private readonly OpeningCheck _check;
    private readonly HostStatus? _host;
    private readonly Prompt _prompt;
    private const int ClassLeft = 14, MinutesDigits = 4, MostMinutes = 1440;

    private readonly InputField _field;
    private readonly InputField _minutes;
    private readonly Grid _grid;

    /// <summary>Makes the screen.</summary>
    public StartScreen(Look look, TeacherModel model, ModelThread thread, HostStatus? host = null)
        : base(look)
    {
        _model = model;
        _check = new OpeningCheck(model, host, thread);
        _host = host;
        _prompt = new Prompt(look) { Width = Dim.Fill(), Height = 4 };
        _field = new InputField(look, Typed.NumberRoom)
        {
            Label = () => Strings.ClassPrompt,
            X = ClassLeft,
            Y = 1,
            Width = ClassNumber.MaxDigits + 2
        };
        _minutes = new InputField(look, Typed.NumberRoom)
        {
            Label = () => Strings.MinutesPrompt,
            X = Pos.Func(_ => Prompt.MinutesAt(Strings)),
            Y = 1,
            Width = MinutesDigits + 2
        };
        _grid = new Grid(look, new ClassGrid(look, model))
        {
            Y = host is null ? 4 : 6,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = () => Strings.NoClasses,
        };
        foreach (InputField field in (InputField[])[_field, _minutes])
        {
            field.Passes = PassToGrid;
            field.Entered += Open;
            field.ValueChanged += (_, _) =>
                _prompt.Show(!Typed.CanBeClass(_field.Text) ? Strings.BadClass : MinutesAreTypable ? null : Strings.BadMinutes);
            field.Refused += Say;
        }

        _grid.RowChosen += _ => OpenSelected();
        Add(_prompt, _field, _minutes, _grid); // The last one added is on top.
        if (host is not null)
        {
            Words line =
                new(look, width => HostWords.Line(host, model.Link, Strings, width), Tone.Dim)
                {
                    X = 2,
                    Y = 3,
                    Width = Dim.Fill(1),
                    Height = 1
                };
            Words nearby = new(look, () => HostWords.Nearby(host, Strings), Tone.Dim) { X = 2, Y = 4, Width = Dim.Fill(1), Height = 1 };
            Words unfetched = new(look, width => HostWords.Unfetched(host, Strings, width), Tone.Warning)
            {
                X = 2,
                Y = 5,
                Width = Dim.Fill(1),
                Height = 1,
            };
            foreach (Words words in (Words[])[line, nearby, unfetched])
            {
                host.Changed += words.SetNeedsDraw;
            }

            model.Changed += line.SetNeedsDraw;
            Add(line, nearby, unfetched);
        }

        Actions = MakeActions();
    }

    /// <summary>Shows the list of a class.</summary>
    public required Action<ClassNumber> ShowRoster { get; init; }

    /// <summary>Shows the past roll calls of a class.</summary>
    public required Action<ClassNumber> ShowHistory { get; init; }

    /// <summary>Shows what is settled for a class.</summary>
    public required Action<ClassNumber> ShowSettings { get; init; }

    private ScreenAction[] MakeActions() =>
    [
        new(static s => s.OpenRollCallKey, Open, Key.Enter) { IsExplanation = true },
        new(static s => s.ClearKey, Clear, Key.Esc) { Rank = 7 },
        new(static s => s.TryAgainKey, _model.TryAgain, Key.F5, Key.R.WithCtrl)
        {
            Rank = 1,
            WhyNot = () => _model.Link.Phase == LinkPhase.Waiting || _model.FolderError is not null ? null : Strings.NothingFailed,
        },
        new(static s => s.EditRosterKey, () => ShowRoster(Chosen!.Value), Key.F4, Key.E.WithCtrl) { Rank = 3, WhyNot = WhyNoClass },
        new(static s => s.NextRollCallKey, () => _model.ShowNext(1), Key.F6, Key.T.WithCtrl)
        {
            Rank = 3,
            WhyNot = () => _model.Rolls.Count > 0 ? null : Strings.NoRollCallOnScreen,
        },
        new(static s => s.ShowHistoryKey, () => ShowHistory(Chosen!.Value), Key.F10, Key.Y.WithCtrl) { Rank = 4, WhyNot = WhyNoClass },
        new(static s => s.TermScreen.SettingsKey, () => ShowSettings(Chosen!.Value), Key.A.WithCtrl) { Rank = 5, WhyNot = WhyNoClass },
    ];

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Start;

    /// <inheritdoc/>
    public override void Reload() => _grid.Reload();

    /// <inheritdoc/>
    public override StateText? State() =>
        LinkWords.State(_model.Link, Strings)
        ?? (_check.Asking is { } asking ? new StateText(Strings.Doubts.LookingNearby(asking.ToString()), Urgency.Information) : null)
        ?? (_model.FolderError is { } error ? LinkWords.Folder(error, Strings, 36) : null)
        ?? (_model.Discarded is { } discarded ? new StateText(Strings.Doubts.Discarded(discarded.ToString()), Urgency.Information) : null)
        ?? (_model.Lost is { Count: > 0 } lost
            ? new StateText(Strings.ListsLost(lost.Count, lost[0].ToString()), Urgency.Warning)
            : null)
        ?? (_model.RecoveredFiles is { Count: > 0 } files
            ? new StateText(Strings.Recovered(files.Count, LinkWords.Path(Path.GetDirectoryName(files[0])!, 30)), Urgency.Information)
            : null)
        ?? (_host is not null && HostWords.Phones(_host, Strings) is { Length: > 0 } phones
            ? new StateText(phones, Urgency.Information)
            : null);

    /// <inheritdoc/>
    public override void FocusFirst() => _field.SetFocus();

    private bool MinutesAreTypable => _minutes.Text.Trim() is var typed && typed.Length <= MinutesDigits && typed.All(char.IsAsciiDigit);

    /// <summary>The class that was typed, or else the one that is chosen in the table.</summary>
    private ClassNumber? Chosen =>
        ClassNumber.TryParse(_field.Text.Trim(), out ClassNumber number) ? number
        : _field.Text.Length == 0 && _grid.SelectedRow >= 0 ? _model.Classes[_grid.SelectedRow].Class
        : null;

    private string? WhyNoClass() => Chosen is null ? Strings.ChooseClassFirst : null;

    private void Clear()
    {
        _field.Text = _minutes.Text = "";
        _prompt.Show(null);
        _field.SetFocus();
        Say(Strings.QuitHint);
    }

    private bool PassToGrid(Key key)
    {
        int rows = key.KeyCode switch
        {
            KeyCode.CursorDown => 1,
            KeyCode.CursorUp => -1,
            KeyCode.PageDown => 8,
            KeyCode.PageUp => -8,
            _ => 0,
        };
        if (rows != 0)
        {
            _grid.MoveBy(rows);
        }

        return rows != 0;
    }

    /// <summary>The time limit that was typed: nothing is none. False when it is no limit that a server takes.</summary>
    private bool TryReadLimit(out TimeSpan? limit)
    {
        limit = null;
        if (_minutes.Text.Length == 0)
        {
            return true;
        }

        if (!int.TryParse(_minutes.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            || minutes is < 1 or > MostMinutes)
        {
            _prompt.Show(Strings.BadMinutes);
            _minutes.FocusToReplace();
            return false;
        }

        limit = TimeSpan.FromMinutes(minutes);
        return true;
    }

    private void Open()
    {
        if (_field.Text.Length > 0 && !ClassNumber.TryParse(_field.Text.Trim(), out _))
        {
            _prompt.Show(Strings.BadClass);
            _field.FocusToReplace();
        }
        else if (Chosen is { } number)
        {
            Open(number);
        }
    }

    private void Open(ClassNumber number)
    {
        if (TryReadLimit(out TimeSpan? limit))
        {
            _check.Look(number, doubt =>
            {
                if (doubt is null || Asks(number, doubt))
                {
                    _field.Text = "";
                    _minutes.Text = "";
                    _model.Open(number, limit);
                }
                else
                {
                    _field.FocusToReplace();
                }
            });
        }
    }

    private bool Asks(ClassNumber number, OpeningDoubt doubt)
    {
        DoubtText words = Strings.Doubts;
        string n = number.ToString();
        return Question.Ask(App!, Look,
            doubt.Nearby is null ? words.NeverOpenedTitle(n) : words.OpenNearbyTitle(n),
            doubt.Nearby is { } nearby
                ? words.OpenNearby(n, nearby.Name, nearby.Server.ToString(), doubt.Since)
                : words.NeverOpened(n, [.. doubt.Used.Select(static used => used.ToString())]),
            Strings.CancelButton, words.OpenAnyway(n));
    }

    private void OpenSelected()
    {
        if (_grid.SelectedRow >= 0)
        {
            Open(_model.Classes[_grid.SelectedRow].Class);
        }
    }

    private sealed class Prompt(Look look) : Canvas(look)
    {
        private string? _fault;

        public static int MinutesAt(ScreenStrings strings) => MinutesLabelAt + TextFit.Columns(strings.MinutesPrompt) + 2;

        private const int MinutesLabelAt = ClassLeft + ClassNumber.MaxDigits + 6;

        public void Show(string? fault)
        {
            _fault = fault;
            SetNeedsDraw();
        }

        protected override void Paint(int width, int height)
        {
            Put(2, 1, Look.Strings.ClassPrompt, Tone.Strong);
            Put(MinutesLabelAt, 1, Look.Strings.MinutesPrompt, Tone.Strong);
            Put(MinutesAt(Look.Strings) + MinutesDigits + 4, 1, Look.Strings.MinutesHint, Tone.Dim);
            Put(2, 2, _fault is null ? Look.Strings.StartHint : "! " + _fault, _fault is null ? Tone.Dim : Tone.Bad);
        }
    }
}
