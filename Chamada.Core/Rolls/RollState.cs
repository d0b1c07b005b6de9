using System.Collections.Immutable;

namespace Chamada.Core.Rolls;

/// <summary>
/// All roll calls of a server, and the rules by which requests are decided: no socket, no disk, no clock, no lock of its own. To decide
/// makes events; <see cref="Apply"/> is the only way by which anything changes, whether the event was decided just now, is read again
/// after a restart, or was decided by another server.
/// </summary>
internal sealed partial class RollState
{
    private readonly Dictionary<ClassNumber, RollCall> _open = [];
    private readonly OpenRolls _byClass = new();
    private readonly ClosedRolls _closed = new();
    private readonly LimitQueue _limits = new();
    private readonly WrongCodes _wrongCodes = new();
    private RollEvent[] _decided = new RollEvent[16];
    private int _count;
    private RollCall? _recent;
    private RollBatch? _batch;
    private bool _limitsAreOld;
    private bool _hasDecided;

    /// <summary>The number of the last event.</summary>
    public long Sequence { get; private set; }

    /// <summary>The time of the decisions under way.</summary>
    public Moment Now { get; private set; } = new(default, 0, TimeZoneInfo.Utc);

    /// <summary>Who asks.</summary>
    public Caller Caller { get; private set; } = Caller.Unknown;

    /// <summary>Those that are closed and whose lists nobody has received.</summary>
    public ClosedRolls Closed => _closed;

    /// <summary>What was decided, and has been applied, since <see cref="Keep"/> or <see cref="TakeBack"/>.</summary>
    public ReadOnlySpan<RollEvent> Decided => _decided.AsSpan(0, _count);

    /// <summary>
    /// Decides every request of a batch, in order, each on the ground of all before it. What is due by then is closed first.
    /// </summary>
    /// <param name="batch">The requests, and where their outcomes go.</param>
    /// <param name="now">When.</param>
    /// <param name="isShort">Whether room is short: what would add to what is kept is refused then.</param>
    /// <exception cref="OutOfMemoryException">There is no room for what was decided: <see cref="TakeBack"/> must follow.</exception>
    public void Decide(RollBatch batch, in Moment now, bool isShort = false)
    {
        SetTime(in now);
        Caller = batch.Caller;
        _hasDecided = true;
        ForgetCounts(batch);
        CloseDue();
        ReadOnlySpan<RollRequest> requests = batch.Requests;
        Span<RollOutcome> outcomes = batch.Outcomes;
        Prefetch(requests);
        if (isShort)
        {
            DecideWithoutAdding(requests, outcomes);
            return;
        }

        for (int i = 0; i < requests.Length; i++)
        {
            ref readonly RollRequest request = ref requests[i];
            outcomes[i] = request.Command is null ? Register(in request) : request.Command.Decide(this, in request);
        }
    }

    /// <summary>Answers a batch when nothing can be recorded any more: from what is durable.</summary>
    public void Read(RollBatch batch, in Moment now, long durable)
    {
        SetTime(in now);
        Caller = batch.Caller;
        ReadOnlySpan<RollRequest> requests = batch.Requests;
        Span<RollOutcome> outcomes = batch.Outcomes;
        for (int i = 0; i < requests.Length; i++)
        {
            ref readonly RollRequest request = ref requests[i];
            outcomes[i] = request.Command is null ? ReadRegistration(in request, durable) : request.Command.Read(this, in request, durable);
        }
    }

    /// <summary>Takes note of the time. Two threads may have looked at the clock in the other order.</summary>
    public void SetTime(in Moment now) => Now = now.Elapsed < Now.Elapsed ? now with { Elapsed = Now.Elapsed } : now;

    /// <summary>What was decided is on its way: nothing more is to be done about it here.</summary>
    public void Keep()
    {
        foreach (ref RollEvent decided in _decided.AsSpan(0, _count))
        {
            if (decided.HasDetail)
            {
                decided = default;
            }
        }

        _count = 0;
    }

    /// <summary>What was decided did not happen. Never fails.</summary>
    public void TakeBack()
    {
        Undo(Decided);
        Keep();
        if (_batch is { } batch)
        {
            ForgetCounts(batch);
        }
    }

    /// <summary>The open roll call of a class; null when there is none.</summary>
    public RollCall? FindOpen(ClassNumber number)
    {
        if (_recent is { } recent && recent.Class == number)
        {
            return recent;
        }

        return _open.TryGetValue(number, out RollCall? roll) ? _recent = roll : null;
    }

    /// <summary>Why a teacher's request cannot be met, or null and the open roll call that it is about.</summary>
    public RollOutcome? Refusal(ClassNumber number, TokenHash? token, out RollCall roll)
    {
        roll = FindOpen(number)!;
        return roll is null ? Refused(RollWord.NotOpen, number) : roll.BelongsTo(token) ? null : Refused(RollWord.Denied, number);
    }

