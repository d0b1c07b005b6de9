using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Students;

/// <summary>The student's form: class, student number, Enter, and the answer.</summary>
internal sealed class StudentScreen : Screen
{
    private const int FormColumns = 52, LabelColumns = 16, CodeColumns = 10;

    private readonly StudentModel _model;
    private readonly InputField _class;
    private readonly InputField _student;
    private readonly InputField _code;
    private readonly Words _codeLabel;
    private readonly AnswerBand _band;
    private readonly Button _send;
    private readonly NearbyList? _nearby;

    /// <summary>Makes the form, filled with what was used last.</summary>
    public StudentScreen(Look look, StudentModel model, Preferences remembered)
        : base(look)
    {
        _model = model;
        Pos left = Pos.Func(_ => Math.Max(1, (Viewport.Width - FormColumns) / 2));
        Pos top = Pos.Func(_ => Math.Max(1, (Viewport.Height - 18) / 2));
        Words classLabel = new(look, () => Strings.ClassLabel) { X = left, Y = top, Width = LabelColumns, Height = 1 };
        Words studentLabel = new(look, () => Strings.StudentLabel) { X = left, Y = top + 2, Width = LabelColumns, Height = 1 };
        _class = new InputField(look, Typed.NumberRoom)
        {
            Label = () => Strings.ClassLabel,
            X = Pos.Right(classLabel),
            Y = top,
            Width = StudentId.MaxLength + 2,
            Text = remembered.Class?.ToString() ?? "",
        };
        _student = new InputField(look, Typed.NumberRoom)
        {
            Label = () => Strings.StudentLabel,
            X = Pos.Right(studentLabel),
            Y = top + 2,
            Width = StudentId.MaxLength + 2,
            Text = remembered.Student?.ToString() ?? "",
            TakesLines = true,
        };
        (_codeLabel, _code, _send) = MakeCodeLine(left, top + 4);
        Words hint =
            new(look, Hint, Tone.Dim, () => model.FieldError != StudentFieldError.None)
            {
                X = left,
                Y = top + 6,
                Width = Dim.Fill(1),
                Height = 1,
            };
        _band = new AnswerBand(look, () => model.Answer, Waiting, model.Log, model.Clock, isDoor: false)
        {
            X = Pos.Center(),
            Y = top + 8,
            Width = Dim.Func(_ => Math.Min(Viewport.Width, 96)),
            Height = Dim.Fill(1),
        };
        _sent = _student.Text;
        _student.TabEnters = () => _student.Text != _sent && StudentId.TryParse(_student.Text.Trim(), out _);
        Listen();
        Add(classLabel, _class, studentLabel, _student, _codeLabel, _code, _send, hint, _band);
        Actions = OwnActions();
        if (model.Search is { } search)
        {
            _nearby = new NearbyList(look, search.Nearby) { X = left, Y = top + 8, Width = Dim.Fill(1), Height = Dim.Fill(1) };
            _nearby.Chosen += number =>
            {
                _class.Text = number.ToString();
                _student.FocusToReplace();
            };
            Add(_nearby);
        }
    }

    private (Words Label, InputField Code, Button Send) MakeCodeLine(Pos left, Pos y)
    {
        Words label = new(Look, () => Strings.Answers.CodeLabel) { X = left, Y = y, Width = LabelColumns, Height = 1, Visible = false };
        InputField code =
            new(Look, Typed.NumberRoom)
            {
                Label = () => Strings.Answers.CodeLabel,
                X = left
                + LabelColumns,
                Y = y,
                Width = CodeColumns,
                Visible = false
            };
        Button send = new()
        {
            X = left + Pos.Func(_ => LabelColumns + (code.Visible ? CodeColumns + 2 : 0)),
            Y = y,
            ShadowStyle = ShadowStyles.None,
        };
        return (label, code, send);
    }

