using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.RollCalls;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.RollCalls;

/// <summary>What the screen asks students for, and what it notes of those who were flagged, through faults and restarts.</summary>
public sealed class RollNotesTests
{
    private const string Phone = "00112233445566778899aabbccddeeff";

    [Fact]
    public void The_numbers_are_given_when_the_connection_is_back()
    {
        using ModelBench models = new ModelBench().Connected();
        TaskCompletionSource release = models.Server.HoldNext("ROSTER");
        Roster roster = new([new RosterEntry(ModelBench.Student("10"), "Ana")]);
        RollCallModel roll = new(ModelBench.Class(3030), roster, models.Link, models.Folder, models.Thread);
        models.Until(() => models.Server.Log.Contains("ROSTER 3030"));
        models.Server.Break();
        release.SetResult();
        models.Until(() =>
        {
            models.Advance(1);
            return models.Server.Log.Count(static line => line == "ROSTER 3030") == 2;
        });
        Assert.Equal("UNLISTED", models.Server.Arrive(3030, "11", PresentOptions.None).Word);
        roll.Dispose();
    }

    [Fact]
    public void A_server_that_knows_no_rules_and_no_lists_is_asked_for_none()
    {
        using ModelBench models = new ModelBench().Connected();
        models.Server.Refuses = ("ROSTER", "ERR");
        RollCallModel roll = models.OpenRoll(3030, new Roster([new RosterEntry(ModelBench.Student("10"), "Ana")]));
        models.Server.Arrive(3030, "10");
        models.Until(() => roll.Sheet.Present == 1);
        Assert.Null(roll.Refusal);
        Assert.Single(models.Server.Log, static line => line == "ROSTER 3030");
        roll.Dispose();
    }

    [Fact]
    public async Task What_is_kept_is_kept_by_the_next_start_of_the_program_and_by_a_script_that_closes()
    {
        using ModelBench models = new ModelBench().Connected();
        RollCallModel first = models.OpenRoll(3030);
        models.Server.Arrive(3030, "10", new PresentOptions { Device = Phone });
        models.Server.Arrive(3030, "20", new PresentOptions { Device = Phone });
        models.Until(() => first.Sheet.ToSettle.Count == 1);
        first.Keep(ModelBench.Student("20"));
        string notes = Path.Combine(models.Folder.Path, "notes");
        models.Until(() => Directory.Exists(notes) && Directory.GetFiles(notes, "3030_*.json").Length == 1);
        first.Dispose();

        RollCallModel second = models.OpenRoll(3030);
        models.Until(() => second.Sheet.Present == 2);
        Assert.Empty(second.Sheet.ToSettle);
        Assert.True(second.Notes.Keeps(ModelBench.Student("20")));
        second.Dispose();

        StoredToken token = Assert.Single(models.Folder.Tokens.All().Value!);
        RollCallDelivery delivery = new(new DirectRequests(models.Link.Connection!), models.Link.Server, models.Folder);
        CloseReply closed = (await delivery.CloseAsync(token, TestContext.Current.CancellationToken)).Value!;
        SavedList list = SavedList.From(closed, models.Link.Server, Roster.Empty);
        SavedListFile file = (await delivery.SaveAsync(token, list, TestContext.Current.CancellationToken)).Value!;
        Assert.True(SavedListFolder.Read(file).Value!.Notes.Keeps(ModelBench.Student("20")));
        Assert.Empty(Directory.GetFiles(notes));
    }

    [Fact]
    public void Damaged_notes_are_told_and_keep_no_list_from_being_saved()
    {
        using ModelBench models = new ModelBench().Connected();
        RollCallModel first = models.OpenRoll(3030);
        first.Keep(ModelBench.Student("20"));
        string notes = Path.Combine(models.Folder.Path, "notes");
        models.Until(() => Directory.Exists(notes) && Directory.GetFiles(notes, "3030_*.json").Length == 1);
        first.Dispose();
        File.WriteAllText(Directory.GetFiles(notes)[0], "{");
        RollCallModel second = models.OpenRoll(3030);
        models.Until(() => second.FolderError is not null);
        Assert.Equal(FolderFault.Damaged, second.FolderError!.Fault);
        second.Retry();
        second.Close();
        models.Until(() => second.Received);
        Assert.NotNull(second.SavedFile);
    }

    [Theory]
    [InlineData("pt-BR", "1 a resolver: 5 mostra, e tira o quadro.")]
    [InlineData("en", "1 to settle: 5 shows it, and takes the board down.")]
    public void The_board_names_nobody(string language, string said)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        TeacherModel teacher = bench.ShowTeacher();
        Roster roster = new([new(ModelBench.Student("10"), "Ana"), new(ModelBench.Student("20"), "Bruno")]);
        bench.Models.Thread.Run(() => teacher.ChangeAsync(ModelBench.Class(3030), _ => roster));
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => teacher.Rolls is [{ Phase: RollCallPhase.Open }]);
        bench.Models.Server.Arrive(3030, "10", new PresentOptions { Device = Phone });
        bench.Until(() => teacher.Rolls[0].Sheet.Present == 1);
        bench.Press(new Key('b'));
        bench.Models.Server.Arrive(3030, "20", new PresentOptions { Device = Phone });
        bench.Until(said);
        Assert.DoesNotContain("Bruno", bench.Screen, StringComparison.Ordinal);
        bench.Press(new Key('5'));
        bench.Until("Bruno");
    }
}
