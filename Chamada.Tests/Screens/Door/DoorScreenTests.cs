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

    public void Dispose() => _bench.Dispose();

    private void Lock()
    {
        _bench.Type("1234");
        _bench.Press(Key.Enter);
        Assert.True(_door.IsLocked);
    }
}
