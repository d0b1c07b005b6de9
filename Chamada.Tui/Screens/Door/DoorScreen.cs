using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Door;

/// <summary>
/// The door: first the teacher sets the code, then one field for all students, with what is typed in large letters. The answer
/// goes away by itself, and the way out is the code.
/// </summary>
internal sealed class DoorScreen : Screen
{
    private const int LongestCode = 32, MostNamed = 8;

    private readonly DoorModel _model;
    private readonly InputField _student;
    private readonly InputField _code;
    private readonly Echo _echo;
    private readonly AnswerBand _band;
    private bool _asksCode;
    private bool _wasWrong;
    private bool _differed;
    private bool _hasAsked;
    private string? _firstCode;

    /// <summary>Makes the screen.</summary>
    public DoorScreen(Look look, DoorModel model)
        : base(look)
    {
        _model = model;
        Heading heading = new(look, model) { Y = 1, Width = Dim.Fill(), Height = BigText.SmallHeight };
        PromptLine prompt = new(look, Prompt, () => IsFault) { Y = 5, Width = Dim.Fill(), Height = 1 };
        Box box = new(look) { X = Pos.Center(), Y = 6, Width = StudentId.MaxLength + 6, Height = 3 };
        Pos left = Pos.Left(box) + 2;
        _student = new InputField(look, Typed.NumberRoom)
        {
            Label = () => Strings.StudentLabel,
            X = left,
            Y = 7,
            Width = StudentId.MaxLength + 2,
            TakesLines = true
        };
        _code = new InputField(look, LongestCode)
        {
            Label = () => Strings.Answers.CodeLabel,
            X = left,
            Y = 7,
            Width = StudentId.MaxLength + 2,
            Secret = true
        };
        _echo = new Echo(look, () => _code.Visible ? "" : _student.Text) { Y = 10, Width = Dim.Fill(), Height = BigText.SmallHeight };
        Func<string?> waiting = () => model.IsSending ? Strings.Sending : null;
        _band = new AnswerBand(look, () => model.Answer, waiting, model.Log, model.Clock, isDoor: true)
        {
            X = Pos.Center(),
            Y = 10,
            Width = Dim.Func(_ => Math.Min(Viewport.Width, 96)),
            Height = Dim.Fill(1),
        };
        _student.Entered += Send;
        _student.TabEnters = () => _student.Text.Length > 0;
        _student.Refused += Say;
        _code.Refused += Say;
        _student.ValueChanged += (_, change) =>
        {
            if (change.NewValue is { Length: > 0 } typed)
            {
                model.BeginTyping();
                if (!Typed.CanBeStudent(typed))
                {
                    model.RefuseTyped();
                }

                Reload();
            }
        };
        _code.Entered += TakeCode;
        Add(heading, prompt, box, _student, _code, _echo, _band);
        Actions =
        [
            new(static s => s.SendKey, Send, Key.Enter) { IsExplanation = true, WhyNot = () => _student.Visible
                ? null
                : Strings.DoorSetCode },
            new(static s => s.ClearKey, Clear, Key.Esc) { Rank = 1 },
            new(static s => s.TryAgainKey, model.Link.Wake, Key.F5, Key.R.WithCtrl)
            {
                Rank = 1,
                WhyNot = () => model.Link.Phase == LinkPhase.Waiting ? null : Strings.NothingFailed,
            },
            new(static s => s.LeaveDoorKey, Leave, Key.Q.WithCtrl) { Rank = ScreenAction.WayOut },
        ];
        Arrange();
    }

    /// <summary>The code was right: the door may be left.</summary>
    public event Action? Left;

    /// <summary>Does something when this turn of the loop is over: a question has a loop of its own.</summary>
    public Action<Action>? AskLater { get; init; }

    /// <inheritdoc/>
    public override bool IsLocked => _model.IsLocked;

    /// <inheritdoc/>
    public override bool HasOwnWayOut => true;

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Door;

    /// <inheritdoc/>
    public override void Reload()
    {
        _band.Visible = _model.Answer is not null || _model.IsSending || (_model.Log.All.Count > 0 && _student.Text.Length == 0);
        if (!_model.IsLocked && !_hasAsked && _model.Older.Count > 0 && App is not null)
        {
            _hasAsked = true;
            AskLater?.Invoke(AskAboutOlder);
        }

        SetNeedsDraw();
    }

    /// <inheritdoc/>
    public override StateText? State() =>
        _model.FolderError is { } error ? new StateText(Strings.FolderFailed(LinkWords.Path(error.Path, Math.Max(20, Viewport.Width - 44))),
            Urgency.Failure)
        : _model.Older is { Count: > 0 } older ? new StateText(Strings.DoorOlder(older.Count), Urgency.Warning)
        : _model.Waiting > 0 ? new StateText(Strings.DoorWaiting(_model.Waiting), Urgency.Warning)
        : LinkWords.State(_model.Link, Strings)
        ?? (_model.Delivered != default
            ? new StateText(Strings.DoorDelivered(_model.Delivered.Registered, _model.Delivered.Refused), Urgency.Information)
            : null);

