using Chamada.Core.Rolls;
using Chamada.Tui.Keys;
using Chamada.Tui.Models;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Views;

/// <summary>The teacher's first screen: a class number to type, and the classes that there are.</summary>
internal sealed class StartScreen : Screen
{
    private readonly TeacherModel _model;
    private readonly TeacherScreens _screens;
    private readonly Prompt _prompt;
    private readonly InputField _field;
    private readonly Grid _grid;

    /// <summary>Makes the screen.</summary>
    public StartScreen(Look look, TeacherModel model, TeacherScreens screens, HostStatus? host = null)
        : base(look)
    {
        _model = model;
        _screens = screens;
        _prompt = new Prompt(look) { Width = Dim.Fill(), Height = 4 };
        _field = new InputField(look, ClassNumber.MaxDigits, char.IsAsciiDigit) { X = 14, Y = 1, Width = ClassNumber.MaxDigits + 2 };
        _grid = new Grid(look, new ClassGrid(look, model))
        {
            Y = host is null ? 4 : 5,
            Width = Dim.Fill(),
            Height = Dim.Fill(),
            AlwaysSelects = true,
            EmptyText = () => Strings.NoClasses,
        };
        _field.Passes = PassToGrid;
        _field.Entered += Open;
        _field.ValueChanged += (_, _) => _prompt.Show(isBad: false);
        _grid.RowChosen += _ => OpenSelected();
        Add(_prompt, _field, _grid); // The last one added is on top.
        if (host is not null)
        {
            Words line = new(look, () => HostWords.Line(host, model.Link, Strings), Tone.Dim) { X = 2, Y = 3, Width = Dim.Fill(1), Height = 1 };
            host.Changed += line.SetNeedsDraw;
            model.Changed += line.SetNeedsDraw;
            Add(line);
        }
    }

    /// <inheritdoc/>
    public override KeyScope Scope => KeyScope.Start;

    /// <inheritdoc/>
    public override bool Can(ScreenAction action) => action switch
    {
        ScreenAction.OpenRollCall => true,
        ScreenAction.ConnectNow => _model.Link.Phase == LinkPhase.Waiting,
        ScreenAction.NextRollCall => _model.Rolls.Count > 0,
        ScreenAction.EditRoster or ScreenAction.ShowHistory => Chosen is not null,
        _ => false,
    };

    /// <inheritdoc/>
    public override void Do(ScreenAction action)
    {
        switch (action)
        {
            case ScreenAction.OpenRollCall:
                Open();
                break;
            case ScreenAction.ConnectNow:
                _model.Link.Wake();
                break;
            case ScreenAction.NextRollCall:
                _model.ShowNext(1);
                break;
            case ScreenAction.EditRoster when Chosen is { } number:
                _screens.ShowRoster(number);
                break;
            case ScreenAction.ShowHistory when Chosen is { } number:
                _screens.ShowHistory(number);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Reload() => _grid.Reload();

    /// <inheritdoc/>
    public override StateText? State() =>
        LinkWords.State(_model.Link, Strings)
        ?? (_model.FolderError is { } error ? new StateText(Strings.FolderFailed(LinkWords.Path(error.Path, 36)), Urgency.Failure) : null)
        ?? (_model.RecoveredFiles is { Count: > 0 } files
            ? new StateText(Strings.Recovered(files.Count, LinkWords.Path(Path.GetDirectoryName(files[0])!, 30)), Urgency.Information)
            : null);

    /// <inheritdoc/>
    public override void FocusFirst() => _field.SetFocus();

    /// <summary>The class that was typed, or else the one that is chosen in the table.</summary>
    private ClassNumber? Chosen =>
        ClassNumber.TryParse(_field.Text, out ClassNumber number) ? number
        : _field.Text.Length == 0 && _grid.SelectedRow >= 0 ? _model.Classes[_grid.SelectedRow].Class
        : null;

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

    private void Open()
    {
        if (_field.Text.Length == 0)
        {
            OpenSelected();
        }
        else if (ClassNumber.TryParse(_field.Text, out ClassNumber number))
        {
            _field.Text = "";
            _model.Open(number);
        }
        else
        {
            _prompt.Show(isBad: true);
        }
    }

    private void OpenSelected()
    {
        if (_grid.SelectedRow >= 0)
        {
            _model.Open(_model.Classes[_grid.SelectedRow].Class);
        }
    }

    private sealed class Prompt(Look look) : Canvas(look)
    {
        private bool _isBad;

        public void Show(bool isBad)
        {
            _isBad = isBad;
            SetNeedsDraw();
        }

        protected override void Paint(int width, int height)
        {
            Put(2, 1, Look.Strings.ClassPrompt, Tone.Strong);
            Put(2, 2, _isBad ? "! " + Look.Strings.BadClass : Look.Strings.StartHint, _isBad ? Tone.Bad : Tone.Dim);
        }
    }
}
