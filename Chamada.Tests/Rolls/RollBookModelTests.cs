using System.Globalization;
using Chamada.Core.Log.Memory;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>The roll book against a model so simple that it can be seen to be right.</summary>
public sealed class RollBookModelTests
{
    private static readonly TokenHash[] Tokens = [.. Enumerable.Range(0, 3).Select(i => TokenHash.Of([(byte)i]))];

    private static readonly Gen<RollRequest> Requests =
        from verb in Gen.Enum<RollVerb>().Where(verb => verb != RollVerb.Watch)
        from number in Gen.Long[1, 3]
        from student in Gen.Int[0, 5]
        from token in Gen.Int[0, 2]
        from seconds in Gen.Int[0, 3]
        select new RollRequest(
            verb,
            ClassNumber.From(number),
            Student(student),
            verb == RollVerb.OpenOrClose ? null : Tokens[token],
            Reason: seconds == 1 ? "porque sim" : null,
            Seconds: verb == RollVerb.Extend ? seconds + 1 : seconds);

    [Fact]
    public void Every_sequence_of_requests_is_answered_as_the_model_answers_it() =>
        Gen.Select(Requests, Gen.Long[-300, 900]).Array[1, 60].Sample(steps =>
        {
            RollBook book = new(new MemoryJournal());
            Model model = new();
            long clock = 1_000_000;
            foreach ((RollRequest request, long passed) in steps)
            {
                clock += passed; // A clock may jump back; the order of decisions does not care.
                Stamp now = new(clock, -180);
                Assert.Equal(model.Answer(request, now), Describe(Submit(book, now, request)[0]));
            }
        });

    [Fact]
    public void Requests_in_one_batch_are_answered_as_one_after_the_other() =>
        Requests.Array[1, 60].Sample(requests =>
        {
            Stamp now = new(1, 0);
            RollBook together = new(new MemoryJournal()), apart = new(new MemoryJournal());
            string[] expected = [.. requests.Select(request => Describe(Submit(apart, now, request)[0]))];
            Assert.Equal(expected, Submit(together, now, requests).Select(Describe));
        });

    [Fact]
    public void A_book_restored_from_its_events_answers_like_the_one_that_made_them() =>
        Gen.Select(Requests.Array[1, 60], Requests.Array[1, 20]).Sample((before, after) =>
        {
            Stamp now = new(7, 60), later = new(8, 60);
            RecordingJournal journal = new();
            RollBook first = new(journal);
            Submit(first, now, before);
            RollBook second = new(new RecordingJournal());
            foreach (RollEvent rollEvent in journal.Events)
            {
                second.Restore(in rollEvent);
            }

            Assert.Equal(Submit(first, later, after).Select(Describe), Submit(second, later, after).Select(Describe));
        });

    [Fact]
    public void Events_are_numbered_without_a_gap_in_the_order_of_decisions() =>
        Requests.Array[1, 60].Sample(requests =>
        {
            RecordingJournal journal = new();
            Submit(new RollBook(journal), new Stamp(1, 0), requests);
            Assert.Equal(Enumerable.Range(1, journal.Events.Count).Select(i => (long)i), journal.Events.Select(e => e.Sequence));
        });

