using System.Globalization;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Tests.Log;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>The roll book against a model so simple that it can be seen to be right.</summary>
public sealed class RollBookModelTests
{
    private static readonly TokenHash[] Tokens = [.. Enumerable.Range(0, 3).Select(i => TokenHash.Of([(byte)i]))];

    private static readonly Gen<Step> Steps =
        from verb in Gen.Enum<RollVerb>()
        from number in Gen.Long[1, 3]
        from student in Gen.Int[0, 5]
        from token in Gen.Int[0, 2]
        from seconds in Gen.Int[0, 3]
        select new Step(verb, number, student, token, verb == RollVerb.Extend ? seconds + 1 : seconds);

    [Fact]
    public void Every_sequence_of_requests_is_answered_as_the_model_answers_it() =>
        Gen.Select(Steps, Gen.Long[0, 900], Gen.Frequency((8, Gen.Const(0L)), (1, Gen.Long[-90_000, 90_000]))).Array[1, 60].Sample(steps =>
        {
            HandClock clock = new() { Shown = new Stamp(1_000_000_000, -180) };
            RollBook book = new(new MemoryLog(), clock);
            Model model = new();
            foreach ((Step step, long passed, long set) in steps)
            {
                // Time goes by; now and then somebody sets the clock.
                clock.Pass(TimeSpan.FromMilliseconds(passed));
                clock.Shown = clock.Shown with { UnixMilliseconds = clock.Shown.UnixMilliseconds + set };
                Assert.Equal(model.Answer(step, clock), Describe(Submit(book, step.Request)[0]));
            }
        });

    [Fact]
    public void Requests_in_one_batch_are_answered_as_one_after_the_other() =>
        Steps.Array[1, 60].Sample(steps =>
        {
            HandClock clock = new();
            RollBook together = new(new MemoryLog(), clock), apart = new(new MemoryLog(), clock);
            string[] expected = [.. steps.Select(step => Describe(Submit(apart, step.Request)[0]))];
            Assert.Equal(expected, Submit(together, [.. steps.Select(step => step.Request)]).Select(Describe));
        });

    [Fact]
    public void A_book_made_of_its_events_answers_like_the_one_that_made_them() =>
        Gen.Select(Steps.Array[1, 60], Steps.Array[1, 20]).Sample((before, after) =>
        {
            HandClock clock = new();
            ScriptedLog log = new();
            RollBook first = new(log, clock);
            Submit(first, [.. before.Select(step => step.Request)]);
            RollBook second = new(log.Reopen(), clock);
            clock.Pass(TimeSpan.FromMilliseconds(1));
            RollRequest[] requests = [.. after.Select(step => step.Request)];
            Assert.Equal(Submit(first, requests).Select(Describe), Submit(second, requests).Select(Describe));
        });

    [Fact]
    public void Events_are_numbered_without_a_gap_in_the_order_of_decisions() =>
        Steps.Array[1, 60].Sample(steps =>
        {
            ScriptedLog log = new();
            Submit(new RollBook(log), [.. steps.Select(step => step.Request)]);
            Assert.Equal(Enumerable.Range(1, log.Kept.Count).Select(i => (long)i), log.Kept.Select(e => e.Sequence));
        });

    [Fact]
    public void A_student_whom_the_teacher_has_taken_off_is_put_back_by_the_teacher_alone()
    {
        RollBook book = new(new MemoryLog());
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present = RollAsk.For(RollVerb.Present, number, Student(7));
        RollWord[] words =
        [
            .. Submit(
                book,
                RollAsk.For(RollVerb.Open, number, token: Tokens[0]),
                present,
                RollAsk.For(RollVerb.MarkAbsent, number, Student(7), Tokens[1], reason: "não estava"),
                RollAsk.For(RollVerb.MarkAbsent, number, Student(7), Tokens[0], reason: "não estava"),
                RollAsk.For(RollVerb.MarkAbsent, number, Student(7), Tokens[0], reason: "não estava"),
                present,
                RollAsk.For(RollVerb.MarkPresent, number, Student(7), Tokens[0]),
                present).Select(outcome => outcome.Word),
        ];
        Assert.Equal(
            [
                RollWord.Opened, RollWord.Registered, RollWord.Denied, RollWord.Removed, RollWord.NotPresent, RollWord.Removed,
                RollWord.Registered, RollWord.Already,
            ],
            words);
    }

