using System.Text;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Programs;

public sealed class TeacherScreensTests : IDisposable
{
    private readonly ViewBench _bench = new();

    [Fact]
    public void A_number_and_Enter_open_a_roll_call_and_arrivals_are_seen()
    {
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until("open since");
        _bench.Models.Server.Arrive(3030, "042191010");
        _bench.Until("042191010");
        Assert.Contains(_bench.Lines, static line => line.StartsWith("      1  042191010", StringComparison.Ordinal)
            && line.TrimEnd().EndsWith("student", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("000000000000000000")]
    public void A_wrong_class_number_is_explained_and_opens_nothing(string number)
    {
        _bench.ShowTeacher();
        _bench.Type(number);
        _bench.Press(Key.Enter);
        Assert.Contains("Class number: 1 to 18 digits, not zero.", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("OPEN", _bench.Models.Server.Log);
    }

    [Fact]
    public void What_is_typed_stands_as_it_was_typed_and_what_is_wrong_with_it_is_said()
    {
        _bench.ShowTeacher();
        foreach (string wrong in (string[])["3x0", "30é", "1234567890123456789"])
        {
            _bench.Type(wrong);
            Assert.Contains(wrong, _bench.Screen, StringComparison.Ordinal);
            Assert.Contains("! Class number: 1 to 18 digits, not zero.", _bench.Screen, StringComparison.Ordinal);
            _bench.Press(Key.Enter);
            Assert.Contains("! Class number: 1 to 18 digits, not zero.", _bench.Screen, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(_bench.Models.Server.Log, static line => line.StartsWith("OPEN", StringComparison.Ordinal));
        _bench.Type("3030"); // Instead of the wrong one, which was chosen.
        Assert.DoesNotContain("! Class number", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        _bench.Until("Class 3030   open since");
    }

    [Fact]
    public void The_head_of_a_column_sorts_when_it_is_clicked()
    {
        OpenWith("30", "10", "20");
        _bench.Click("Number");
        Assert.Equal(["10", "20", "30"], Students());
        _bench.Click("Number");
        Assert.Equal(["30", "20", "10"], Students());
        _bench.Click("Order");
        Assert.Equal(["20", "10", "30"], Students());
    }

    [Fact]
    public void Search_narrows_with_every_letter_and_Esc_undoes_it()
    {
        OpenWith("alpha", "beta", "alps");
        _bench.Press(new Key('/'));
        _bench.Type("alp");
        Assert.Equal(["alps", "alpha"], Students());
        _bench.Type("s");
        Assert.Equal(["alps"], Students());
        _bench.Press(Key.Esc);
        Assert.Equal(["alps", "beta", "alpha"], Students());
    }

    [Fact]
    public void The_chosen_row_stays_chosen_while_others_arrive_above_it()
    {
        OpenWith("10", "20");
        _bench.Press(Key.CursorDown, Key.CursorDown);
        Assert.Contains("▸     1  10", _bench.Screen, StringComparison.Ordinal);
        for (int i = 0; i < 40; i++)
        {
            _bench.Models.Server.Arrive(3030, $"n{i}");
        }

        _bench.Until("3030: 42");
        Assert.Contains("▸     1  10", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_asks_and_Esc_or_Enter_alone_leaves_it_open()
    {
        OpenWith("10");
        foreach (Key no in (Key[])[Key.Esc, Key.Enter])
        {
            bool asked = false;
            AnswerDialog(() =>
            {
                asked = true;
                return no;
            });
            _bench.Press(Key.F8);
            _bench.Turn();
            Assert.True(asked);
            Assert.True(_bench.Models.Server.IsOpen(3030));
        }

        AnswerDialog(static () => Key.CursorRight, static () => Key.Enter);
        _bench.Press(Key.F8);
        _bench.Until("List saved: ");
        Assert.False(_bench.Models.Server.IsOpen(3030));
        Assert.Contains("CLOSED", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_roll_call_that_is_over_goes_from_the_screen_when_it_is_left_and_the_class_can_be_opened_again()
    {
        OpenWith("10");
        AnswerDialog(static () => Key.CursorRight, static () => Key.Enter);
        _bench.Press(Key.F8);
        _bench.Until("List saved: ");
        _bench.Press(Key.Esc);
        _bench.Until("22/11/2026"); // The list of classes is read from the folder, and the one that was used last is chosen in it.
        Assert.DoesNotContain("3030: 1", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        _bench.Until("open since");
        Assert.Contains("3030: 0", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_stand_in_tabs_and_each_keeps_its_own_state()
    {
        OpenWith("10");
        _bench.Press(new Key('3'), Key.Esc);
        _bench.Type("4040");
        AnswerDialog(static () => Key.CursorRight, static () => Key.Enter); // Whether that is the number: it was never used.
        _bench.Press(Key.Enter);
        _bench.Until("Class 4040   open since");
        _bench.Models.Server.Arrive(4040, "77");
        _bench.Until("4040: 1");
        Assert.Contains("3030: 1", _bench.Screen, StringComparison.Ordinal);
        _bench.Click("3030: 1");
        _bench.Until("Class 3030");
        Assert.Equal(AttendanceView.All, ((TeacherModel)_model!).Rolls[0].Table.View);
        _bench.Press(Key.F6);
        _bench.Until("Class 4040");
    }

    [Fact]
    public void A_lost_connection_is_a_line_with_a_countdown_and_the_table_stays()
    {
        OpenWith("10");
        _bench.Models.Server.IsUp = false;
        _bench.Models.Server.Break();
        _bench.Until("No connection to 127.0.0.1:5050: nobody answers; again in ");
        Assert.Contains("      1  10", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains(" F5 Try again", _bench.Screen, StringComparison.Ordinal);
        _bench.Models.Server.IsUp = true;
        _bench.Press(Key.F5);
        _bench.Until("● connected to");
        Assert.DoesNotContain("No connection", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_list_is_imported_after_a_preview_and_gives_names_and_absentees()
    {
        string file = Path.Combine(_bench.Models.Folder.Path, "list.csv");
        Directory.CreateDirectory(_bench.Models.Folder.Path);
        File.WriteAllText(file, "numero;nome\n10;Ana Araújo\n20;Bruno\nx y;Bad\n", Encoding.UTF8);
        OpenWith("10", "99");
        _bench.Press(Key.F4, Key.O.WithCtrl);
        _bench.Type(file);
        _bench.Press(Key.Enter);
        _bench.Until("1 line is left out; F6 shows it.");
        _bench.Press(Key.F6);
        _bench.Until("invalid sign in the number");
        _bench.Press(Key.F8);
        _bench.Until("List of class 3030: 2 students");
        _bench.Press(Key.Esc);
        _bench.Until("1 absent");
        Assert.Contains("Ana Araújo", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("(not on list)", _bench.Screen, StringComparison.Ordinal);
        _bench.Until(() => File.Exists(Path.Combine(_bench.Models.Folder.Path, "rosters", "3030.csv")));
    }

    [Fact]
    public void A_second_Enter_keeps_what_was_read_where_there_was_no_list()
    {
        string file = Path.Combine(_bench.Models.Folder.Path, "list.csv");
        Directory.CreateDirectory(_bench.Models.Folder.Path);
        File.WriteAllText(file, "10;Ana\n20;Bruno\n", Encoding.UTF8);
        OpenWith();
        _bench.Press(Key.F4, Key.O.WithCtrl);
        _bench.Type(file);
        _bench.Press(Key.Enter);
        _bench.Until("Enter keeps the list.");
        _bench.Press(Key.Enter);
        _bench.Until("List of class 3030: 2 students");

        // Where there is one, Enter only reads: adding and replacing are different things.
        _bench.Press(Key.O.WithCtrl);
        _bench.Type(file);
        _bench.Press(Key.Enter);
        _bench.Until("F7 adds, F8 replaces the list.");
        _bench.Press(Key.Enter);
        _bench.Until("F7 adds, F8 replaces the list.");
        Assert.Contains("Import the list", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_list_is_edited_by_hand()
    {
        _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.F4);
        _bench.Until("List of class 3030: 0 students");
        _bench.Type("10");
        _bench.Press(Key.Enter);
        _bench.Type("Ana");
        _bench.Press(Key.Enter);
        _bench.Until("List of class 3030: 1 student");
        _bench.Press(Key.CursorDown, Key.Enter);
        _bench.Type(" Lima");
        _bench.Press(Key.Enter);
        _bench.Until("Ana Lima");
        AnswerDialog(static () => Key.CursorRight, static () => Key.Enter);
        _bench.Press(Key.CursorDown, Key.Delete);
        _bench.Until("List of class 3030: 0 students");
    }

    [Fact]
    public void Past_roll_calls_are_listed_and_can_be_read_and_exported()
    {
        OpenWith("10", "20");
        AnswerDialog(static () => Key.CursorRight, static () => Key.Enter);
        _bench.Press(Key.F8);
        _bench.Until("List saved: ");
        _bench.Press(Key.F10);
        _bench.Until("History of class 3030: 1 roll call");
        _bench.Press(Key.Enter);
        _bench.Until("      2  20");
        _bench.Press(Key.F9);
        _bench.Until("Export the roll call of class 3030");
        string file = Path.Combine(_bench.Models.Folder.Path, "out.csv");
        _bench.Type(file);
        _bench.Press(Key.Enter);
        _bench.Until("Written: ");
        Assert.StartsWith("Order,Student,Name,Status,Time,By,Reason\r\n1,10,,present,", File.ReadAllText(file), StringComparison.Ordinal);
        _bench.Press(Key.Enter);
        _bench.Until("exists: choose another name");
    }

    [Fact]
    public void Too_small_a_terminal_says_so_and_growing_it_brings_everything_back()
    {
        OpenWith("10");
        _bench.Resize(40, 10);
        Assert.Contains("Terminal too small: 40×10.", _bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("3030", _bench.Screen, StringComparison.Ordinal);
        _bench.Resize(120, 40);
        Assert.Contains("      1  10", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(Key.CursorDown);
        Assert.Contains("▸     1  10", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_changes_while_it_runs()
    {
        OpenWith("10");
        _bench.Press(Key.F2);
        Assert.Contains("ABERTA", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("F8 Encerrar", _bench.Screen.Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        _bench.Press(Key.F2);
        Assert.Contains("OPEN", _bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_of_the_bottom_line_can_be_clicked()
    {
        OpenWith("10");
        _bench.Resize(100, 24);
        _bench.Click("Search");
        _bench.Until("Search: ");
        _bench.Type("nobody");
        Assert.Contains("Nobody matches the search.", _bench.Screen, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private object? _model;

    private void OpenWith(params string[] students)
    {
        _model = _bench.ShowTeacher();
        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until("open since");
        foreach (string student in students)
        {
            Assert.Equal("REGISTERED", _bench.Models.Server.Arrive(3030, student).Word);
        }

        _bench.Until($"3030: {students.Length}");
    }

    /// <summary>The students in the order of the table.</summary>
    private IEnumerable<string> Students() =>
        _bench.Lines.SkipWhile(static line => !line.Contains("Number", StringComparison.Ordinal)).Skip(1)
        .Where(static line => line.TrimEnd().EndsWith("student", StringComparison.Ordinal))
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    private void AnswerDialog(params Func<Key>[] answers) => _bench.AnswerNextDialog(answers);
}