    [Fact]
    public void A_student_whom_the_teacher_has_taken_off_is_put_back_by_the_teacher_alone()
    {
        RollBook book = new(new MemoryJournal());
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present = new(RollVerb.Present, number, Student(7)), off = new(RollVerb.MarkAbsent, number, Student(7), Tokens[0], Reason: "não estava");
        RollWord[] words =
        [
            .. Submit(
                book,
                new Stamp(1, 0),
                new RollRequest(RollVerb.Open, number, Token: Tokens[0]),
                present,
                off with { Token = Tokens[1] },
                off,
                off,
                present,
                off with { Verb = RollVerb.MarkPresent },
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
        RollBook book = new(new MemoryJournal());
        ClassNumber number = ClassNumber.From(3030);
        RollRequest present = new(RollVerb.Present, number, Student(7)), close = new(RollVerb.Close, number, Token: Tokens[0]);
        Submit(book, new Stamp(0, 0), new RollRequest(RollVerb.Open, number, Token: Tokens[0], Seconds: 10));
        Assert.Equal(new Stamp(15_000, 0), Submit(book, new Stamp(9_999, 0), new RollRequest(RollVerb.Extend, number, Token: Tokens[0], Seconds: 5))[0].At);
        Assert.Equal(RollWord.Registered, Submit(book, new Stamp(14_999, 0), present)[0].Word);
        book.CloseExpired(new Stamp(14_999, 0));
        Assert.Equal(RollWord.Already, Submit(book, new Stamp(14_999, 0), present)[0].Word);
        Assert.Equal(RollWord.NoRollCall, Submit(book, new Stamp(15_000, 0), present)[0].Word);
        RollOutcome closed = Submit(book, new Stamp(60_000, 0), close)[0];
        Assert.Equal((RollWord.Closed, new Stamp(15_000, 0), 1), (closed.Word, closed.At, closed.List!.Count));
    }

    [Fact]
    public void Closed_roll_calls_that_nobody_received_are_erased_after_their_time()
    {
        RollBook book = new(new MemoryJournal());
        ClassNumber number = ClassNumber.From(1);
        Submit(book, new Stamp(100, 0), new RollRequest(RollVerb.Open, number, Token: Tokens[0]), new RollRequest(RollVerb.Close, number, Token: Tokens[0]));
        Assert.Equal(0, book.EraseClosedBefore(new Stamp(100, 0), new Stamp(200, 0)));
        Assert.Equal(1, book.EraseClosedBefore(new Stamp(101, 0), new Stamp(200, 0)));
        Assert.Equal(RollWord.NotOpen, Submit(book, new Stamp(201, 0), new RollRequest(RollVerb.Close, number, Token: Tokens[0]))[0].Word);
    }

    private static StudentId Student(int index) =>
        StudentId.TryParse(index.ToString("000", CultureInfo.InvariantCulture), out StudentId id) ? id : throw new InvalidOperationException();

    private static RollOutcome[] Submit(RollBook book, Stamp now, params RollRequest[] requests)
    {
        RollBatch batch = new(new Owner()) { Now = now };
        foreach (RollRequest request in requests)
        {
            batch.Add(in request);
        }

        Assert.True(book.Submit(batch));
        return batch.Outcomes.ToArray();
    }

    private static string Describe(RollOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Word} {outcome.Class} {outcome.At.UnixMilliseconds} {List(outcome)}{Rolls(outcome)}");

    private static string List(RollOutcome outcome) => outcome.List is null
        ? ""
        : string.Join(' ', outcome.List.Attendances.Select(a => $"{a.Student}@{a.At.UnixMilliseconds}"))
            + $" of {outcome.List.Count}, {string.Join(' ', Enumerable.Range(0, outcome.List.Length).Select(i => $"{outcome.List.Roll.Log[i].Kind}{outcome.List.Roll.ReasonAt(i)}"))}, {outcome.List.Limit?.At.UnixMilliseconds}";

    private static string Rolls(RollOutcome outcome) => outcome.Open is null
        ? ""
        : string.Join(' ', outcome.Open.Select(roll => $"{roll.Class}@{roll.OpenedAt.UnixMilliseconds}:{roll.Count}"));

    private sealed class Owner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("A journal in memory makes nobody wait.");
    }

    private sealed class RecordingJournal : IRollJournal
    {
        public List<RollEvent> Events { get; } = [];

        public long DurableSequence => long.MaxValue;

        public bool HasFailed => false;

        public void Append(in RollEvent rollEvent) => Events.Add(rollEvent);

        public bool IsDurable(long sequence, IDurabilityWaiter waiter) => true;
    }

    /// <summary>Roll calls as plain lists, each rule of the contract a line.</summary>
    private sealed class Model
    {
        private readonly List<Sitting> _open = [];
        private readonly List<Sitting> _closed = [];

        public string Answer(RollRequest request, Stamp now)
        {
            Sitting? open = _open.Find(s => s.Class == request.Class.Value);
            Sitting? closed = _closed.Find(s => s.Class == request.Class.Value && s.Token is not null && s.Token.Equals(request.Token));
            bool owns = open?.Token is not null && open.Token.Equals(request.Token);
            long time = now.UnixMilliseconds;
            if (CloseDue(time))
            {
                return Answer(request, now);
            }

            string refused = open is null ? $"NotOpen {request.Class} {time} " : owns ? "" : $"Denied {request.Class} {time} ";
            (string Student, long At, string Kind)? newest = open?.Newest(request.Student.ToString());
            bool isPresent = newest is { } found && !found.Kind.StartsWith("Removed", StringComparison.Ordinal);
            switch (request.Verb)
            {
                case RollVerb.Present when open is null:
                    return $"NoRollCall 0 {time} ";
                case RollVerb.Present when newest is null:
                    open.Log.Add((request.Student.ToString(), time, "Self"));
                    return $"Registered {request.Class} {time} ";
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
                    open!.Log.Add((request.Student.ToString(), time, (present ? "Marked" : "Removed") + request.Reason));
                    return $"{(present ? "Registered" : "Removed")} {request.Class} {time} ";
                case RollVerb.Extend when open!.ClosesAt is null:
                    return $"NoLimit {request.Class} {time} ";
                case RollVerb.Extend:
                    open!.ClosesAt += request.Seconds * 1000L;
                    return $"Extended {request.Class} {open.ClosesAt} ";
                case RollVerb.Open or RollVerb.OpenOrClose when open is null && closed is null:
                    long? limit = request.Verb == RollVerb.Open && request.Seconds > 0 ? time + (request.Seconds * 1000L) : null;
                    _open.Add(new Sitting(request.Class.Value, time, request.Token) { ClosesAt = limit });
                    return $"Opened {request.Class} {time} ";
                case RollVerb.Open when open is null:
                    return $"Denied {request.Class} {time} ";
                case RollVerb.Open:
                    return $"{(owns ? "Opened" : "Exists")} {request.Class} {open!.OpenedAt} ";
                case RollVerb.OpenOrClose when open!.Token is not null:
                    return $"Denied {request.Class} {time} ";
                case RollVerb.OpenOrClose:
                    return Close(open!, time);
                case RollVerb.List when open is null:
                    return $"NotOpen {request.Class} {time} ";
                case RollVerb.List:
                    return owns ? $"Listed {request.Class} {open.OpenedAt} {open.List}" : $"Denied {request.Class} {time} ";
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
            _open.Remove(sitting);
            sitting.ClosedAt = time;
            _closed.Add(sitting);
            return $"Closed {sitting.Class} {time} {sitting.List}";
        }

        private bool CloseDue(long time)
        {
            Sitting? due = _open.Find(sitting => sitting.ClosesAt <= time);
            if (due is not null)
            {
                Close(due, due.ClosesAt!.Value);
            }

            return due is not null;
        }

        private sealed record Sitting(long Class, long OpenedAt, TokenHash? Token)
        {
            public List<(string Student, long At, string Kind)> Log { get; } = [];

            public long? ClosesAt { get; set; }

            public long ClosedAt { get; set; }

            public IEnumerable<(string Student, long At, string Kind)> Present => Log.Where((entry, i) =>
                !entry.Kind.StartsWith("Removed", StringComparison.Ordinal) && Log.FindLastIndex(other => other.Student == entry.Student) == i);

            public string List => string.Join(' ', Present.Select(s => $"{s.Student}@{s.At}"))
                + $" of {Present.Count()}, {string.Join(' ', Log.Select(entry => entry.Kind))}, {ClosesAt}";

            public (string Student, long At, string Kind)? Newest(string student) =>
                Log.FindLastIndex(entry => entry.Student == student) is var i and >= 0 ? Log[i] : null;
        }
    }
}
