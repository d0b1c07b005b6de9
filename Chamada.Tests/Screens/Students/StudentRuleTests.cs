using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Students;

/// <summary>A class that asks for more than a number, on the student's form and at the door: each refusal says what to do next.</summary>
public sealed class StudentRuleTests : IDisposable
{
    private const string Phone = "00112233445566778899aabbccddeeff";

    private readonly ViewBench _bench = new();

    private FaultyServer Server => _bench.Models.Server;

    [Fact]
    public void The_code_is_asked_for_in_a_field_and_a_wrong_one_is_typed_again()
    {
        Server.OpenElsewhere(3030, new OpenOptions { CodePeriod = TimeSpan.FromSeconds(60) });
        StudentModel model = ShowForm();
        Send("10");
        _bench.Until("Class 3030 asks for a code.");
        _bench.Type(Wrong());
        _bench.Press(Key.Enter);
        _bench.Until("That is not the code");
        _bench.Type(Server.CodeOf(3030));
        _bench.Press(Key.Enter);
        _bench.Until(() => model.Answer?.Outcome == StudentOutcome.Registered);
        Assert.Equal(["10"], Server.Students(3030));

        // The next student types a number, then the code; nothing of the one before is left.
        Send("20");
        _bench.Turn();
        Assert.Single(Server.Students(3030));
        _bench.Type(Server.CodeOf(3030));
        _bench.Press(Key.Enter);
        _bench.Until(() => Server.Students(3030).Count == 2);
    }

    [Fact]
    public void A_code_that_is_none_is_not_sent()
    {
        Server.OpenElsewhere(3030, new OpenOptions { CodePeriod = TimeSpan.FromSeconds(60) });
        ShowForm();
        Send("10");
        _bench.Until("Class 3030 asks for a code.");
        int sent = Server.Log.Count;
        _bench.Type("12345");
        _bench.Press(Key.Enter);
        Assert.Contains("! The code is 6 digits", _bench.Screen, StringComparison.Ordinal);
        Assert.Equal(sent, Server.Log.Count);
    }

    [Fact]
    public void Who_has_to_wait_sees_the_seconds_run_down()
    {
        Server.OpenElsewhere(3030, new OpenOptions { CodePeriod = TimeSpan.FromSeconds(60) });
        StudentModel model = ShowForm();
        Send("10");
        _bench.Until("asks for a code");
        for (int i = 0; i < 4; i++)
        {
            model.Submit("3030", "10", Wrong());
            _bench.Until(() => model.Answer is not null);
        }

        _bench.Until("three codes were wrong");
        int before = model.Answer!.LeftToWait(model.Clock);
        Assert.InRange(before, 1, 600);
        _bench.Models.Clock.Advance(TimeSpan.FromSeconds(10));
        _bench.Until(() => _bench.Screen.Contains($"{model.Answer!.LeftToWait(model.Clock)} s.", StringComparison.Ordinal));
        Assert.True(model.Answer!.LeftToWait(model.Clock) <= before - 10);
        _bench.Models.Clock.Advance(TimeSpan.FromMinutes(10));
        _bench.Until("The time is over");
    }

    [Fact]
    public void A_number_that_is_not_on_the_list_is_looked_at_again_or_registered_all_the_same()
    {
        Server.OpenElsewhere(3030, new OpenOptions { Listed = ListedRule.Ask });
        Server.GiveRoster(3030, "042191010");
        StudentModel model = ShowForm(Phone);
        _bench.Press(Key.F8);
        _bench.Until("Only a number that is not on the list");
        Send("042191051");
        _bench.Until("042191051 is not on the list of 3030; look again.");
        _bench.Press(Key.F8);
        _bench.Until(() => model.Answer?.Outcome == StudentOutcome.Registered);
        Assert.Contains(Server.Record(3030), static entry => entry is { Mark: Mark.Flagged, Reason: "unlisted confirmed" });
        Send("042191010");
        _bench.Until(() => Server.Students(3030).Count == 2);
        Assert.Contains(Server.Record(3030), static entry => entry is { Mark: Mark.Flagged, Reason: "device 042191051" });
    }

