using System.Globalization;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>A request as it was chosen by chance.</summary>
internal sealed record Step(RollVerb Verb, long Class, int StudentIndex, int TokenIndex, int Seconds)
{
    public StudentId Student => RollModel.Student(StudentIndex);

    public TokenHash? Token => Verb == RollVerb.OpenOrClose ? null : RollModel.Tokens[TokenIndex];

    public string Reason => Seconds == 1 ? "porque sim" : "";

    public RollRequest Request => RollAsk.For(
        Verb, ClassNumber.From(Class), Student, Token, Seconds, Reason.Length == 0 ? null : Reason);
}

/// <summary>A roll book so simple that it can be seen to be right: roll calls as plain lists, each rule of the contract a line.</summary>
internal sealed class RollModel
{
    public static readonly TokenHash[] Tokens = [.. Enumerable.Range(0, 3).Select(i => TokenHash.Of([(byte)i]))];

    public static readonly Gen<Step> Steps =
        from verb in Gen.Enum<RollVerb>()
        from number in Gen.Long[1, 3]
        from student in Gen.Int[0, 5]
        from token in Gen.Int[0, 2]
        from seconds in Gen.Int[0, 3]
        select new Step(verb, number, student, token, verb == RollVerb.Extend ? seconds + 1 : seconds);

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
                return owns
                    ? $"{(request.Verb == RollVerb.List ? "Listed" : "Watching")} {request.Class} {open.OpenedAt} {open.List}"
                    : $"Denied {request.Class} {time} ";
            case RollVerb.Close or RollVerb.Received:
                return End(request, open, closed, owns, time);
            default:
                return $"Rolls 0 {time} "
                    + $"{string.Join(' ', _open.OrderBy(s => s.Class).Select(s => $"{s.Class}@{s.OpenedAt}:{s.Present.Count()}"))}";
        }
    }

    private string End(Step request, Sitting? open, Sitting? closed, bool owns, long time)
    {
        if (closed is not null && request.Verb == RollVerb.Close)
        {
            return $"Closed {request.Class} {closed.ClosedAt} {closed.List}";
        }

        if (closed is not null)
        {
            _closed.Remove(closed);
            return $"Erased {request.Class} {time} ";
        }

        if (open is null || !owns)
        {
            return $"{(open is null ? "NotOpen" : "Denied")} {request.Class} {time} ";
        }

        return request.Verb == RollVerb.Close ? Close(open, time) : $"StillOpen {request.Class} {time} ";
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

    public static StudentId Student(int index) =>
        StudentId.TryParse(index.ToString("000", CultureInfo.InvariantCulture), out StudentId id)
            ? id
            : throw new InvalidOperationException();

    /// <summary>All that an outcome tells, as text.</summary>
    public static string Describe(RollOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Word} {outcome.Class} {outcome.At.UnixMilliseconds} {List(outcome)}{Rolls(outcome)}");

    private static string List(RollOutcome outcome) => outcome.List is null
        ? ""
        : string.Join(' ', outcome.List.Attendances.Select(a => $"{a.Student}@{a.At.UnixMilliseconds}"))
            + $" of {outcome.List.Count}, "
            + string.Join(' ', Enumerable.Range(0,
                outcome.List.Length).Select(i => $"{outcome.List.EntryAt(i).Mark}{outcome.List.ReasonAt(i)}"))
            + $", {outcome.List.Limit?.At.UnixMilliseconds}";

    private static string Rolls(RollOutcome outcome) => outcome.Open is null
        ? ""
        : string.Join(' ', outcome.Open.Select(roll => $"{roll.Class}@{roll.OpenedAt.UnixMilliseconds}:{roll.Count}"));

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
