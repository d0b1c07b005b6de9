using System.Drawing;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Programs;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace Chamada.Tests.Screens;

/// <summary>The screens without a terminal: on the library's driver for tests, with the models on a bench of their own.</summary>
internal sealed class ViewBench : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly IApplication _app;
    private ProgramWindow? _window;
    private SessionToken? _session;

    static ViewBench() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public ViewBench(int columns = 80, int rows = 24, Language language = Language.English, ThemeName theme = ThemeName.Dark)
    {
        Look = new Look(language, theme, noColor: false);
        _app = Application.Create(_time);
        _app.Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(columns, rows);
    }

    public ModelBench Models { get; } = new();

    public Look Look { get; }

    public ProgramWindow Window => _window!;

    /// <summary>The screen as text.</summary>
    public string Screen
    {
        get
        {
            Turn();
            return _app.Driver!.ToString()!;
        }
    }

    /// <summary>The screen as it was drawn last: for what is inside a loop of its own.</summary>
    public string Drawn => _app.Driver!.ToString()!;

    public string[] Lines => [.. Screen.Split('\n').Select(static line => line.TrimEnd('\r'))];

    /// <summary>The teacher's program. Without a word about it only its own machine reaches the server.</summary>
    public TeacherModel ShowTeacher(IStudentAddresses? reach = null)
    {
        TeacherModel model = new(Models.Link, Models.Folder, Models.Thread);
        reach ??= new FixedAddresses(Models.Server.Address);
        Show(new TeacherWindow(
            Look, model, new Preferences(), new PreferencesFile(Models.Folder.Path), Models.Thread, Models.Clock, reach));
        model.Start();
        Models.Connected();
        return model;
    }

    /// <summary>The student's form where no server was named.</summary>
    public StudentModel ShowStudent(StudentSearch search)
    {
        StudentModel model = new(search, Models.Thread, Models.Clock);
        Show(new StudentWindow(Look, model, new Preferences(), new PreferencesFile(Models.Folder.Path), Models.Thread, Models.Clock));
        return model;
    }

    public StudentModel ShowStudent(string? device = null)
    {
        StudentModel model = new(Models.Link, Models.Thread) { Device = () => device };
        Show(new StudentWindow(Look, model, new Preferences(), new PreferencesFile(Models.Folder.Path), Models.Thread, Models.Clock));
        Models.Connected();
        return model;
    }

    public DoorModel ShowDoor(long number, Roster? roster = null)
    {
        DoorLog queue = new(Path.Combine(Models.Folder.Path, "door"), Models.Link.Server, ModelBench.Class(number));
        DoorModel model =
            new(ModelBench.Class(number), Models.Link, queue, Models.Thread, Models.Clock) { ReadRoster = () => roster ?? Roster.Empty };
        Show(new DoorWindow(Look, model, Models.Thread, Models.Clock));
        Models.Connected();
        return model;
    }

    public void ShowWelcome() => Show(new WelcomeWindow(Look, Models.Thread, Models.Clock));

    /// <summary>One turn of the loop, with the clock a little later so that nothing is held back.</summary>
    public void Turn()
    {
        Models.Clock.Advance(TimeSpan.FromMilliseconds(200));
        _app.RaiseIteration();
        _window!.Turn();
        _app.LayoutAndDraw();
    }

    public void Press(params Key[] keys)
    {
        foreach (Key key in keys)
        {
            _app.InjectKey(key);
            Turn();
        }
    }

    public void Type(string text) => Press([.. text.Select(static c => new Key(c))]);

    /// <summary>What a terminal gives for a paste, between the marks of its bracketed mode.</summary>
    public void Paste(string text)
    {
        _app.RaisePasteEvent(text);
        Turn();
    }

    public void Click(int column, int row)
    {
        _app.InjectSequence(InputInjectionExtensions.LeftButtonClick(new Point(column, row)));
        Turn();
    }

    public void Click(string text)
    {
        int row = Array.FindIndex(Lines, line => line.Contains(text, StringComparison.Ordinal));
        Assert.True(row >= 0, $"“{text}” is not on the screen:\n{Screen}");
        Click(Lines[row].IndexOf(text, StringComparison.Ordinal), row);
    }

    public void Resize(int columns, int rows)
    {
        _app.Driver!.SetScreenSize(columns, rows);
        Turn();
    }

    /// <summary>Presses a key in the next dialog that opens. A dialog has a loop of its own, so the key comes from inside it.</summary>
    public void AnswerNextDialog(Func<Key> answer) => AnswerNextDialog([answer]);

    /// <summary>Does something in each turn of the next dialog that opens, such as pressing a key.</summary>
    public void AnswerNextDialog(params Func<Key>[] answers) =>
        AnswerNextDialog([.. answers.Select<Func<Key>, Action>(answer => () => _app.InjectKey(answer()))]);

    /// <summary>Types text and Enter into the next dialog that opens.</summary>
    public void TypeIntoNextDialog(string text, Action? before = null) =>
        AnswerNextDialog([before ?? (static () => { }), .. text.Select<char, Action>(c => () => _app.InjectKey(new Key(c))),
            () => _app.InjectKey(Key.Enter)]);

    /// <summary>The screen while a dialog has it.</summary>
    public string DialogScreen
    {
        get
        {
            _app.LayoutAndDraw();
            return _app.Driver!.ToString()!;
        }
    }

    private void AnswerNextDialog(Action[] steps)
    {
        int next = 0;
        _app.Iteration += OnIteration;

        void OnIteration(object? sender, Terminal.Gui.App.EventArgs<IApplication?> e)
        {
            if (_app.TopRunnableView == _window)
            {
                return;
            }

            if (next == steps.Length - 1)
            {
                _app.Iteration -= OnIteration;
            }

            steps[next++]();
        }
    }

    /// <summary>Turns until the screen shows a text.</summary>
    public string Until(string text)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(30);
        while (!Screen.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < end, $"“{text}” did not come:\n{Screen}");
            Models.AwaitWork();
        }

        return Screen;
    }

    /// <summary>Turns until something is true.</summary>
    public void Until(Func<bool> condition)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(30);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, $"it did not come to that in 30 s:\n{Screen}");
            Turn();
            Models.AwaitWork();
        }

        Turn();
    }

    public void Dispose()
    {
        if (_session is not null)
        {
            _app.End(_session);
            _window!.Dispose();
        }

        _app.Dispose();
        Models.Dispose();
    }

    private void Show(ProgramWindow window)
    {
        _window = window;
        _app.Keyboard.KeyDown += (_, key) => key.Handled = key.Handled || window.TakeKey(key);
        _session = _app.Begin(window);
        Turn();
    }
}