    [Fact]
    public void Where_the_list_decides_insisting_does_not_help_and_that_is_said()
    {
        Server.OpenElsewhere(3030, new OpenOptions { Listed = ListedRule.Refuse });
        Server.GiveRoster(3030, "10");
        ShowForm();
        Send("99");
        _bench.Until("look again");
        _bench.Press(Key.F8);
        _bench.Until("If the number is right, talk to the teacher.");
    }

    [Fact]
    public void Who_stood_by_a_number_and_is_asked_for_a_new_code_still_stands_by_it()
    {
        Server.OpenElsewhere(3030, new OpenOptions { Listed = ListedRule.Ask, CodePeriod = TimeSpan.FromSeconds(5) });
        Server.GiveRoster(3030, "10");
        StudentModel model = ShowForm();
        model.Submit("3030", "99", Server.CodeOf(3030));
        _bench.Until(() => model.ToConfirm is not null);
        _bench.Models.Clock.Advance(TimeSpan.FromSeconds(60));
        model.Confirm(Wrong());
        _bench.Until(() => model.Answer is { Detail: "BADCODE" });
        model.Submit("3030", "99", Server.CodeOf(3030));
        _bench.Until(() => model.Answer is { Outcome: StudentOutcome.Registered });
    }

    [Fact]
    public void A_second_student_on_a_device_is_refused_where_the_teacher_says_so()
    {
        Server.OpenElsewhere(3030, new OpenOptions { Device = DeviceRule.Refuse });
        ShowForm(Phone);
        Send("10");
        _bench.Until("registered in class 3030");
        Send("20");
        _bench.Until("Another student has registered from this device.");
        Assert.Equal(["10"], Server.Students(3030));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_the_door_the_number_is_typed_once_more(bool doorHasList)
    {
        Server.OpenElsewhere(3030, new OpenOptions { Listed = ListedRule.Ask });
        Server.GiveRoster(3030, "10");
        Roster? roster = doorHasList ? new Roster([new RosterEntry(ModelBench.Student("10"), "Ana")]) : null;
        DoorModel door = _bench.ShowDoor(3030, roster);
        Send("1234");
        Send("1234"); // The way out is set twice.
        Send("99");
        _bench.Until("99 is not on the list of 3030; look again.");
        Send("10");
        _bench.Until(() => door.Answer?.Outcome == StudentOutcome.Registered);
        Send("99");
        _bench.Until("look again");
        Assert.Equal(["10"], Server.Students(3030));
        Send("99");
        _bench.Until(() => Server.Students(3030).Count == 2);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void Each_word_says_what_is_wrong_and_what_to_do_next(string language)
    {
        ScreenStrings strings = LanguagePack.Of(LanguageChoice.Parse(language)!.Value).Screens;
        foreach (string word in (string[])["BADCODE", "WAIT", "DEVICE", "NETWORK", "REMOVED", "UNLISTED"])
        {
            foreach (bool isDoor in (bool[])[true, false])
            {
                StudentAnswer answer = new(
                    StudentOutcome.Refused, ModelBench.Class(3030), ModelBench.Student("042191051"), At: null, word)
                {
                    Wait = TimeSpan.FromSeconds(412),
                    HeardAt = _bench.Models.Clock.GetTimestamp(),
                };
                RefusalWords words = RefusalWords.Of(answer, strings, _bench.Models.Clock, isDoor)!;
                Assert.NotEmpty(words.Sentence);
                Assert.NotEmpty(words.Advice);
                Assert.True(words.Word is null || BigText.Columns(words.Word, large: false) <= 76);
                Assert.DoesNotContain(words.Word ?? "", static c => c is not (' ' or (>= 'A' and <= 'Z')));
            }
        }
    }

    public void Dispose() => _bench.Dispose();

    private StudentModel ShowForm(string? device = null)
    {
        StudentModel model = _bench.ShowStudent(device);
        _bench.Type("3030");
        _bench.Press(Key.Tab);
        return model;
    }

    private void Send(string number)
    {
        _bench.Type(number);
        _bench.Press(Key.Enter);
    }

    private string Wrong() => Server.CodeOf(3030) == "123456" ? "654321" : "123456";
}