    private void Listen()
    {
        foreach (InputField field in (InputField[])[_class, _student, _code])
        {
            field.Refused += Say;
            field.ValueChanged += (_, _) => Explain(
                !Typed.CanBeClass(_class.Text) ? StudentFieldError.Class
                    : !Typed.CanBeStudent(_student.Text) ? StudentFieldError.Student
                    : Typed.CanBeCode(_code.Text) ? StudentFieldError.None : StudentFieldError.Code);
        }

        _class.Entered += Next;
        _student.Entered += SendOrAskCode;
        _code.Entered += Send;
        _send.Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            Send();
        };
    }

    /// <summary>An answer came for what was typed: it is worth remembering.</summary>
    public event Action<StudentAnswer>? Answered;

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Students;

    /// <inheritdoc/>
    public override void Reload()
    {
        _send.Text = Strings.SendButton;
        if (_model.Answer != _shown)
        {
            _shown = _model.Answer;
            if (_shown is not null)
            {
                Answered?.Invoke(_shown);
                MakeReady(_shown);
            }
        }

        if (_nearby is not null)
        {
            _nearby.Visible = _model.Answer is null && !_model.IsSending; // It stands where the answer will.
            _nearby.SetNeedsDraw();
        }

        ShowCode();
        _band.SetNeedsDraw();
        SetNeedsDraw();
    }

    /// <summary>The code is asked for where the class has asked for one.</summary>
    private void ShowCode()
    {
        bool isAsked = _model.AsksCode is { } asking && ClassNumber.TryParse(_class.Text.Trim(), out ClassNumber typed) && typed == asking;
        if (_code.Visible != isAsked)
        {
            _code.Visible = _codeLabel.Visible = isAsked;
            _code.Text = "";
            SetNeedsLayout();
        }
    }

    private ScreenAction[] OwnActions() =>
    [
        new(static s => s.SendKey, Send, Key.Enter) { IsExplanation = true },
        new(static s => s.Answers.ConfirmKey, () => _model.Confirm(CodeText), Key.F8, Key.S.WithCtrl)
        {
            WhyNot = () => _model.ToConfirm is null ? Strings.Answers.NothingToConfirm : null,
        },
        new(static s => s.ClearKey, Clear, Key.Esc) { Rank = 1 },
        new(static s => s.TryAgainKey, () => _model.Link!.Wake(), Key.F5, Key.R.WithCtrl)
        {
            Rank = 1,
            WhyNot = () => _model.Link is { Phase: LinkPhase.Waiting } ? null : Strings.NothingFailed,
        },
    ];

    private StudentAnswer? _shown;
    private StudentAnswer? _told;
    private string _sent;
    private bool _wasTab;

    /// <inheritdoc/>
    public override StateText? State() => _model.Link is { } link ? LinkWords.State(link, Strings) : null;

    /// <inheritdoc/>
    public override IEnumerable<string> News()
    {
        string[] lines = _model.Answer != _told ? [.. _band.Read()] : [];
        _told = _model.Answer;
        return lines;
    }

    /// <inheritdoc/>
    public override void FocusFirst() => (_class.Text.Length == 0 ? _class : _student).FocusToReplace();

    private string? Waiting() => _model switch
    {
        { SendingFor: null } => null,
        { Link: null, SendingFor: { } number } => Strings.Host.Looking(number.ToString()),
        { Link.Phase: LinkPhase.Connected, Waiting: > 1 and int waiting } => $"{Strings.Sending} ({Strings.StillWaiting(waiting - 1)})",
        { Link.Phase: LinkPhase.Connected } => Strings.Sending,
        _ => Strings.SendingWaits,
    };

    private string Hint() => _model.FieldError switch
    {
        StudentFieldError.Class => "! " + Strings.BadClass,
        StudentFieldError.Student => "! " + Strings.BadStudent,
        StudentFieldError.Code => "! " + Strings.Answers.BadCodeForm,
        _ => Strings.StudentHint,
    };

    private void Explain(StudentFieldError error)
    {
        _model.Explain(error);
        SetNeedsDraw();
    }

    private void Clear()
    {
        _model.Clear();
        _student.Text = "";
        _code.Text = "";
        _student.SetFocus();
    }

    private string CodeText => _code.Visible ? _code.Text : "";

    /// <summary>Who has typed a number where a code is asked for types the code next.</summary>
    private void SendOrAskCode()
    {
        if (_code.Visible && _code.Text.Length == 0 && _student.Text.Length > 0)
        {
            _code.SetFocus();
        }
        else
        {
            Send();
        }
    }

    private void Next()
    {
        if (_student.Text.Length == 0)
        {
            _student.SetFocus();
        }
        else
        {
            SendOrAskCode();
        }
    }

    private void Send()
    {
        bool isOnceMore = _wasTab && !_student.WasTab && _student.Text == _sent && !_code.HasFocus;
        _wasTab = _student.WasTab;
        if (isOnceMore)
        {
            return; // Who presses Tab and then Enter means it once.
        }

        _model.Submit(_class.Text, _student.Text, CodeText);
        StudentFieldError error = _model.FieldError;
        _sent = _student.Text;

        // What is typed now is the next number, or the right one, and never glued to this one.
        (error == StudentFieldError.Class ? _class : error == StudentFieldError.Code ? _code : _student).FocusToReplace();
        _model.Explain(error);
        SetNeedsDraw();
    }

    /// <summary>Where nothing has been typed since, the field that was wrong has the focus.</summary>
    private void MakeReady(StudentAnswer answer)
    {
        ShowCode();
        if (answer.Detail != "UNLISTED")
        {
            _code.Text = ""; // The next one has to read it; who confirms a number has read it already.
        }

        if (_model.IsSending || _student.Text != _sent)
        {
            return;
        }

        if (answer.Outcome == StudentOutcome.Closed)
        {
            _class.FocusToReplace();
        }
        else if (answer.Detail is "BADCODE" or "WAIT")
        {
            _code.FocusToReplace();
        }
    }
}
