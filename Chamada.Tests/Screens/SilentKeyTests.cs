using Chamada.Core.Discovery.Links;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens;

/// <summary>A key that does nothing says why.</summary>
public sealed class SilentKeyTests : IDisposable
{
    private readonly ViewBench _bench = new();

    [Fact]
    public void After_closing_the_keys_of_an_open_roll_call_say_that_it_is_closed()
    {
        RollCallModel roll = Open();
        roll.Close();
        _bench.Until(() => roll.Received);
        foreach (Key key in (Key[])[Key.F8, Key.W.WithCtrl, new Key('+'), new Key('-'), new Key('t')])
        {
            _bench.Press(key);
            _bench.Until("! The roll call is closed: its list can no longer change.");
            _bench.Press(Key.CursorDown);
            _bench.Until("List saved: ");
        }
    }

    [Fact]
    public void Without_a_time_limit_there_is_nothing_to_lengthen_and_that_is_said()
    {
        Open();
        _bench.Press(new Key('t'));
        _bench.Until("! This roll call has no time limit: there is nothing to lengthen.");
        _bench.Press(new Key('-'));
        _bench.Until("! Nobody is present: there is nobody to take off.");
    }

    [Theory]
    [InlineData('x', "x does nothing here; ? shows the keys.")]
    [InlineData('8', "8 does nothing here; ? shows the keys.")]
    public void A_key_that_means_nothing_says_where_the_keys_are(char key, string said)
    {
        Open();
        _bench.Press(new Key(key));
        _bench.Until("! " + said);
    }

    [Fact]
    public void Function_keys_of_other_screens_are_not_silent_either()
    {
        _bench.ShowTeacher();
        foreach (Key key in (Key[])[Key.F7, Key.F8, Key.F9, Key.F11])
        {
            _bench.Press(key);
            _bench.Until($"! {key} does nothing here; ? shows the keys.");
        }
    }

    [Fact]
    public void Every_row_that_cannot_be_done_is_answered_with_its_reason()
    {
        _bench.ShowTeacher();
        foreach (ScreenAction row in _bench.Window.Rows.Where(static row => row.WhyNot() is not null).ToArray())
        {
            foreach (Key key in row.Keys)
            {
                _bench.Press(Key.CursorLeft, key);
                _bench.Until("! " + row.WhyNot());
            }
        }
    }

    [Fact]
    public void A_key_of_the_screen_under_a_question_says_that_the_question_comes_first()
    {
        Open();
        string seen = "";
        _bench.AnswerNextDialog(
            static () => Key.F9, () => See(Key.CursorLeft), static () => Key.Q.WithCtrl, () => See(Key.Esc));
        _bench.Press(Key.F8);
        Assert.Equal(2, seen.Split("! First answer the question: Enter, or Esc to go back.").Length - 1);
        _bench.Until(() => !_bench.Screen.Contains("First answer", StringComparison.Ordinal));
        Assert.False(_bench.Window.StopRequested);

        Key See(Key next)
        {
            _bench.Models.Clock.Advance(TimeSpan.FromSeconds(1));
            _bench.Window.Turn();
            seen += _bench.DialogScreen;
            return next;
        }
    }

    [Fact]
    public void A_key_of_the_screen_takes_the_help_away_and_does_what_it_does()
    {
        _bench.ShowTeacher();
        _bench.AnswerNextDialog(static () => Key.F7);
        _bench.Press(Key.F1);
        _bench.Until("! F7 does nothing here; ? shows the keys.");
        _bench.AnswerNextDialog(static () => new Key('?'), static () => new Key('?'));
        _bench.Press(Key.F1);
        _bench.AnswerNextDialog(static () => Key.Q.WithCtrl);
        _bench.Press(Key.F1);
        _bench.Until(() => _bench.Window.StopRequested);
    }

    [Fact]
    public void Ctrl_C_tells_what_leaves_and_Esc_never_leaves()
    {
        _bench.ShowTeacher();
        _bench.Press(Key.C.WithCtrl);
        _bench.Until("! Ctrl+Q leaves the program.");
        _bench.Press(Key.CursorDown, Key.Esc);
        _bench.Until("! Ctrl+Q leaves the program.");
        Assert.False(_bench.Window.StopRequested);
        _bench.Press(Key.Esc, Key.Q.WithCtrl);
        _bench.Until(() => _bench.Window.StopRequested);
    }

    [Theory]
    [InlineData('?')]
    [InlineData('\u0007')]
    public void Help_comes_with_a_question_mark_and_with_Ctrl_G_while_a_field_has_the_focus(char key)
    {
        _bench.ShowTeacher();
        string seen = "";
        _bench.AnswerNextDialog(
            static () => Key.F1,
            () =>
            {
                seen = _bench.DialogScreen;
                return Key.Esc;
            });
        _bench.Press(key == '?' ? new Key('?') : Key.G.WithCtrl);
        _bench.Until(() => seen.Length > 0);
        Assert.Contains("F1 ? Ctrl+G    Shows this help", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Minutes_for_a_class_that_is_open_already_are_explained()
    {
        RollCallModel roll = Open();
        _bench.Press(Key.Esc);
        _bench.Type("3030");
        _bench.Press(Key.Tab);
        _bench.Type("10");
        _bench.Press(Key.Enter);
        _bench.Until("It was open already, so the minutes do not count");
        Assert.Null(roll.ClosesAt);
    }

    [Theory]
    [InlineData(true, "! This program is the server: asleep, it would stop the class.")]
    [InlineData(false, "! Here the program cannot be put to sleep.")]
    public void Ctrl_Z_never_stops_a_server_and_says_why(bool isServing, string said)
    {
        SystemNetwork nothing = new([]);
        _bench.ShowTeacher(new HostStatus(_bench.Models.Server.Address, isServing, takenPort: null, nothing, nothing, _bench.Models.Clock));
        bool slept = false;
        _bench.Window.Sleep = isServing ? () => slept = true : null;
        _bench.Press(Key.Z.WithCtrl);
        _bench.Until(said);
        Assert.False(slept);
        if (!isServing)
        {
            _bench.Window.Sleep = () => slept = true;
            _bench.Press(Key.Z.WithCtrl);
            _bench.Until(() => slept);
        }
    }

    [Fact]
    public void The_language_that_was_chosen_is_remembered_and_one_that_was_only_named_is_not()
    {
        _bench.ShowTeacher();
        PreferencesFile file = new(_bench.Models.Folder.Path);
        _bench.Press(Key.F3);
        _bench.Until(() => file.Read().Theme == ThemeName.Light);
        Assert.Null(file.Read().Language);
        _bench.Press(Key.F2);
        _bench.Until(() => file.Read().Language == Language.Portuguese);
        _bench.Press(Key.L.WithCtrl);
        _bench.Until(() => file.Read().Language == Language.English);
    }

    public void Dispose() => _bench.Dispose();

    private RollCallModel Open()
    {
        TeacherModel model = _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open }] && _bench.Models.Server.Log.Contains("WATCH 3030"));
        return model.Rolls[0];
    }
}
