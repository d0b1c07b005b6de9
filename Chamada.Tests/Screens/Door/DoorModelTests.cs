using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Students;

namespace Chamada.Tests.Screens.Door;

public sealed class DoorModelTests : IDisposable
{
    private readonly ModelBench _bench = new();

    [Fact]
    public void Who_types_while_the_one_before_waits_for_an_answer_is_registered_too()
    {
        DoorModel door = Door();
        _bench.Server.OpenElsewhere(3030);
        _bench.Connected();
        Assert.True(door.Submit("10"));
        Assert.True(door.Submit(" 20 "));
        _bench.Until(() => !door.IsSending);
        Assert.Equal("20", door.Answer!.Student.ToString());
        Assert.Equal(2, _bench.Server.Log.Count(static line => line == "PRESENT 3030"));
    }

    [Fact]
    public void What_is_typed_while_the_server_is_away_survives_the_program_and_is_sent_with_both_times()
    {
        _bench.Server.OpenElsewhere(3030);
        _bench.Server.IsUp = false;
        DoorModel first = Door();
        _bench.Link.Start();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        foreach (string student in (string[])["10", "20", "10"])
        {
            first.Submit(student);
            _bench.Until(() => first.Answer is { Outcome: StudentOutcome.Kept });
        }

        Assert.Equal(2, first.Waiting);
        DateTimeOffset typed = _bench.Clock.GetLocalNow();

        // The first program has ended without a chance to say anything.
        Task ended = _bench.Link.DisposeAsync().AsTask();
        _bench.Until(() => ended.IsCompleted);
        ServerLink link = _bench.NewLink();
        DoorModel second = Door(link);
        _bench.Until(() => second.Waiting == 2);
        _bench.Clock.Advance(TimeSpan.FromMinutes(3));
        _bench.Server.IsUp = true;
        link.Start();
        _bench.Until(() => second.Delivered.Registered + second.Delivered.Refused >= 2 && second.Waiting == 0);
        JsonElement[] answered =
        [
            .. File.ReadLines(Queue(link).File).Select(static line => JsonDocument.Parse(line).RootElement)
                .Where(static line => line.TryGetProperty("answered", out _))
                    .DistinctBy(static line => line.GetProperty("student").GetString()),
        ];
        Assert.Equal(["10", "20"], answered.Select(static line => line.GetProperty("student").GetString()!));
        Assert.All(answered, line => Assert.Equal(typed, line.GetProperty("typed").GetDateTimeOffset()));
        Assert.All(answered, line => Assert.True(line.GetProperty("answered").GetDateTimeOffset() >= typed.AddMinutes(3)));
    }

    [Fact]
    public void What_was_kept_for_a_roll_call_that_is_over_is_not_sent_into_the_next_one()
    {
        _bench.Server.OpenElsewhere(3030);
        DoorModel door = Door();
        _bench.Connected();
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        door.Submit("10");
        _bench.Until(() => door.Waiting == 1);
        _bench.Server.CloseElsewhere(3030);
        _bench.Advance(60);
        _bench.Server.OpenElsewhere(3030);
        _bench.Server.IsUp = true;
        _bench.Link.Wake();
        _bench.Until(() => door.Older.Count == 1);
        Assert.Empty(_bench.Server.Students(3030));
        door.Decide(send: true);
        _bench.Until(() => door.Delivered.Registered == 1);
        Assert.Equal(["10"], _bench.Server.Students(3030));
    }

    [Fact]
    public void What_was_kept_goes_out_though_the_first_attempt_fails_after_the_next_connection_stands()
    {
        _bench.Server.OpenElsewhere(3030);
        DoorModel door = Door();
        _bench.Connected();
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        door.Submit("10");
        _bench.Until(() => door.Waiting == 1);
        _bench.Server.IsUp = true;
        TaskCompletionSource answer = _bench.Server.HoldNext("PRESENT");
        _bench.Link.Wake();
        _bench.Until(() => _bench.Server.Log.Count(static line => line == "PRESENT 3030") == 1);
        int attempts = _bench.Server.Attempts;
        _bench.Server.Break();
        _bench.Until(() =>
        {
            _bench.Link.Wake();
            return _bench.Server.Attempts > attempts && _bench.Link.Phase == LinkPhase.Connected;
        });
        answer.SetResult();
        _bench.Until(() => door.Waiting == 0);
        Assert.Equal(["10"], _bench.Server.Students(3030));
    }

    [Fact]
    public void An_answer_goes_away_by_itself()
    {
        DoorModel door = Door();
        _bench.Server.OpenElsewhere(3030);
        _bench.Connected();
        door.Submit("10");
        _bench.Until(() => door.Answer is not null);
        _bench.Advance(DoorModel.AnswerStays.TotalSeconds);
        _bench.Until(() => door.Answer is null);
    }

    [Fact]
    public void A_code_that_is_too_short_locks_nothing_and_only_the_code_opens()
    {
        DoorModel door = Door();
        Assert.False(door.Lock("123"));
        Assert.True(door.Lock("1234"));
        Assert.False(door.Lock("9999"));
        Assert.False(door.Opens("9999"));
        Assert.True(door.Opens("1234"));
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void With_the_roll_call_s_own_token_nobody_at_the_door_is_asked_for_a_code()
    {
        string token = _bench.Server.OpenElsewhere(3030, new OpenOptions { CodePeriod = TimeSpan.FromSeconds(60) });
        string? known = null;
        DoorModel door = new(
            ClassNumber.From(3030), _bench.Link, Queue(_bench.Link), _bench.Thread, _bench.Clock, () => known);
        _bench.Connected();
        Assert.Equal(StudentOutcome.Refused, Typed("10").Outcome);
        known = token;
        Assert.Equal(StudentOutcome.Registered, Typed("10").Outcome);
        Assert.Equal(StudentOutcome.Already, Typed("10").Outcome);

        // Of a roll call that is over: then a student at the door is one like any other.
        _bench.Server.CloseElsewhere(3030);
        _bench.Server.OpenElsewhere(3030);
        Assert.Equal(StudentOutcome.Registered, Typed("20").Outcome);
        Assert.Equal(["20"], _bench.Server.Students(3030));

        StudentAnswer Typed(string student)
        {
            Assert.True(door.Submit(student));
            _bench.Until(() => !door.IsSending);
            return door.Answer!;
        }
    }

    private DoorModel Door(ServerLink? link = null) =>
        new(ClassNumber.From(3030), link ?? _bench.Link, Queue(link ?? _bench.Link), _bench.Thread, _bench.Clock);

    private DoorLog Queue(ServerLink link) => new(Path.Combine(_bench.Folder.Path, "door"), link.Server, ClassNumber.From(3030));
}
