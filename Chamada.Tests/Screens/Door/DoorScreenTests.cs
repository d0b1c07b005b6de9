using Chamada.Core.Archive;
using Chamada.Tui.Screens.Door;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Door;

public sealed class DoorScreenTests : IDisposable
{
    private readonly ViewBench _bench = new();
    private readonly DoorModel _door;

    public DoorScreenTests()
    {
        _door = _bench.ShowDoor(3030);
        _bench.Models.Server.OpenElsewhere(3030);
    }

    [Fact]
    public void The_question_for_the_code_stands_whole_above_a_field_with_a_frame()
    {
        Assert.Contains("Teacher: make up the code to leave (4 to 32 characters)", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("╭────", _bench.Screen, StringComparison.Ordinal);
        _bench.Type("12");
        _bench.Press(Key.Enter);
        Assert.Contains("! At least 4 characters for the code to leave.", _bench.Screen, StringComparison.Ordinal);
        Assert.False(_door.IsLocked);
    }

    [Fact]
    public void Spaces_around_a_number_are_nothing_and_one_inside_is_explained()
    {
        Lock();
        _bench.Type(" 042191010 ");
        _bench.Press(Key.Enter);
        _bench.Until("042191010: registered in class 3030");
        _bench.Type("04 21");
        _bench.Press(Key.Enter);
        Assert.Contains("! Student number: 1 to 32", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("04 21", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Esc);
        _bench.Type("é");
        Assert.Contains("! Student number: 1 to 32", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Backspace);
        _bench.Type("5");
        Assert.Contains("Type your student number and press Enter", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_student_types_into_an_answer_and_loses_nothing_when_it_would_have_gone()
    {
        Lock();
        _bench.Type("10");
        _bench.Press(Key.Enter);
        _bench.Until("10: registered in class 3030");
        _bench.Type("2");
        Assert.DoesNotContain("registered", _bench.Screen, StringComparison.Ordinal);
        _bench.Models.Advance(DoorModel.AnswerStays.TotalSeconds + 1);
        _bench.Type("0");
        _bench.Press(Key.Enter);
        _bench.Until("20: registered in class 3030");
    }

    [Fact]
    public void Only_the_code_leads_out()
    {
        Lock();
        _bench.Press(Key.Q.WithCtrl);
        _bench.Until("Code to leave:");
        _bench.Type("9999");
        _bench.Press(Key.Enter);
        Assert.Contains("! Wrong code.", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Esc);
        Assert.Contains("Type your student number and press Enter", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_is_asked_for_twice_and_a_slip_locks_nobody_in()
    {
        _bench.Type("1234");
        _bench.Press(Key.Enter);
        Assert.Contains("Once more, so that a slip of the finger locks nobody in:", _bench.Screen, StringComparison.Ordinal);
        _bench.Type("1243");
        _bench.Press(Key.Enter);
        Assert.Contains("! The two were not the same. Make up the code again:", _bench.Screen, StringComparison.Ordinal);
        Lock();
        Assert.True(_door.Opens("1234"));
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Tab")]
    [InlineData("Ctrl+Enter")]
    [InlineData("J")]
    public void A_scanner_is_read_whatever_ends_a_number(string end)
    {
        Lock();
        foreach (string number in (string[])["042191091", "042191092", "042191093"])
        {
            _bench.Type(number);
            _bench.Press(end == "J" ? Key.J.WithCtrl : end == "Ctrl+Enter" ? Key.Enter.WithCtrl : end == "Tab" ? Key.Tab : Key.Enter);
        }

        _bench.Models.Until(() => !_door.IsSending); // While the clock stands: answers go after three seconds.
        Assert.Equal(["042191091", "042191092", "042191093"], _bench.Models.Server.Students(3030));
        Assert.Contains(_bench.Lines, static line => line.Contains("042191091 ", StringComparison.Ordinal)
            && line.Contains("PRESENT", StringComparison.Ordinal));
        _bench.Models.Advance(DoorModel.AnswerStays.TotalSeconds + 1);
        _bench.Until(() => !_bench.Screen.Contains("0421910", StringComparison.Ordinal));
    }

    [Fact]
    public void A_paste_of_several_lines_is_several_students_and_the_wrong_one_is_named()
    {
        Lock();
        _bench.Paste("042191091\njoão\n042191093\n");
        _bench.Until(() => !_door.IsSending);
        Assert.Equal(["042191091", "042191093"], _bench.Models.Server.Students(3030));
        Assert.Contains(_bench.Lines, static line => line.Contains("joão ", StringComparison.Ordinal)
            && line.Contains("no student number", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_kept_for_an_earlier_roll_call_is_asked_about(bool send)
    {
        using ViewBench bench = new();
        DoorLog queue = new(Path.Combine(bench.Models.Folder.Path, "door"), bench.Models.Link.Server, ModelBench.Class(3030));
        DateTimeOffset weekAgo = bench.Models.Clock.GetLocalNow().AddDays(-7);
        Assert.Null(queue.Keep(new KeptStudent(ModelBench.Student("777"), weekAgo, weekAgo.AddMinutes(-5))));
        Assert.Null(queue.Keep(new KeptStudent(ModelBench.Student("888"), weekAgo)));
        bench.Models.Server.OpenElsewhere(3030);
        string seen = "";
        Key Look()
        {
            seen = bench.DialogScreen;
            return send ? Key.CursorRight : Key.Esc;
        }

        bench.AnswerNextDialog(send ? [Look, static () => Key.Enter] : [Look]);
        DoorModel door = bench.ShowDoor(3030);
        bench.Until(() => seen.Length > 0);
        Assert.Contains("777, 888", seen, StringComparison.Ordinal);
        bench.Until(() => door.Waiting == 0);
        bench.Until(() => Read(queue.File).Split("answered").Length == 3);
        Assert.Equal(send ? ["777", "888"] : [], bench.Models.Server.Students(3030));
        Assert.Equal(!send, File.ReadAllText(queue.File).Contains("LEFTOUT", StringComparison.Ordinal));
        Assert.Empty(queue.Waiting().Value!);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>Reads a file that the door may be writing; empty while it is.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private void Lock()
    {
        for (int i = 0; i < 2; i++)
        {
            Assert.False(_door.IsLocked);
            _bench.Type("1234");
            _bench.Press(Key.Enter);
        }

        Assert.True(_door.IsLocked);
    }
}
