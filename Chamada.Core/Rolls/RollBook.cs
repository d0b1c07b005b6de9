namespace Chamada.Core.Rolls;

/// <summary>
/// All roll calls of a server. It decides under one short lock, numbers what it decided and hands that to the journal in the
/// same order, so the journal's order is the order of decisions. Nothing in here waits for a disk or a socket.
/// </summary>
public sealed class RollBook(IRollJournal journal) : IRollBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClassNumber, RollCall> _open = [];
    private readonly ClosedRolls _closed = new();
    private readonly List<RollCall> _touched = [];
    private long _sequence;
    private long _nextLimit = long.MaxValue;

    /// <inheritdoc/>
    public long DurableSequence => journal.DurableSequence;

    /// <inheritdoc/>
    public bool Submit(RollBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long sequence;
        lock (_gate)
        {
            ReadOnlySpan<RollRequest> requests = batch.Requests;
            Span<RollOutcome> outcomes = batch.Outcomes;
            if (journal.HasFailed)
            {
                for (int i = 0; i < requests.Length; i++)
                {
                    outcomes[i] = ReadDurable(in requests[i], batch.Now);
                }

                return true;
            }

            CloseDue(batch.Now);
            for (int i = 0; i < requests.Length; i++)
            {
                outcomes[i] = Decide(in requests[i], batch.Now);
            }

            sequence = _sequence;
            NotifyWatchers(sequence);
        }

        return journal.IsDurable(sequence, batch);
    }

    /// <inheritdoc/>
    public void StopWatching(RollCall roll, IRollWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(roll);
        lock (_gate)
        {
            roll.RemoveWatcher(watcher);
        }
    }

    /// <summary>
    /// Takes up what a journal holds, event by event, before the first <see cref="Submit"/>. Nothing is appended to the journal.
    /// </summary>
    /// <exception cref="InvalidDataException">An event does not follow from those before it: the journal is damaged.</exception>
    public void Restore(in RollEvent rollEvent)
    {
        lock (_gate)
        {
            if (rollEvent.Sequence <= _sequence)
            {
                throw new InvalidDataException($"event {rollEvent.Sequence} stands after event {_sequence}");
            }

            _sequence = rollEvent.Sequence;
            switch (rollEvent.Kind)
            {
                case RollEventKind.Opened:
                    RollCall opened = new(rollEvent.RollId, rollEvent.Class, rollEvent.At, rollEvent.Owner, LimitOf(in rollEvent));
                    Schedule(opened.Limit);
                    if (!_open.TryAdd(rollEvent.Class, opened))
                    {
                        throw new InvalidDataException($"event {rollEvent.Sequence} opens class {rollEvent.Class}, which is open");
                    }

                    break;
                case RollEventKind.Present:
                    RestoreAttendance(in rollEvent, AttendanceKind.Self, wasPresent: false);
                    break;
                case RollEventKind.Marked:
                    RestoreAttendance(in rollEvent, AttendanceKind.Marked, wasPresent: false);
                    break;
                case RollEventKind.Removed:
                    RestoreAttendance(in rollEvent, AttendanceKind.Removed, wasPresent: true);
                    break;
                case RollEventKind.Extended:
                    RollLimit limit = LimitOf(in rollEvent) ?? throw new InvalidDataException($"event {rollEvent.Sequence} extends to no time");
                    OpenRollOf(in rollEvent).SetLimit(limit);
                    Schedule(limit);
                    break;
                case RollEventKind.Closed:
                    MoveToClosed(OpenRollOf(in rollEvent), new RollClosing(rollEvent.At, rollEvent.Sequence));
                    break;
                case RollEventKind.Erased:
                    _closed.Remove(rollEvent.Class, rollEvent.RollId);
                    break;
                default:
                    throw new InvalidDataException($"event {rollEvent.Sequence} is of kind {(byte)rollEvent.Kind}, which this program does not know");
            }
        }
    }

    /// <summary>Continues the numbering after what a journal has already given numbers to, even if none of that is left.</summary>
    public void ContinueAfter(long sequence)
    {
        lock (_gate)
        {
            _sequence = Math.Max(_sequence, sequence);
        }
    }

    /// <summary>
    /// Closes the roll calls whose time is up. <see cref="Submit"/> does so, too, before it decides: this is for the time when nobody asks.
    /// </summary>
    public void CloseExpired(Stamp now)
    {
        lock (_gate)
        {
            if (!journal.HasFailed)
            {
                CloseDue(now);
                NotifyWatchers(_sequence);
            }
        }
    }

    /// <summary>Erases the roll calls that were closed before a time and never received. Answers how many.</summary>
    public int EraseClosedBefore(Stamp limit, Stamp now)
    {
        lock (_gate)
        {
            if (journal.HasFailed)
            {
                return 0;
            }

            RollCall[] old = _closed.ClosedBefore(limit);
            foreach (RollCall roll in old)
            {
                Erase(roll, now);
            }

            return old.Length;
        }
    }

    private RollOutcome Decide(in RollRequest request, Stamp now) => request.Verb switch
    {
        RollVerb.Present => Present(in request, now),
        RollVerb.Open => Open(in request, now),
        RollVerb.OpenOrClose => OpenOrClose(in request, now),
        RollVerb.List => List(in request, now, RollWord.Listed),
        RollVerb.Watch => List(in request, now, RollWord.Watching),
        RollVerb.Close => Close(in request, now),
        RollVerb.Received => Receive(in request, now),
        RollVerb.MarkPresent or RollVerb.MarkAbsent => Mark(in request, now),
        RollVerb.Extend => Extend(in request, now),
        RollVerb.Rolls => new RollOutcome(RollWord.Rolls, ClassNumber.Refused, now, Open: Summaries()),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    private RollOutcome Present(in RollRequest request, Stamp now)
    {
        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return new RollOutcome(RollWord.NoRollCall, ClassNumber.Refused, now);
        }

        if (roll.TryFind(request.Student, out Attendance newest))
        {
            // Whom the teacher has taken off, only the teacher puts back.
            return newest.Kind == AttendanceKind.Removed
                ? new RollOutcome(RollWord.Removed, ClassNumber.Refused, now)
                : new RollOutcome(RollWord.Already, request.Class, newest.At);
        }

        Add(roll, request.Student, now, AttendanceKind.Self, RollEventKind.Present);
        return new RollOutcome(RollWord.Registered, request.Class, now);
    }

    private RollOutcome Mark(in RollRequest request, Stamp now)
    {
        if (Refusal(in request, now, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        bool isPresent = roll.TryFind(request.Student, out Attendance newest) && newest.Kind != AttendanceKind.Removed;
        if (request.Verb == RollVerb.MarkPresent)
        {
            if (isPresent)
            {
                return new RollOutcome(RollWord.Already, request.Class, newest.At);
            }

            Add(roll, request.Student, now, AttendanceKind.Marked, RollEventKind.Marked, request.Reason);
            return new RollOutcome(RollWord.Registered, request.Class, now);
        }

        if (!isPresent)
        {
            return new RollOutcome(RollWord.NotPresent, request.Class, now);
        }

        Add(roll, request.Student, now, AttendanceKind.Removed, RollEventKind.Removed, request.Reason);
        return new RollOutcome(RollWord.Removed, request.Class, now);
    }

    private RollOutcome Extend(in RollRequest request, Stamp now)
    {
        if (Refusal(in request, now, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        if (roll.Limit is not { } limit)
        {
            return new RollOutcome(RollWord.NoLimit, request.Class, now);
        }

        long closesAt = limit.At.UnixMilliseconds + (request.Seconds * 1000L);
        if (closesAt > now.UnixMilliseconds + (RollRequest.MaxSeconds * 1000L))
        {
            return new RollOutcome(RollWord.NoLimit, request.Class, now);
        }

        RollEvent extended = EventOf(roll, RollEventKind.Extended, now) with { ClosesAt = closesAt };
        journal.Append(in extended);
        RollLimit longer = LimitOf(in extended)!;
        roll.SetLimit(longer);
        Touch(roll);
        return new RollOutcome(RollWord.Extended, request.Class, longer.At);
    }

    /// <summary>Why a teacher's request cannot be met, or null and the open roll call that it is about.</summary>
    private RollOutcome? Refusal(in RollRequest request, Stamp now, out RollCall roll) =>
        !_open.TryGetValue(request.Class, out roll!) ? new RollOutcome(RollWord.NotOpen, request.Class, now)
        : !roll.BelongsTo(request.Token) ? new RollOutcome(RollWord.Denied, request.Class, now)
        : null;

    private RollOutcome Open(in RollRequest request, Stamp now)
    {
        if (_open.TryGetValue(request.Class, out RollCall? open))
        {
            // The same token again is a request whose answer was lost: it gets that answer.
            return open.BelongsTo(request.Token)
                ? new RollOutcome(RollWord.Opened, open.Class, open.OpenedAt)
                : new RollOutcome(RollWord.Exists, open.Class, open.OpenedAt);
        }

        if (_closed.Find(request.Class, request.Token) is not null)
        {
            // One token, one roll call: otherwise CLOSE could not tell which is meant.
            return new RollOutcome(RollWord.Denied, request.Class, now);
        }

        return Begin(request.Class, request.Token, request.Seconds, now);
    }

    private RollOutcome OpenOrClose(in RollRequest request, Stamp now)
    {
        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return Begin(request.Class, owner: null, seconds: 0, now);
        }

        return roll.Owner is null ? End(roll, now) : new RollOutcome(RollWord.Denied, roll.Class, now);
    }

    private RollOutcome List(in RollRequest request, Stamp now, RollWord word)
    {
        if (Refusal(in request, now, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        if (word == RollWord.Watching)
        {
            roll.AddWatcher(request.Watcher!);
        }

        return new RollOutcome(word, roll.Class, roll.OpenedAt, roll.List());
    }

    private RollOutcome Close(in RollRequest request, Stamp now)
    {
        // First what this token closed before: its answer may have been lost on the way, whoever has opened the class since.
        if (_closed.Find(request.Class, request.Token) is { } closed)
        {
            return new RollOutcome(RollWord.Closed, closed.Class, closed.Closing!.At, closed.List());
        }

        return Refusal(in request, now, out RollCall roll) ?? End(roll, now);
    }

    private RollOutcome Receive(in RollRequest request, Stamp now)
    {
        if (_closed.Find(request.Class, request.Token) is { } closed)
        {
            Erase(closed, now);
            return new RollOutcome(RollWord.Erased, request.Class, now);
        }

        return Refusal(in request, now, out _) ?? new RollOutcome(RollWord.StillOpen, request.Class, now);
    }

    /// <summary>With a journal that failed: changes are refused, and reads tell no more than what is on disk.</summary>
    private RollOutcome ReadDurable(in RollRequest request, Stamp now)
    {
        long durable = journal.DurableSequence;
        switch (request.Verb)
        {
            case RollVerb.List or RollVerb.Close:
                RollCall? roll = _closed.Find(request.Class, request.Token);
                if (roll is null && _open.TryGetValue(request.Class, out RollCall? open) && open.BelongsTo(request.Token))
                {
                    roll = open;
                }

                bool readable = roll is not null && roll.Id <= durable
                    && (request.Verb == RollVerb.List || (roll.Closing is { } closing && closing.Sequence <= durable));
                return !readable
                    ? new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, now)
                    : new RollOutcome(
                        request.Verb == RollVerb.List ? RollWord.Listed : RollWord.Closed,
                        roll!.Class,
                        request.Verb == RollVerb.List ? roll.OpenedAt : roll.Closing!.At,
                        roll.DurableList(durable));
            case RollVerb.Rolls:
                return new RollOutcome(RollWord.Rolls, ClassNumber.Refused, now, Open: Summaries(durable));
            case RollVerb.Present when _open.TryGetValue(request.Class, out RollCall? running)
                && running.TryFind(request.Student, out Attendance first) && first.Sequence <= durable && first.Kind != AttendanceKind.Removed:
                return new RollOutcome(RollWord.Already, request.Class, first.At);
            default:
                return new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, now);
        }
    }

    private RollOutcome Begin(ClassNumber classNumber, TokenHash? owner, int seconds, Stamp now)
    {
        long id = ++_sequence;
        RollEvent opened = new()
        {
            Sequence = id,
            Kind = RollEventKind.Opened,
            RollId = id,
            Class = classNumber,
            At = now,
            Owner = owner,
            ClosesAt = seconds == 0 ? 0 : now.UnixMilliseconds + (seconds * 1000L),
        };
        RollCall roll = new(id, classNumber, now, owner, LimitOf(in opened));
        Schedule(roll.Limit);
        _open.Add(classNumber, roll);
        journal.Append(in opened);
        return new RollOutcome(RollWord.Opened, classNumber, now);
    }

    private RollOutcome End(RollCall roll, Stamp now)
    {
        journal.Append(EventOf(roll, RollEventKind.Closed, now));
        MoveToClosed(roll, new RollClosing(now, _sequence));
        Touch(roll);
        return new RollOutcome(RollWord.Closed, roll.Class, now, roll.List());
    }

    private void Erase(RollCall roll, Stamp now)
    {
        journal.Append(EventOf(roll, RollEventKind.Erased, now));
        _closed.Remove(roll.Class, roll.Id);
    }

    private void Add(RollCall roll, StudentId student, Stamp now, AttendanceKind kind, RollEventKind eventKind, string? reason = null)
    {
        roll.Append(new Attendance(student, now, ++_sequence, kind), reason);
        journal.Append(new RollEvent
        {
            Sequence = _sequence,
            Kind = eventKind,
            RollId = roll.Id,
            Class = roll.Class,
            At = now,
            Student = student,
            Reason = reason,
        });
        Touch(roll);
    }

    private void RestoreAttendance(in RollEvent rollEvent, AttendanceKind kind, bool wasPresent)
    {
        RollCall roll = OpenRollOf(in rollEvent);
        bool isKnown = roll.TryFind(rollEvent.Student, out Attendance newest);
        bool isPresent = isKnown && newest.Kind != AttendanceKind.Removed;
        if (isPresent != wasPresent || (isKnown && kind == AttendanceKind.Self))
        {
            throw new InvalidDataException(wasPresent
                ? $"event {rollEvent.Sequence} takes off a student who is not on the list"
                : $"event {rollEvent.Sequence} registers a student for the second time");
        }

        roll.Append(new Attendance(rollEvent.Student, rollEvent.At, rollEvent.Sequence, kind), rollEvent.Reason);
    }

    /// <summary>Closes at their time, not at the time of finding out, the roll calls whose limit has passed.</summary>
    private void CloseDue(Stamp now)
    {
        if (now.UnixMilliseconds >= _nextLimit)
        {
            CloseAllDue(now);
        }
    }

    private void CloseAllDue(Stamp now)
    {
        RollCall[] due = [.. _open.Values.Where(roll => roll.Limit is { } limit && limit.At.UnixMilliseconds <= now.UnixMilliseconds)];
        foreach (RollCall roll in due)
        {
            End(roll, roll.Limit!.At);
        }

        _nextLimit = _open.Values.Min(static roll => roll.Limit?.At.UnixMilliseconds) ?? long.MaxValue;
    }

    private void Schedule(RollLimit? limit) => _nextLimit = Math.Min(_nextLimit, limit?.At.UnixMilliseconds ?? long.MaxValue);

    private static RollLimit? LimitOf(in RollEvent rollEvent) => rollEvent.ClosesAt == 0
        ? null
        : new RollLimit(new Stamp(rollEvent.ClosesAt, rollEvent.At.OffsetMinutes), rollEvent.Sequence);

    private RollEvent EventOf(RollCall roll, RollEventKind kind, Stamp now) => new()
    {
        Sequence = ++_sequence,
        Kind = kind,
        RollId = roll.Id,
        Class = roll.Class,
        At = now,
    };

    private void MoveToClosed(RollCall roll, RollClosing closing)
    {
        _open.Remove(roll.Class);
        roll.Close(closing);
        _closed.Add(roll);
    }

    private RollCall OpenRollOf(in RollEvent rollEvent) =>
        _open.TryGetValue(rollEvent.Class, out RollCall? roll) && roll.Id == rollEvent.RollId
            ? roll
            : throw new InvalidDataException($"event {rollEvent.Sequence} is of roll call {rollEvent.RollId}, which is not open");

    private List<RollSummary> Summaries(long durableSequence = long.MaxValue)
    {
        List<RollSummary> open = new(_open.Count);
        foreach (RollCall roll in _open.Values)
        {
            if (roll.Id <= durableSequence)
            {
                open.Add(new RollSummary(
                    roll.Class, roll.OpenedAt, durableSequence == long.MaxValue ? roll.PresentCount : roll.DurableList(durableSequence).Count));
            }
        }

        open.Sort(static (a, b) => a.Class.CompareTo(b.Class));
        return open;
    }

    private void Touch(RollCall roll)
    {
        if (roll.Watchers.Length > 0 && (_touched.Count == 0 || !ReferenceEquals(_touched[^1], roll)))
        {
            _touched.Add(roll);
        }
    }

    private void NotifyWatchers(long sequence)
    {
        foreach (RollCall roll in _touched)
        {
            roll.Notice(journal).Await(sequence);
        }

        _touched.Clear();
    }
}
