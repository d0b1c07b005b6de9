using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>What the server flags is on the teacher's screen as it happens, and one key settles it.</summary>
public sealed class ToSettleTests : IDisposable
{
    private const string Phone = "00112233445566778899aabbccddeeff", Other = "ffeeddccbbaa99887766554433221100";

    private readonly ViewBench _bench = new();

    [Fact]
    public void A_second_student_from_one_device_is_said_with_both_numbers_and_names_and_one_key_keeps_him()
    {
        RollCallModel roll = Open();
        Come("10", Phone);
        Come("20", Phone);
        _bench.Until("! 20 Bruno: device of 10 Ana; k keeps, - takes off.");
        Assert.Contains("5 To settle 1", _bench.Screen, StringComparison.Ordinal);
        Assert.Contains("! student", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('5'));
        _bench.Until("device of 10 Ana");
        Assert.DoesNotContain("      1  10", _bench.Screen, StringComparison.Ordinal);
        _bench.Press(new Key('k'));
        _bench.Until("There is nothing to settle.");
        Assert.Contains("5 To settle 0", _bench.Screen, StringComparison.Ordinal);
        Assert.Equal(2, roll.Sheet.Present);
        roll.Close();
        _bench.Until(() => roll.Received);
        SavedList saved = SavedListFolder.Read(roll.SavedFile!).Value!;
        Assert.Equal("20", Assert.Single(saved.Notes.Settled).Student.ToString());
        Assert.Contains(saved.Record, static entry => entry is { Mark: Mark.Flagged, Reason: "device 10" });
        Assert.Empty(Directory.GetFiles(Path.Combine(_bench.Models.Folder.Path, "notes")));
    }

    [Fact]
    public void Who_is_kept_can_be_chosen_and_asked_about_again()
    {
        RollCallModel roll = Open();
        Come("10", Phone);
        Come("20", Phone);
        _bench.Until("k keeps");
        _bench.Press(new Key('k'));
        _bench.Until(() => roll.Notes.Settled.Count == 1);
        _bench.Press(Key.Home);
        _bench.Until("20: kept by you; k asks again.");
        _bench.Press(new Key('k'));
        _bench.Until("5 To settle 1");
        Assert.Empty(roll.Notes.Settled);
    }

    [Fact]
    public void Taking_one_off_settles_it_too_and_the_reason_is_on_the_record()
    {
        RollCallModel roll = Open();
        Come("10", Phone);
        Come("20", Phone);
        _bench.Press(new Key('5'), Key.CursorDown);
        _bench.AnswerNextDialog(static () => Key.Enter);
        _bench.Press(new Key('-'));
        _bench.Until("There is nothing to settle.");
        Assert.Equal(1, roll.Sheet.Present);
        Assert.Contains(roll.Sheet.Record, static entry => entry is { Mark: Mark.Removed, Reason.Length: > 0 });
    }

    [Fact]
    public void A_number_that_is_not_on_the_list_is_asked_to_look_again_and_who_stands_by_it_is_shown()
    {
        Open();
        Assert.Equal("UNLISTED", _bench.Models.Server.Arrive(3030, "99", PresentOptions.None).Word);
        Assert.Equal("REGISTERED", _bench.Models.Server.Arrive(3030, "10", PresentOptions.None).Word);
        Come("99", Other);
        _bench.Until("! 99: not on the list; k keeps, - takes off.");
        Change(list => list.With(ModelBench.Student("99"), "Caio"));
        _bench.Until("5 To settle 0");
    }

    [Fact]
    public void A_list_that_changes_while_the_roll_call_is_open_changes_whom_the_server_asks()
    {
        Open();
        Change(list => list.With(ModelBench.Student("99"), "Caio"));
        _bench.Until(() => _bench.Models.Server.Log.Count(static line => line == "ROSTER 3030") == 2);
        Assert.Equal("REGISTERED", _bench.Models.Server.Arrive(3030, "99", PresentOptions.None).Word);
        Change(list => list.Without(ModelBench.Student("20")));
        _bench.Until(() => _bench.Models.Server.Log.Count(static line => line == "ROSTER 3030") == 4); // Emptied, and filled again.
        Assert.Equal("UNLISTED", _bench.Models.Server.Arrive(3030, "20", PresentOptions.None).Word);
        Assert.Equal("REGISTERED", _bench.Models.Server.Arrive(3030, "10", PresentOptions.None).Word);
    }

    public void Dispose() => _bench.Dispose();

    private TeacherModel Teacher { get; set; } = null!;

    private void Come(string student, string device) =>
        _bench.Models.Server.Arrive(3030, student, new PresentOptions { Device = device, IsConfirmed = true });

    private void Change(Func<Roster, Roster> edit)
    {
        bool isDone = false;
        _bench.Models.Thread.Run(async () =>
        {
            await Teacher.ChangeAsync(ModelBench.Class(3030), edit);
            isDone = true;
        });
        _bench.Until(() => isDone);
    }

    private RollCallModel Open()
    {
        Teacher = _bench.ShowTeacher();
        Roster roster = new([new(ModelBench.Student("10"), "Ana"), new(ModelBench.Student("20"), "Bruno")]);
        Change(_ => roster);
        _bench.Type("3030");
        _bench.Press(Key.Enter);
        _bench.Until(() => _bench.Models.Server.Log.Contains("ROSTER 3030"));
        _bench.Until(() => Teacher.Rolls is [{ Phase: RollCallPhase.Open }]);
        return Teacher.Rolls[0];
    }
}
