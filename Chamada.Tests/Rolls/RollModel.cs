using System.Globalization;
using Chamada.Core.Rolls;
using CsCheck;

namespace Chamada.Tests.Rolls;

/// <summary>A roll book so simple that it can be seen to be right: roll calls as plain lists, each rule of the contract a line.</summary>
internal sealed class RollModel
{
    public static readonly TokenHash[] Tokens = [.. Enumerable.Range(0, 3).Select(i => TokenHash.Of([(byte)i]))];

    public static readonly Gen<Step> Steps = Step.Any;

    private readonly List<Sitting> _open = [];
    private readonly List<Sitting> _closed = [];
    private readonly AdmissionModel _admission = new();

    /// <summary>What is only in a server's memory is gone.</summary>
    public void Restart() => _admission.Forget();

    /// <summary>What another server answers, that has forgotten everything but the log.</summary>
    public string AnswerElsewhere(Step request, HandClock clock) => Answer(request, clock, new AdmissionModel());

    public string Answer(Step request, HandClock clock) => Answer(request, clock, _admission);

    private string Answer(Step request, HandClock clock, AdmissionModel admission)
    {
        Sitting? open = _open.Find(s => s.Class == request.Class);
        Sitting? closed = _closed.Find(s => s.Class == request.Class && s.Token is not null && s.Token.Equals(request.Token));
        bool owns = open?.Token is not null && open.Token.Equals(request.Token);
        long time = clock.Shown.UnixMilliseconds, elapsed = clock.GetTimestamp() / TimeSpan.TicksPerMillisecond;
        if (CloseDue(time, elapsed))
        {
            return Answer(request, clock, admission);
        }

        long next = open?.NotBefore(time) ?? time; // A list's times never go back, whatever the clock does.
        string refused = open is null ? $"NotOpen {request.Class} {time} " : owns ? "" : $"Denied {request.Class} {time} ";
        (string Student, long At, string Kind)? newest = open?.Newest(request.Student.ToString());
        bool isPresent = newest is { } found && !found.Kind.StartsWith("Removed", StringComparison.Ordinal);
        switch (request.Verb)
        {
            case RollVerb.Present or RollVerb.PresentWith when open is null:
                return $"NoRollCall 0 {time} ";
            case RollVerb.PresentWith when request.IsAtDoor && !owns:
                return $"Denied {request.Class} {time} ";
            case RollVerb.Present or RollVerb.PresentWith when newest is null:
                return admission.Refusal(open, request, time, elapsed) ?? AdmissionModel.Register(open, request, next);
            case RollVerb.Present or RollVerb.PresentWith:
                return isPresent ? $"Already {request.Class} {newest.Value.At} " : $"Removed 0 {time} ";
            case RollVerb.MarkPresent or RollVerb.MarkAbsent or RollVerb.Extend or RollVerb.List or RollVerb.Watch when refused.Length > 0:
            case RollVerb.Code or RollVerb.RosterAdd or RollVerb.RosterClear or RollVerb.Check or RollVerb.Heads when refused.Length > 0:
                return refused;
            case RollVerb.MarkPresent when isPresent:
                return $"Already {request.Class} {newest!.Value.At} ";
            case RollVerb.MarkAbsent or RollVerb.Check when !isPresent:
                return $"NotPresent {request.Class} {time} ";
            case RollVerb.MarkPresent or RollVerb.MarkAbsent:
                bool present = request.Verb == RollVerb.MarkPresent;
                open!.Log.Add((request.Student.ToString(), next, (present ? "Marked" : "Removed") + request.Reason));
                return $"{(present ? "Registered" : "Removed")} {request.Class} {next} ";
            case RollVerb.Check or RollVerb.Heads:
                return Sitting.Check(open!, request, next);
            case RollVerb.Code or RollVerb.RosterAdd or RollVerb.RosterClear:
                return AdmissionModel.Ask(open!, request, time, elapsed);
            case RollVerb.Extend when open!.ClosesAt is null:
                return $"NoLimit {request.Class} {time} ";
            case RollVerb.Extend:
                open!.ClosesAt = open.Expected(time, elapsed) + (request.Seconds * 1000L);
                open.Deadline = elapsed + open.ClosesAt - time;
                return $"Extended {request.Class} {open.ClosesAt} ";
            case RollVerb.Open or RollVerb.OpenOrClose when open is null && closed is null:
                long? limit = request.Verb == RollVerb.Open && request.Seconds > 0 ? time + (request.Seconds * 1000L) : null;
                _open.Add(Begin(request, time, elapsed, limit));
                return $"Opened {request.Class} {time} ";
            case RollVerb.Open when closed is not null && !owns:
                return $"TokenUsed {request.Class} {time} ";
            case RollVerb.Open:
                return $"{(owns ? "Opened" : "Exists")} {request.Class} {open!.OpenedAt} ";
            case RollVerb.OpenOrClose when open!.Token is not null:
                return $"Denied {request.Class} {time} ";
            case RollVerb.OpenOrClose:
                return Close(open!, time);
            case RollVerb.List or RollVerb.Watch:
                return $"{(request.Verb == RollVerb.List ? "Listed" : "Watching")} {request.Class} {open!.OpenedAt} {open.List}";
            case RollVerb.CloseAny:
                return CloseAny(request, open, next);
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

    private string CloseAny(Step request, Sitting? open, long at)
    {
        string by = $"ClosedBy{RollAsk.Here.Key!.Name}";
        open?.Log.Add(("", at, by));
        Sitting? closed =
            _closed.FindLast(sitting => sitting.Class == request.Class && sitting.Log is [.., { Kind: var kind }] && kind == by);
        return open is not null ? Close(open, at)
            : closed is null ? $"NotOpen {request.Class} {at} "
            : $"Closed {request.Class} {closed.ClosedAt} {closed.List}";
    }

    private static Sitting Begin(Step request, long time, long elapsed, long? limit)
    {
        Sitting opened = new(request.Class, time, request.Token)
        {
            ClosesAt = limit,
            Deadline = elapsed + limit - time,
            Rules = request.Verb == RollVerb.Open ? request : null,
        };
        opened.Code.Open(opened.Rules?.CodeSeconds ?? 0, elapsed);
        return opened;
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
        $"{outcome.Word} {outcome.Class} {outcome.At.UnixMilliseconds} {List(outcome)}{Rolls(outcome)}{More(outcome)}");

    private static string More(RollOutcome outcome) => outcome.Detail switch
    {
        CodeOutcome { Code: var code } => string.Create(CultureInfo.InvariantCulture, $"{code.Digits} {code.Left} {code.Period}"),
        RosterOutcome roster => roster.Count.ToString(CultureInfo.InvariantCulture),
        WaitingTime wait => wait.Seconds.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

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
}
