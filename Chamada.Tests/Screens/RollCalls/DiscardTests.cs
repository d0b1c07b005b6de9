using Chamada.Core.Archive;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>A roll call that was opened by mistake, and the saved list of one.</summary>
public sealed class DiscardTests : IDisposable
{
    private readonly ViewBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_open_roll_call_is_erased_after_a_question_and_nothing_is_left_of_it()
    {
        TeacherModel teacher = Open();
        _bench.Models.Server.Arrive(3030, "10");
        _bench.Until("3030: 1");
        string question = "";
        Answer(() => question = _bench.DialogScreen, Key.Enter);
        _bench.Press(Key.F11);
        _bench.Until(() => question.Length > 0);
        Assert.Contains("1 attendance is erased.", question, StringComparison.Ordinal);
        Assert.True(_bench.Models.Server.IsOpen(3030));

        Answer(static () => { }, Key.CursorRight, Key.Enter);
        _bench.Press(Key.F11);
        _bench.Until("Roll call of class 3030 discarded: nothing is left of it.");
        Assert.Empty(teacher.Rolls);
        Assert.False(_bench.Models.Server.IsOpen(3030));
        Assert.False(_bench.Models.Server.KeepsClosed(3030));
        Assert.Empty(_bench.Models.Folder.SavedLists.Files().Value!);
        _bench.Until(() => _bench.Models.Folder.Tokens.All().Value is { Count: 0 });
        _bench.Until(() => teacher.Classes.Count == 0);
    }

    [Fact]
    public void Without_a_server_it_waits_and_is_erased_when_there_is_one_and_a_receipt_that_is_lost_is_asked_for_again()
    {
        TeacherModel teacher = Open();
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Until(() => _bench.Models.Link.Phase == LinkPhase.Waiting);
        Answer(static () => { }, Key.CursorRight, Key.Enter);
        _bench.Press(Key.X.WithCtrl);
        _bench.Until("This roll call is being discarded.");
        _bench.Models.Server.LosesAnswerOf = "RECEIVED";
        _bench.Models.Server.IsUp = true;
        _bench.Models.Link.Wake();
        _bench.Until(() => teacher.Rolls.Count == 0);
        Assert.False(_bench.Models.Server.KeepsClosed(3030));
        Assert.Empty(_bench.Models.Folder.SavedLists.Files().Value!);
        Assert.Equal(2, _bench.Models.Server.Log.Count(static line => line == "RECEIVED 3030"));
    }

    [Fact]
    public void A_server_that_refuses_to_close_leaves_it_open_and_closing_then_saves_it()
    {
        TeacherModel teacher = Open();
        RollCallModel roll = teacher.Rolls[0];
        _bench.Models.Server.Refuses = ("CLOSE", "UNAVAILABLE");
        roll.Discard();
        _bench.Until("The server cannot write");
        Assert.Equal(RollCallPhase.Open, roll.Phase);
        Assert.False(roll.IsDiscarding);
        _bench.Models.Server.Refuses = null;
        roll.Close();
        _bench.Until(() => roll.Received);
        Assert.Single(_bench.Models.Folder.SavedLists.Files().Value!);
    }

    [Fact]
    public void The_saved_list_of_one_is_erased_where_it_was_closed_and_from_the_history()
    {
        TeacherModel teacher = Open();
        teacher.Rolls[0].Close();
        _bench.Until(() => teacher.Rolls[0].Received);
        string question = "";
        Answer(() => question = _bench.DialogScreen, Key.CursorRight, Key.Enter);
        _bench.Press(Key.F11);
        _bench.Until("Roll call of class 3030 discarded");
        Assert.Contains("Class 3030, opened on 22/11/2026 at 16:39:", question, StringComparison.Ordinal);
        Assert.Empty(_bench.Models.Folder.SavedLists.Files().Value!);

        for (int i = 0; i < 2; i++)
        {
            _bench.Models.Clock.Advance(TimeSpan.FromMinutes(1));
            teacher.Open(ModelBench.Class(3030));
            _bench.Until(() => teacher.Rolls.Count == 1 && teacher.Rolls[0].Phase == RollCallPhase.Open);
            teacher.Rolls[0].Close();
            _bench.Until(() => teacher.Rolls[0].Received);
            _bench.Press(Key.Esc);
            _bench.Until(() => teacher.Rolls.Count == 0);
        }

        SavedListFile newest = _bench.Models.Folder.SavedLists.Files().Value![0];
        _bench.Press(Key.F10);
        _bench.Until("22/11/2026");
        Answer(static () => { }, Key.CursorRight, Key.Enter);
        _bench.Press(Key.Delete);
        _bench.Until(() => _bench.Models.Folder.SavedLists.Files().Value!.Count == 1);
        Assert.NotEqual(newest.File, _bench.Models.Folder.SavedLists.Files().Value![0].File);
        Assert.False(File.Exists(newest.CsvFile));
    }

    /// <summary>What the server told last is some seconds old.</summary>
    [Fact]
    public void A_roll_call_that_has_just_been_closed_is_no_reason_to_ask_before_leaving()
    {
        SystemNetwork nothing = new([]);
        using HostStatus host = new(_bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing, _bench.Models.Clock);
        TeacherModel teacher = _bench.ShowTeacher(host);
        teacher.Open(ModelBench.Class(3030));
        _bench.Until("3030: 0");
        _bench.Until(() =>
        {
            teacher.Link.Wake(); // Not once: a question that was under way before the class was open answers for the first.
            return teacher.Link.OpenRolls is [_];
        });
        teacher.Link.PollInterval = TimeSpan.FromHours(1);
        teacher.Rolls[0].Close();
        _bench.Until(() => teacher.Rolls[0].Received);
        string asked = "";
        _bench.AnswerNextDialog(() =>
        {
            asked = _bench.DialogScreen;
            return Key.Esc;
        });
        _bench.Press(Key.Q.WithCtrl);
        Assert.Equal("", asked);
    }

    private TeacherModel Open()
    {
        TeacherModel teacher = _bench.ShowTeacher();
        teacher.Open(ModelBench.Class(3030));
        _bench.Until("Class 3030   open since");
        return teacher;
    }

    /// <summary>Looks at the next dialog, and presses keys in it.</summary>
    private void Answer(Action look, params Key[] keys)
    {
        int next = 0;
        _bench.AnswerNextDialog([.. keys.Select<Key, Func<Key>>(_ => () =>
        {
            look();
            return keys[next++];
        })]);
    }
}
