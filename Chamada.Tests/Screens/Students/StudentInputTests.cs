using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Students;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Students;

/// <summary>What comes into the student's form, from fingers, scanners and clipboards: each number by itself, none lost and none
/// changed.</summary>
public sealed class StudentInputTests : IDisposable
{
    private static readonly string[] Three = ["042191091", "042191092", "042191093"];

    private readonly ViewBench _bench = new();
    private readonly StudentModel _model;

    public StudentInputTests()
    {
        _model = _bench.ShowStudent();
        _bench.Models.Server.OpenElsewhere(3030);
        _bench.Type("3030");
        _bench.Press(Key.Tab);
    }

    [Fact]
    public void What_is_typed_while_an_answer_is_pending_is_the_next_number()
    {
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        foreach (string number in Three)
        {
            _bench.Type(number);
            _bench.Press(Key.Enter);
        }

        Assert.Equal(3, _model.Waiting);
        _bench.Models.Server.IsUp = true;
        _bench.Press(Key.F5);
        AssertRegistered(Three);
    }

    public static TheoryData<string, string> Ends => new()
    {
        { "Enter", "Enter" }, { "Tab", "Tab" }, { "line feed", "J" }, { "both", "Enter J" },
        { "line feed of a terminal", "LF" }, { "both of a terminal", "Enter LF" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_scanner_may_end_a_number_in_many_ways(string name, string keys)
    {
        Key[] end =
        [
            .. keys.Split(' ').Select(
                static key => key == "Enter" ? Key.Enter : key == "Tab" ? Key.Tab : key == "LF" ? Key.Enter.WithCtrl : Key.J.WithCtrl),
        ];
        foreach (string number in Three)
        {
            _bench.Type(number);
            _bench.Press(end);
        }

        AssertRegistered(Three);
        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData("042191091\n042191092\n042191093\n")]
    [InlineData("042191091\r\n\r\n042191092\r\n042191093\r\n")]
    [InlineData("042191091\t042191092\t042191093\t")]
    public void Each_line_of_a_paste_is_a_number(string text)
    {
        _bench.Paste(text);
        AssertRegistered(Three);
    }

    [Fact]
    public void The_last_line_of_a_paste_without_an_end_waits_for_Enter()
    {
        _bench.Paste("042191091\n042191092");
        AssertRegistered(Three[0]);
        Assert.Contains("042191092", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        AssertRegistered(Three[..2]);
    }

    [Fact]
    public void A_wrong_number_among_good_ones_is_named()
    {
        _bench.Paste("042191091\njoão\n042191093\n");
        AssertRegistered(Three[0], Three[2]);
        Assert.Contains(_bench.Lines, static line => line.Contains("joão ", StringComparison.Ordinal)
            && line.Contains("no student number", StringComparison.Ordinal));
        Assert.Contains(_bench.Lines, static line => line.Contains("042191091 ", StringComparison.Ordinal)
            && line.Contains("PRESENT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("joão")]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("04 21")]
    public void A_wrong_number_stands_as_it_was_typed_and_is_refused_with_a_word(string typed)
    {
        _bench.Type(typed);
        Assert.Contains("! Student number: 1 to 32", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        Assert.Contains("! Student number: 1 to 32", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("PRESENT 3030", _bench.Models.Server.Log);
        _bench.Type(Three[0]);
        _bench.Press(Key.Enter);
        AssertRegistered(Three[0]);
    }

    [Fact]
    public void A_class_of_19_digits_is_not_the_class_of_its_first_18()
    {
        _bench.Press(Key.Tab.WithShift);
        _bench.Type("1234567890123456789");
        Assert.Contains("! Class number: 1 to 18 digits", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Tab);
        _bench.Type(Three[0]);
        _bench.Press(Key.Enter);
        Assert.Contains("! Class number: 1 to 18 digits", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Models.Server.Log, static line => line.StartsWith("PRESENT", StringComparison.Ordinal));
    }

    [Fact]
    public void What_arrived_damaged_is_not_pasted_and_that_is_said()
    {
        _bench.Paste("0421\uFFFD\uFFFD9");
        Assert.Contains("! That text came damaged", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("0421", _bench.Screen, StringComparison.Ordinal);
        _bench.Paste("0421\u202E9");
        Assert.Contains("! That text came damaged", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("0421", _bench.Screen, StringComparison.Ordinal);
        _bench.Paste(new string('1', 300));
        Assert.Contains("! No more than 200 characters fit here", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Tab.WithShift);
        _bench.Paste("1010\n2020");
        Assert.Contains("! Only one line fits here", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_does_not_take_away_what_is_being_typed()
    {
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Type(Three[0]);
        _bench.Press(Key.Enter);
        _bench.Type("0421");
        _bench.Models.Server.IsUp = true;
        _bench.Press(Key.F5);
        AssertRegistered(Three[0]);
        _bench.Type("91092");
        _bench.Press(Key.Enter);
        AssertRegistered(Three[..2]);
    }

    [Fact]
    public void Who_presses_Tab_and_then_Enter_is_registered_once()
    {
        _bench.Type(Three[0]);
        _bench.Press(Key.Tab);
        AssertRegistered(Three[0]);
        _bench.Press(Key.Enter);
        Assert.Contains("registered in class 3030", _bench.Screen, StringComparison.Ordinal);
        Assert.Single(_bench.Models.Server.Log, static line => line == "PRESENT 3030");
        _bench.Press(Key.Enter);
        _bench.Until("already registered in class 3030");
    }

    [Theory]
    [InlineData("REMOVED", "the teacher took this number off the list.")]
    [InlineData("BADCODE", "the code is missing or wrong.")]
    [InlineData("UNLISTED", "the number is not on the class list; look again.")]
    [InlineData("NEVERHEARD", "NEVERHEARD")]
    public void A_refusal_is_told_in_words(string word, string said)
    {
        _bench.Models.Server.Refuses = ("PRESENT", word);
        _bench.Type(Three[0]);
        _bench.Press(Key.Enter);
        _bench.Until(() => string.Join(' ',
            _bench.Screen.Split((char[])[' ', '\r', '\n'],
            StringSplitOptions.RemoveEmptyEntries)).Contains(said, StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private void AssertRegistered(params string[] students)
    {
        _bench.Until(() => !_model.IsSending);
        Assert.Equal(students, _bench.Models.Server.Students(3030));
        Assert.All(students, static student => Assert.True(StudentId.TryParse(student, out _)));
    }
}
