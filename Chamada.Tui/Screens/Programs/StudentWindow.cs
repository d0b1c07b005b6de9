using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>The student's program.</summary>
internal sealed class StudentWindow : ProgramWindow
{
    private readonly StudentModel _model;
    private readonly PreferencesFile _file;
    private Preferences _preferences;
    private bool _isAsking;

    /// <summary>Makes it.</summary>
    public StudentWindow(Look look, StudentModel model, Preferences preferences, PreferencesFile file, ModelThread thread,
        TimeProvider clock)
        : base(look, thread, clock)
    {
        _model = model;
        _preferences = preferences;
        _file = file;
        Language before = look.Language;
        look.Changed += () =>
        {
            // A language that was named for this start is not yet a choice; one that was changed to is.
            bool hasChosen = look.Language != before;
            before = look.Language;
            Remember(_preferences with { Theme = look.ThemeName, Language = hasChosen ? look.Language : _preferences.Language });
        };
        StudentScreen screen = new(look, model, preferences);
        screen.Answered += answer =>
        {
            if (answer.Outcome is StudentOutcome.Registered or StudentOutcome.Already)
            {
                Remember(_preferences with { Class = answer.Class, Student = answer.Student });
            }
        };
        Show(screen);
    }

    /// <inheritdoc/>
    protected override string TitleText => Look.Strings.StudentTitle;

    /// <inheritdoc/>
    protected override string LinkText => _model.Link is { } link ? LinkWords.Short(link, Look.Strings) : Look.Strings.Host.LooksByItself;

    /// <inheritdoc/>
    protected override void Reload()
    {
        base.Reload();
        if (_model.Choices is { } hosts && !_isAsking && (App is not null || Look.IsPlain))
        {
            // A dialog has a loop of its own, so it opens when this turn is over.
            _isAsking = true;
            Thread.Post(() =>
            {
                ClassHost? chosen = HostDialog.Ask(App, Look, _model.SendingFor?.ToString() ?? "", hosts);
                _isAsking = false;
                _model.Choose(chosen);
            });
        }
    }

    private void Remember(Preferences preferences)
    {
        if (preferences != _preferences)
        {
            _preferences = preferences;
            Thread.Run(() => Task.Run(() => _file.Write(preferences)));
        }
    }
}