    [Fact]
    public void A_roll_call_with_a_limit_closes_at_its_time_whenever_that_is_found_out()
    {
        HandClock clock = new() { Shown = new Stamp(0, 0) };
        RollBook book = new(new MemoryLog(), clock);
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present = RollAsk.For(RollVerb.Present, number, Student(7)), close = RollAsk.For(RollVerb.Close, number, token: Tokens[0]);
        Submit(book, RollAsk.For(RollVerb.Open, number, token: Tokens[0], seconds: 10));
        clock.Pass(TimeSpan.FromMilliseconds(9_999));
        Assert.Equal(new Stamp(15_000, 0), Submit(book, RollAsk.For(RollVerb.Extend, number, token: Tokens[0], seconds: 5))[0].At);
        clock.Pass(TimeSpan.FromMilliseconds(5_000));
        Assert.Equal(RollWord.Registered, Submit(book, present)[0].Word);
        book.CloseExpired();
        Assert.Equal(RollWord.Already, Submit(book, present)[0].Word);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RollWord.NoRollCall, Submit(book, present)[0].Word);
        clock.Pass(TimeSpan.FromMilliseconds(45_000));
        RollOutcome closed = Submit(book, close)[0];
        Assert.Equal((RollWord.Closed, new Stamp(15_000, 0), 1), (closed.Word, closed.At, closed.List!.Count));
    }

    [Fact]
    public void A_closed_roll_call_that_nobody_received_can_be_discarded_and_no_other()
    {
        RollBook book = new(new MemoryLog());
        ClassNumber number = ClassNumber.From(1);
        Submit(book, RollAsk.For(RollVerb.Open, number, token: Tokens[0]), RollAsk.For(RollVerb.Close, number, token: Tokens[0]), RollAsk.For(RollVerb.Open, number, token: Tokens[1]));
        RollOutcome unreceived = Submit(book, new RollRequest(ClassNumber.Refused, UnreceivedCommand.Instance))[0];
        IRollRecord roll = Assert.Single(Assert.IsType<UnreceivedLists>(unreceived.Detail)).Record;
        Assert.Equal(RollWord.NotOpen, Submit(book, new RollRequest(number, new DiscardCommand(roll.Id + 1)))[0].Word);
        Assert.Equal(RollWord.Erased, Submit(book, new RollRequest(number, new DiscardCommand(roll.Id)))[0].Word);
        Assert.Equal(RollWord.Denied, Submit(book, RollAsk.For(RollVerb.Close, number, token: Tokens[0]))[0].Word);
        Assert.Equal(RollWord.Listed, Submit(book, RollAsk.For(RollVerb.List, number, token: Tokens[1]))[0].Word);
    }

    private static StudentId Student(int index) =>
        StudentId.TryParse(index.ToString("000", CultureInfo.InvariantCulture), out StudentId id) ? id : throw new InvalidOperationException();

    private static RollOutcome[] Submit(RollBook book, params RollRequest[] requests)
    {
        RollBatch batch = new(new Owner()) { Caller = RollAsk.Here };
        foreach (RollRequest request in requests)
        {
            batch.Add(in request);
        }

        Assert.True(book.Submit(batch));
        return batch.Outcomes.ToArray();
    }

    internal static string Describe(RollOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Word} {outcome.Class} {outcome.At.UnixMilliseconds} {List(outcome)}{Rolls(outcome)}");

    private static string List(RollOutcome outcome) => outcome.List is null
        ? ""
        : string.Join(' ', outcome.List.Attendances.Select(a => $"{a.Student}@{a.At.UnixMilliseconds}"))
            + $" of {outcome.List.Count}, {string.Join(' ', Enumerable.Range(0, outcome.List.Length).Select(i => $"{outcome.List.EntryAt(i).Mark}{outcome.List.ReasonAt(i)}"))}, {outcome.List.Limit?.At.UnixMilliseconds}";

    private static string Rolls(RollOutcome outcome) => outcome.Open is null
        ? ""
        : string.Join(' ', outcome.Open.Select(roll => $"{roll.Class}@{roll.OpenedAt.UnixMilliseconds}:{roll.Count}"));

    /// <summary>A request as it was chosen by chance.</summary>
    private sealed record Step(RollVerb Verb, long Class, int StudentIndex, int TokenIndex, int Seconds)
    {
        public StudentId Student => RollBookModelTests.Student(StudentIndex);

        public TokenHash? Token => Verb == RollVerb.OpenOrClose ? null : Tokens[TokenIndex];

        public string Reason => Seconds == 1 ? "porque sim" : "";

        public RollRequest Request => RollAsk.For(
            Verb, ClassNumber.From(Class), Student, Token, Seconds, Reason.Length == 0 ? null : Reason);
    }

    private sealed class Owner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("A log in memory makes nobody wait.");
    }

    /// <summary>Roll calls as plain lists, each rule of the contract a line.</summary>
    private sealed class Model
    {
        private readonly List<Sitting> _open = [];
        private readonly List<Sitting> _closed = [];

        public string Answer(Step request, HandClock clock)
        {
            Sitting? open = _open.Find(s => s.Class == request.Class);
            Sitting? closed = _closed.Find(s => s.Class == request.Class && s.Token is not null && s.Token.Equals(request.Token));
            bool owns = open?.Token is not null && open.Token.Equals(request.Token);
            long time = clock.Shown.UnixMilliseconds, elapsed = clock.GetTimestamp() / TimeSpan.TicksPerMillisecond;
            if (CloseDue(time, elapsed))
            {
                return Answer(request, clock);
            }

            long next = open?.NotBefore(time) ?? time; // A list's times never go back, whatever the clock does.

            string refused = open is null ? $"NotOpen {request.Class} {time} " : owns ? "" : $"Denied {request.Class} {time} ";
            (string Student, long At, string Kind)? newest = open?.Newest(request.Student.ToString());
            bool isPresent = newest is { } found && !found.Kind.StartsWith("Removed", StringComparison.Ordinal);
            switch (request.Verb)
            {
                case RollVerb.Present when open is null:
                    return $"NoRollCall 0 {time} ";
                case RollVerb.Present when newest is null:
                    open.Log.Add((request.Student.ToString(), next, "Present"));
                    return $"Registered {request.Class} {next} ";
                case RollVerb.Present:
                    return isPresent ? $"Already {request.Class} {newest.Value.At} " : $"Removed 0 {time} ";
                case RollVerb.MarkPresent or RollVerb.MarkAbsent or RollVerb.Extend when refused.Length > 0:
                    return refused;
                case RollVerb.MarkPresent when isPresent:
                    return $"Already {request.Class} {newest!.Value.At} ";
                case RollVerb.MarkAbsent when !isPresent:
                    return $"NotPresent {request.Class} {time} ";
                case RollVerb.MarkPresent or RollVerb.MarkAbsent:
                    bool present = request.Verb == RollVerb.MarkPresent;
                    open!.Log.Add((request.Student.ToString(), next, (present ? "Marked" : "Removed") + request.Reason));
                    return $"{(present ? "Registered" : "Removed")} {request.Class} {next} ";
                case RollVerb.Extend when open!.ClosesAt is null:
                    return $"NoLimit {request.Class} {time} ";
                case RollVerb.Extend:
                    open!.ClosesAt = open.Expected(time, elapsed) + (request.Seconds * 1000L);
                    open.Deadline = elapsed + open.ClosesAt - time;
                    return $"Extended {request.Class} {open.ClosesAt} ";
                case RollVerb.Open or RollVerb.OpenOrClose when open is null && closed is null:
                    long? limit = request.Verb == RollVerb.Open && request.Seconds > 0 ? time + (request.Seconds * 1000L) : null;
                    _open.Add(new Sitting(request.Class, time, request.Token) { ClosesAt = limit, Deadline = elapsed + limit - time });
                    return $"Opened {request.Class} {time} ";
                case RollVerb.Open when closed is not null && !owns:
                    return $"TokenUsed {request.Class} {time} ";
                case RollVerb.Open:
                    return $"{(owns ? "Opened" : "Exists")} {request.Class} {open!.OpenedAt} ";
                case RollVerb.OpenOrClose when open!.Token is not null:
                    return $"Denied {request.Class} {time} ";
                case RollVerb.OpenOrClose:
                    return Close(open!, time);
                case RollVerb.List or RollVerb.Watch when open is null:
                    return $"NotOpen {request.Class} {time} ";
                case RollVerb.List or RollVerb.Watch:
                    return owns ? $"{(request.Verb == RollVerb.List ? "Listed" : "Watching")} {request.Class} {open.OpenedAt} {open.List}" : $"Denied {request.Class} {time} ";
                case RollVerb.Close when closed is not null:
                    return $"Closed {request.Class} {closed.ClosedAt} {closed.List}";
                case RollVerb.Received when closed is not null:
                    _closed.Remove(closed);
                    return $"Erased {request.Class} {time} ";
                case RollVerb.Close or RollVerb.Received when open is null:
                    return $"NotOpen {request.Class} {time} ";
                case RollVerb.Close:
                    return owns ? Close(open!, time) : $"Denied {request.Class} {time} ";
                case RollVerb.Received:
                    return $"{(owns ? "StillOpen" : "Denied")} {request.Class} {time} ";
                default:
                    return $"Rolls 0 {time} {string.Join(' ', _open.OrderBy(s => s.Class).Select(s => $"{s.Class}@{s.OpenedAt}:{s.Present.Count()}"))}";
            }
        }

        private string Close(Sitting sitting, long time)
        {
            time = sitting.NotBefore(time);
            _open.Remove(sitting);
            sitting.ClosedAt = time;
            _closed.Add(sitting);
            return $"Closed {sitting.Class} {time} {sitting.List}";
        }

        private bool CloseDue(long time, long elapsed)
        {
            Sitting? due = _open.Where(sitting => sitting.Deadline <= elapsed).MinBy(sitting => sitting.Deadline);
            if (due is not null)
            {
                Close(due, due.Expected(time, elapsed));
            }

            return due is not null;
        }

        private sealed record Sitting(long Class, long OpenedAt, TokenHash? Token)
        {
            public List<(string Student, long At, string Kind)> Log { get; } = [];

            /// <summary>When it closes by itself, as it was told.</summary>
            public long? ClosesAt { get; set; }

            /// <summary>When it closes by itself, by time gone by.</summary>
            public long? Deadline { get; set; }

            public long ClosedAt { get; set; }

            public IEnumerable<(string Student, long At, string Kind)> Present => Log.Where((entry, i) =>
                !entry.Kind.StartsWith("Removed", StringComparison.Ordinal) && Log.FindLastIndex(other => other.Student == entry.Student) == i);

            public string List => string.Join(' ', Present.Select(s => $"{s.Student}@{s.At}"))
                + $" of {Present.Count()}, {string.Join(' ', Log.Select(entry => entry.Kind))}, {ClosesAt}";

            public long NotBefore(long time) => Math.Max(time, Log.Count == 0 ? OpenedAt : Log[^1].At);

            /// <summary>When it closes by the clock as it shows now: as was told, unless somebody has set it.</summary>
            public long Expected(long time, long elapsed)
            {
                long expected = time + Deadline!.Value - elapsed;
                return Math.Abs(expected - ClosesAt!.Value) <= 1000 ? ClosesAt.Value : expected;
            }

            public (string Student, long At, string Kind)? Newest(string student) =>
                Log.FindLastIndex(entry => entry.Student == student) is var i and >= 0 ? Log[i] : null;
        }
    }
}
