using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>The door as a program.</summary>
internal sealed class DoorWindow : ProgramWindow
{
    private readonly DoorModel _model;

    /// <summary>Makes it.</summary>
    public DoorWindow(Look look, DoorModel model, ModelThread thread, TimeProvider clock)
        : base(look, thread, clock)
    {
        _model = model;
        DoorScreen screen = new(look, model) { AskLater = thread.Post };
        screen.Left += () => App!.RequestStop(this);
        Show(screen);
    }

    /// <inheritdoc/>
    protected override string TitleText => Look.Strings.DoorTitle;

    /// <inheritdoc/>
    protected override string LinkText => LinkWords.Short(_model.Link, Look.Strings);
}
