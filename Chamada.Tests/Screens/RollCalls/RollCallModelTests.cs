using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;

namespace Chamada.Tests.Screens.RollCalls;

public sealed class RollCallModelTests : IDisposable
{
    private readonly ModelBench _bench = new();

    [Fact]
    public void A_whole_roll_call_ends_with_a_saved_list_that_the_server_has_erased()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        Assert.Equal(RollCallPhase.Open, model.Phase);
        Assert.Equal(_bench.Clock.GetLocalNow(), model.OpenedAt);

        _bench.Advance(1);
        _bench.Server.Arrive(3030, "042191010");
        _bench.Advance(1);
        _bench.Server.Arrive(3030, "20");
        _bench.Settle();
        Assert.Equal(["042191010", "20"], model.Sheet.Arrivals.Select(static attendee => attendee.Student.ToString()));

        model.Close();
        _bench.Until(() => model.Received);
        Assert.Equal(RollCallPhase.Closed, model.Phase);
        Assert.True(model.IsOver);
        Assert.False(_bench.Server.KeepsClosed(3030));
        SavedList saved = ReadSaved(model.SavedFile!);
        Assert.Equal(model.OpenedAt, saved.OpenedAt);
        Assert.Equal(["042191010", "20"], saved.Students.Select(static student => student.Student.ToString()));
        Assert.Equal(model.OpenedAt!.Value.AddSeconds(2), saved.Students[1].At);
        Assert.Empty(Tokens());
    }

    [Fact]
    public void An_answer_to_opening_that_is_lost_costs_nothing()
    {
        _bench.Server.LosesAnswerOf = "OPEN";
        RollCallModel model = new(ModelBench.Class(3030), Roster.Empty, _bench.Connected().Link, _bench.Folder, _bench.Thread);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.Equal(RollCallPhase.Opening, model.Phase);
        Assert.True(_bench.Server.IsOpen(3030));
        _bench.Advance(1);
        _bench.Until(() => model.Phase == RollCallPhase.Open);
        Assert.Equal(2, _bench.Server.Log.Count(static line => line == "OPEN 3030"));
    }

    [Fact]
    public void Who_arrived_while_the_connection_was_lost_is_there_when_it_is_back()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _bench.Server.Arrive(3030, "20");
        _bench.Settle();
        Assert.Equal(1, model.Sheet.Present);
        Assert.Equal(RollCallPhase.Open, model.Phase);

        _bench.Server.IsUp = true;
        _bench.Advance(10);
        _bench.Until(() => model.Sheet.Present == 2);
        _bench.Server.Arrive(3030, "30");
        _bench.Until(() => model.Sheet.Present == 3);
    }

    [Fact]
    public void An_answer_to_closing_that_is_lost_costs_nothing()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        _bench.Server.LosesAnswerOf = "CLOSE";
        model.Close();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.Equal(RollCallPhase.Closing, model.Phase);
        Assert.True(model.CloseIsWaiting);
        _bench.Advance(1);
        _bench.Until(() => model.Received);
        Assert.Single(ReadSaved(model.SavedFile!).Students);
    }

    [Fact]
    public void A_receipt_that_is_lost_is_sent_again()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.LosesAnswerOf = "RECEIVED";
        model.Close();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.NotNull(model.SavedFile);
        Assert.False(model.Received);
        _bench.Advance(1);
        _bench.Until(() => model.Received);
        Assert.Empty(Tokens());
    }

    [Fact]
    public void Closing_without_a_connection_is_done_when_it_is_back()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        model.Close();
        _bench.Settle();
        Assert.True(model.CloseIsWaiting);
        Assert.True(_bench.Server.IsOpen(3030));
        _bench.Server.IsUp = true;
        _bench.Advance(10);
        _bench.Until(() => model.Received);
        Assert.False(_bench.Server.IsOpen(3030));
    }

    [Fact]
    public void A_class_that_somebody_else_has_open_is_refused_with_the_reason()
    {
        _bench.Server.OpenElsewhere(3030);
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        Assert.Equal(RollCallPhase.Refused, model.Phase);
        Assert.Equal("EXISTS", model.Refusal!.Code);
        Assert.True(model.IsOver);
        _bench.Until(() => Tokens().Count == 0);
    }

    [Fact]
    public void A_program_that_is_started_again_finds_its_roll_call()
    {
        RollCallModel first = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        first.Dispose();
        RollCallModel second = _bench.OpenRoll(3030);
        _bench.Until(() => second.Sheet.Present == 1);
        Assert.Equal(first.OpenedAt, second.OpenedAt);
        Assert.Equal(1, _bench.Server.Log.Count(static line => line == "OPEN 3030"));
    }

    [Fact]
    public void What_another_program_of_the_account_closes_is_fetched_and_saved()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        _bench.Server.CloseElsewhere(3030);
        _bench.Until(() => model.Received);
        Assert.Single(ReadSaved(model.SavedFile!).Students);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_key_closes_in_the_teacher_s_place_is_fetched_and_saved_and_the_teacher_is_told_whose_key(bool isConnected)
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        if (!isConnected)
        {
            _bench.Server.Break();
        }

        _bench.Server.CloseByKey(3030, "secretaria");
        if (!isConnected)
        {
            _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
            _bench.Advance(1);
        }

        _bench.Until(() => model.Received);
        SavedList saved = ReadSaved(model.SavedFile!);
        Assert.Equal("10", Assert.Single(saved.Students).Student.ToString());
        Assert.Equal((Mark.ClosedBy, "secretaria"), (saved.Record[^1].Mark, saved.Record[^1].Reason));
        Assert.Equal(RecordFault.None, RecordCheck.Of(File.ReadAllBytes(model.SavedFile!)).Fault);
        Assert.False(_bench.Server.KeepsClosed(3030));
        ScreenStrings strings = LanguagePack.Of(Language.Portuguese).Screens;
        Assert.StartsWith(
            "Encerrada por secretaria (chave). Lista salva: ", RollCallWords.State(model, _bench.Link, strings, 80)!.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_had_been_closed_but_never_arrived_is_recovered_when_the_class_is_opened_again()
    {
        RollCallModel first = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        _bench.Settle();
        first.Dispose();
        _bench.Server.Break();
        _bench.Server.CloseElsewhere(3030);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _bench.Advance(1);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Connected);

        RollCallModel second = _bench.OpenRoll(3030);
        Assert.Equal(RollCallPhase.Open, second.Phase);
        SavedList recovered = ReadSaved(Assert.Single(second.RecoveredFiles));
        Assert.Equal("10", Assert.Single(recovered.Students).Student.ToString());
        Assert.False(_bench.Server.KeepsClosed(3030));
        Assert.Equal(0, second.Sheet.Present);
    }

    [Fact]
    public void A_list_that_waits_and_cannot_be_saved_is_told_at_the_start_and_saved_when_it_is_tried_again()
    {
        RollCallModel first = _bench.Connected().OpenRoll(3030);
        _bench.Settle();
        first.Dispose();
        _bench.Server.Break();
        _bench.Server.CloseElsewhere(3030);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        string rolls = Path.Combine(_bench.Folder.Path, "rolls");
        File.WriteAllText(rolls, "a file where the folder should be");

        TeacherModel teacher = new(_bench.Link, _bench.Folder, _bench.Thread);
        teacher.Start();
        _bench.Advance(1);
        _bench.Until(() => teacher.FolderError is not null);
        Assert.Empty(teacher.RecoveredFiles);

        File.Delete(rolls);
        teacher.TryAgain();
        _bench.Until(() => teacher.RecoveredFiles.Count == 1 && teacher.FolderError is null);
        Assert.False(_bench.Server.KeepsClosed(3030));
    }

    [Fact]
    public void What_the_server_has_lost_is_saved_as_far_as_it_had_arrived()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        _bench.Settle();
        _bench.Server.Forget();
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _bench.Advance(1);
        _bench.Until(() => model.SavedFile is not null);
        Assert.Equal(RollCallPhase.Gone, model.Phase);
        Assert.Equal("10", Assert.Single(ReadSaved(model.SavedFile!).Students).Student.ToString());
        Assert.DoesNotContain("RECEIVED 3030", _bench.Server.Log);
        Assert.Empty(Tokens());
    }

    [Fact]
    public void A_list_that_cannot_be_saved_is_not_acknowledged_until_it_is()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Arrive(3030, "10");
        string rolls = Path.Combine(_bench.Folder.Path, "rolls");
        File.WriteAllText(rolls, "a file where the folder should be");
        model.Close();
        _bench.Until(() => model.FolderError is not null);
        Assert.Equal(RollCallPhase.Closed, model.Phase);
        Assert.True(model.IsUnsaved);
        Assert.False(model.IsOver);
        Assert.True(_bench.Server.KeepsClosed(3030));

        File.Delete(rolls);
        model.Retry();
        _bench.Until(() => model.Received);
        Assert.Null(model.FolderError);
        Assert.False(_bench.Server.KeepsClosed(3030));
    }

    [Fact]
    public void A_server_that_cannot_write_leaves_the_roll_call_open_and_says_so()
    {
        RollCallModel model = _bench.Connected().OpenRoll(3030);
        _bench.Server.Refuses = ("CLOSE", "UNAVAILABLE");
        model.Close();
        _bench.Until(() => model.Refusal is not null);
        Assert.Equal("UNAVAILABLE", model.Refusal!.Code);
        Assert.Equal(RollCallPhase.Open, model.Phase);
        Assert.False(model.CloseIsWaiting);
        _bench.Server.Refuses = null;
        model.Close();
        _bench.Until(() => model.Received);
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyList<StoredToken> Tokens() =>
        _bench.Folder.Tokens.All().Try(out FolderListing<StoredToken>? tokens, out FolderError? error)
            ? tokens
            : throw new IOException(error.Cause);

    private SavedList ReadSaved(string file)
    {
        Assert.True(_bench.Folder.SavedLists.Files().Try(out IReadOnlyList<SavedListFile>? history, out _));
        Assert.True(SavedListFolder.Read(history.Single(saved => saved.File == file)).Try(out SavedList? roll, out _));
        return roll;
    }
}