    /// <summary>An outcome that says no, now.</summary>
    public RollOutcome Refused(RollWord word, ClassNumber number) => new(word, number, Now.At);

    /// <summary>The refusal when nothing can be recorded.</summary>
    public RollOutcome Unavailable() => new(RollWord.Unavailable, ClassNumber.Refused, Now.At);

    /// <summary>The open roll calls, by class, as they are after all that has happened.</summary>
    public RollSummaries Summaries() => new(_byClass.Take(_open), Sequence);

    /// <summary>The open roll calls, by class, as far as they are durable: when nothing more will be.</summary>
    /// <param name="durable">The sequence up to which that is.</param>
    public RollSummaries Summaries(long durable) => new(_byClass.Take(_open).Where(roll => roll.Id <= durable).ToImmutableArray(), durable);

    /// <summary>How many roll calls are open.</summary>
    public int OpenCount => _open.Count;

    /// <summary>By how much the limits of how many may be open are to be divided: where this holds a share of the classes only.</summary>
    public int Share { get; set; } = 1;

    /// <summary>How many of them were opened from an address, since this server runs.</summary>
    public int CountOpenedBy(System.Net.IPAddress address)
    {
        int count = 0;
        foreach (RollCall roll in _open.Values)
        {
            count += address.Equals(roll.OpenedFrom) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Decides that a class's roll call begins, where the caller may open one more.</summary>
    public RollOutcome BeginWithin(ClassNumber number, RollOpening opening)
    {
        if (Caller.Limits?.MayOpen(this) == false)
        {
            return Refused(RollWord.TooManyOpen, number);
        }

        RollOutcome outcome = Begin(number, opening);
        FindOpen(number)!.OpenedFrom = Caller.Address;
        return outcome;
    }

    /// <summary>Decides that a class's roll call begins.</summary>
    private RollOutcome Begin(ClassNumber number, RollOpening opening)
    {
        Happen(new RollEvent
        {
            Sequence = Sequence + 1,
            Kind = RollEventKind.Opened,
            RollId = Sequence + 1,
            Class = number,
            At = Now.At,
            Opening = opening,
        });
        return new RollOutcome(RollWord.Opened, number, Now.At);
    }

    /// <summary>Decides that an open roll call ends.</summary>
    /// <returns>When.</returns>
    public Stamp End(RollCall roll, Stamp at)
    {
        at = roll.NotBefore(at);
        if (roll.HasFreshRefusals)
        {
            NoteRefusals(roll, at);
        }

        Happen(EventOf(roll, RollEventKind.Closed, at));
        return at;
    }

    /// <summary>Decides that an open roll call ends, in its owner's place.</summary>
    /// <param name="roll">The roll call.</param>
    /// <param name="name">Whose key it is.</param>
    /// <returns>When.</returns>
    public Stamp EndBy(RollCall roll, string name)
    {
        Stamp at = roll.NotBefore(Now.At);
        Happen(EventOf(roll, RollEventKind.ClosedBy, at) with { Reason = name });
        return End(roll, at);
    }

    /// <summary>Decides that nothing of a closed roll call is kept.</summary>
    public void Erase(RollCall closed) => Happen(EventOf(closed, RollEventKind.Erased, Now.At) with { Erased = closed });

    /// <summary>For how many seconds no code is looked at; 0 when one is.</summary>
    public int SecondsToWait(in WrongCodeKey key) => _wrongCodes.SecondsToWait(in key, Now.Elapsed);

    /// <summary>Counts a wrong code.</summary>
    public void CountWrongCode(in WrongCodeKey key)
    {
        _batch!.Note(in key);
        _wrongCodes.Add(in key, Now.Elapsed);
    }

    /// <summary>Refuses a student of an open roll call, and counts it.</summary>
    /// <exception cref="OutOfMemoryException">There is no room to count.</exception>
    public RollOutcome RefuseStudent(RollCall roll, RollWord word, OutcomeDetail? detail = null)
    {
        int place = RefusalCounts.PlaceOf(word);
        RefusalTally tally = roll.Tally;
        _batch!.Note(tally, place);
        tally.Add(place, Now.At);
        if (tally.IsDue)
        {
            NoteRefusals(roll, roll.NotBefore(Now.At));
        }

        return new RollOutcome(word, ClassNumber.Refused, Now.At, detail);
    }

    /// <summary>Lets it happen that refusals were counted which stand in no event yet.</summary>
    private void NoteRefusals(RollCall roll, Stamp at)
    {
        Happen(EventOf(roll, RollEventKind.Refused, at) with { Refusals = roll.Tally.Fresh() });
        roll.Tally.ForgetFresh();
    }

    /// <summary>Lets a code happen that stands and that nobody has been shown yet.</summary>
    public void NoteCode(RollCall roll)
    {
        if (roll.Code?.Note(Now) is { } shown)
        {
            Happen(EventOf(roll, RollEventKind.Code, roll.NotBefore(Now.At)) with { Code = shown });
        }
    }

    /// <summary>An event about a roll call, which is the next that happens.</summary>
    public RollEvent EventOf(RollCall roll, RollEventKind kind, Stamp at) => new()
    {
        Sequence = Sequence + 1,
        Kind = kind,
        RollId = roll.Id,
        Class = roll.Class,
        At = at,
    };

    /// <summary>Lets something happen.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; it did not happen.</exception>
    public void Happen(in RollEvent decided)
    {
        if (_count == _decided.Length)
        {
            Array.Resize(ref _decided, _count * 2);
        }

        Apply(in decided);
        _decided[_count++] = decided;
    }

    /// <summary>
    /// Lets the processor fetch what the requests will look at. In a large class each student is a look at memory that is in no cache:
    /// begun together, these waits pass side by side.
    /// </summary>
    private void Prefetch(ReadOnlySpan<RollRequest> requests)
    {
        if (requests.Length == 1)
        {
            return;
        }

        foreach (ref readonly RollRequest request in requests)
        {
            if (request.Command is null && FindOpen(request.Class) is { } roll)
            {
                StudentId student = request.Student;
                roll.Prefetch(in student);
            }
        }
    }

    private void DecideWithoutAdding(ReadOnlySpan<RollRequest> requests, Span<RollOutcome> outcomes)
    {
        for (int i = 0; i < requests.Length; i++)
        {
            ref readonly RollRequest request = ref requests[i];
            outcomes[i] = request.Command is not { } command ? ReadRegistration(in request, Sequence)
                : command.Adds(this, in request) ? command.Read(this, in request, Sequence)
                : command.Decide(this, in request);
        }
    }

    private RollOutcome Register(in RollRequest request)
    {
        if (FindOpen(request.Class) is not { } roll)
        {
            return Refused(RollWord.NoRollCall, ClassNumber.Refused);
        }

        if (roll.TryFind(request.Student, out Attendance newest))
        {
            return Known(roll, in request, in newest);
        }

        if (roll.Asks)
        {
            return Admission.Decide(this, roll, request.Student, given: null);
        }

        if (Caller.Limits?.MayAdd(roll) == false)
        {
            return Refused(RollWord.Full, ClassNumber.Refused);
        }

        Stamp at = roll.NotBefore(Now.At);
        Happen(new RollEvent
        {
            Sequence = Sequence + 1,
            Kind = RollEventKind.Present,
            RollId = roll.Id,
            Class = roll.Class,
            At = at,
            Student = request.Student,
        });
        return new RollOutcome(RollWord.Registered, request.Class, at);
    }

    /// <summary>What a student is told again who has an entry already, whatever else the request says.</summary>
    public RollOutcome Known(RollCall roll, in RollRequest request, in Attendance newest) =>

        // Whom the teacher has taken off, only the teacher puts back.
        newest.Mark.IsPresent()
            ? new RollOutcome(RollWord.Already, request.Class, newest.At)
            : RefuseStudent(roll, RollWord.Removed);

    /// <summary>What a student is told when nothing can be recorded.</summary>
    public RollOutcome ReadRegistration(in RollRequest request, long durable) =>
        FindOpen(request.Class) is { } roll && roll.TryFind(request.Student, out Attendance newest)
        && newest.Sequence <= durable && newest.Mark.IsPresent()
            ? new RollOutcome(RollWord.Already, request.Class, newest.At)
            : Unavailable();

    /// <summary>
    /// A batch that lost its race is decided once more: what it has counted then does not count. And from here on it is the one that
    /// counts.
    /// </summary>
    private void ForgetCounts(RollBatch batch)
    {
        _batch = batch;
        if (batch.Refusals is { Count: > 0 } refusals)
        {
            foreach ((RefusalTally tally, int place) in refusals)
            {
                tally.TakeBack(place);
            }

            refusals.Clear();
        }

        if (batch.WrongCodes is { Count: > 0 } codes)
        {
            foreach (WrongCodeKey key in codes)
            {
                _wrongCodes.TakeBack(in key);
            }

            codes.Clear();
        }
    }

    /// <summary>Whether a roll call may have a limit that has yet to pass.</summary>
    public bool HasLimits => _limitsAreOld || _limits.Count > 0;

    /// <summary>Whether a roll call's limit has passed, or may have.</summary>
    public bool IsLimitDue(long elapsed) => _limitsAreOld || _limits.Next <= elapsed;

    /// <summary>Closes at their time, not at the time of finding out, the roll calls whose limit has passed.</summary>
    private void CloseDue()
    {
        if (_limitsAreOld)
        {
            _limits.Rebuild(_open);
            _limitsAreOld = false;
        }

        while (_limits.TryPeekDue(Now.Elapsed, out ClassNumber number, out long rollId))
        {
            if (FindOpen(number) is { Limit: { } limit } roll && roll.Id == rollId && limit.Deadline <= Now.Elapsed)
            {
                End(roll, TimeLimit.Passed(limit, Now));
            }

            _limits.Remove();
        }
    }
}