    /// <inheritdoc/>
    public override void FocusFirst() => (_code.Visible ? _code : _student).SetFocus();

    private bool IsFault => _code.Visible ? _wasWrong || _differed : _model.IsBadStudent;

    private string Prompt() =>
        !_model.IsLocked ? (_differed ? "! " + Strings.DoorCodesDiffer : _wasWrong ? "! "
            + Strings.DoorCodeTooShort : _firstCode is not null ? Strings.DoorRepeatCode : Strings.DoorSetCode)
        : _asksCode ? (_wasWrong ? "! " + Strings.DoorWrongCode : Strings.DoorAskCode)
        : _model.IsBadStudent ? "! " + Strings.BadStudent
        : Strings.DoorPrompt;

    private void Clear()
    {
        _asksCode = false;
        _firstCode = null;
        _student.Text = "";
        _model.BeginTyping();
        Arrange();
    }

    private void Leave()
    {
        if (!_model.IsLocked)
        {
            Left?.Invoke();
            return;
        }

        _asksCode = true;
        _wasWrong = false;
        Arrange();
    }

    private void Arrange()
    {
        _code.Visible = !_model.IsLocked || _asksCode;
        _student.Visible = !_code.Visible;
        _code.Text = "";
        FocusFirst();
        SetNeedsDraw();
    }

    /// <summary>The code is typed twice: nobody sees what is typed, and a slip would lock the door for good.</summary>
    private void SetCode(string code)
    {
        (string? first, _firstCode) = (_firstCode, null);
        _wasWrong = code.Length < DoorModel.ShortestCode && first is null;
        _differed = first is not null && first != code;
        if (first is null && !_wasWrong)
        {
            _firstCode = code;
        }
        else if (first == code)
        {
            _model.Lock(code);
        }
    }

    private void AskAboutOlder()
    {
        IReadOnlyList<KeptStudent> older = _model.Older;
        if (older.Count == 0)
        {
            return;
        }

        string students =
            string.Join(", ", older.Take(MostNamed).Select(static kept => kept.Student)) + (older.Count > MostNamed ? ", …" : "");
        _model.Decide(Question.Ask(
            App!,
            Look,
            Strings.DoorOlderTitle,
            Strings.DoorOlderQuestion(students, older.Min(static kept => kept.TypedAt), older.Max(static kept => kept.TypedAt)),
            Strings.DoorOlderLeave,
            Strings.DoorOlderSend));
        Reload();
    }

    private void TakeCode()
    {
        if (!_model.IsLocked)
        {
            SetCode(_code.Text);
        }
        else if (_model.Opens(_code.Text))
        {
            if (_model.Older.Count > 0)
            {
                AskLater?.Invoke(() =>
                {
                    AskAboutOlder();
                    Left?.Invoke();
                });
                return;
            }

            Left?.Invoke();
            return;
        }
        else
        {
            _wasWrong = true;
        }

        Arrange();
    }

    private void Send()
    {
        if (_student.Visible && _student.Text.Length > 0)
        {
            if (_model.Submit(_student.Text))
            {
                _student.Text = "";
            }
            else
            {
                _student.FocusToReplace(); // The next number is not glued to what was wrong.
            }
        }

        Reload();
    }

    private sealed class Heading(Look look, DoorModel model) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            string[] lines = BigText.Lines(Look.Strings.ClassTitle(model.Class.ToString()).ToUpperInvariant(), large: false);
            if (lines[0].Length > width - 4)
            {
                lines = BigText.Lines(model.Class.ToString(), large: false);
            }

            for (int y = 0; y < lines.Length; y++)
            {
                Put(Math.Max(0, (width - lines[y].Length) / 2), y, lines[y], Tone.Accent);
            }
        }
    }

    /// <summary>A frame around the field: a student who comes by sees where to type, with and without colours.</summary>
    private sealed class Box(Look look) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            string line = new('─', Math.Max(0, width - 2));
            Put(0, 0, $"╭{line}╮", Tone.Strong);
            for (int y = 1; y < height - 1; y++)
            {
                Put(0, y, "│", Tone.Strong);
                PutRight(width, y, "│", Tone.Strong);
            }

            Put(0, height - 1, $"╰{line}╯", Tone.Strong);
        }
    }

    private sealed class Echo(Look look, Func<string> text) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            string typed = text().ToUpperInvariant();
            while (typed.Length > 1 && BigText.Columns(typed, large: false) > width - 1)
            {
                typed = typed[1..]; // The end is what was typed last.
            }

            string[] lines = BigText.Lines(typed, large: false);
            for (int y = 0; y < lines.Length; y++)
            {
                Put(Math.Max(0, (width - lines[y].Length) / 2), y, lines[y], Tone.Strong);
            }
        }
    }

    private sealed class PromptLine(Look look, Func<string> text, Func<bool> isFault) : Canvas(look)
    {
        protected override void Paint(int width, int height) =>
            Put(Math.Max(0, (width - TextFit.Columns(text())) / 2), 0, text(), isFault() ? Tone.Bad : Tone.Strong);
    }
}
