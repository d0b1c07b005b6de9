namespace Chamada.Core.Rolls;

/// <summary>
/// All roll calls of a server. It decides under one short lock, numbers what it decided and hands that to the journal in the
/// same order, so the journal's order is the order of decisions. Nothing in here waits for a disk or a socket.
/// </summary>
public sealed class RollBook(IRollJournal journal) : IRollBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClassNumber, RollCall> _open = [];
    private readonly Dictionary<ClassNumber, List<RollCall>> _closed = [];
    private readonly List<RollCall> _touched = [];
    private long _sequence;

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
                    RollCall opened = new(rollEvent.RollId, rollEvent.Class, rollEvent.At, rollEvent.Owner);
                    if (!_open.TryAdd(rollEvent.Class, opened))
                    {
                        throw new InvalidDataException($"event {rollEvent.Sequence} opens class {rollEvent.Class}, which is open");
                    }

                    break;
                case RollEventKind.Present:
                    RollCall roll = OpenRollOf(in rollEvent);
                    if (roll.TryFind(rollEvent.Student, out _))
                    {
                        throw new InvalidDataException($"event {rollEvent.Sequence} registers a student for the second time");
                    }

                    roll.Append(new Attendance(rollEvent.Student, rollEvent.At, rollEvent.Sequence));
                    break;
                case RollEventKind.Closed:
                    MoveToClosed(OpenRollOf(in rollEvent), new RollClosing(rollEvent.At, rollEvent.Sequence));
                    break;
                case RollEventKind.Erased:
                    RemoveClosed(rollEvent.Class, rollEvent.RollId);
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

    /// <summary>Erases the roll calls that were closed before a time and never received. Answers how many.</summary>
    public int EraseClosedBefore(Stamp limit, Stamp now)
    {
        lock (_gate)
        {
            if (journal.HasFailed)
            {
                return 0;
            }

            RollCall[] old = [.. _closed.Values.SelectMany(static rolls => rolls)
                .Where(roll => roll.Closing!.At.UnixMilliseconds < limit.UnixMilliseconds)];
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
        RollVerb.Rolls => new RollOutcome(RollWord.Rolls, ClassNumber.Refused, now, Open: Summaries()),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    private RollOutcome Present(in RollRequest request, Stamp now)
    {
        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return new RollOutcome(RollWord.NoRollCall, ClassNumber.Refused, now);
        }

        if (roll.TryFind(request.Student, out Attendance first))
        {
            return new RollOutcome(RollWord.Already, request.Class, first.At);
        }

        Attendance attendance = new(request.Student, now, ++_sequence);
        roll.Append(in attendance);
        journal.Append(new RollEvent
        {
            Sequence = _sequence,
            Kind = RollEventKind.Present,
            RollId = roll.Id,
            Class = roll.Class,
            At = now,
            Student = request.Student,
        });
        Touch(roll);
        return new RollOutcome(RollWord.Registered, request.Class, now);
    }

    private RollOutcome Open(in RollRequest request, Stamp now)
    {
        if (_open.TryGetValue(request.Class, out RollCall? open))
        {
            // The same token again is a request whose answer was lost: it gets that answer.
            return Owns(open, request.Token)
                ? new RollOutcome(RollWord.Opened, open.Class, open.OpenedAt)
                : new RollOutcome(RollWord.Exists, open.Class, open.OpenedAt);
        }

        if (FindClosed(request.Class, request.Token) is not null)
        {
            // One token, one roll call: otherwise CLOSE could not tell which is meant.
            return new RollOutcome(RollWord.Denied, request.Class, now);
        }

        return Begin(request.Class, request.Token, now);
    }

    private RollOutcome OpenOrClose(in RollRequest request, Stamp now)
    {
        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return Begin(request.Class, owner: null, now);
        }

        return roll.Owner is null ? End(roll, now) : new RollOutcome(RollWord.Denied, roll.Class, now);
    }

    private RollOutcome List(in RollRequest request, Stamp now, RollWord word)
    {
        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return new RollOutcome(RollWord.NotOpen, request.Class, now);
        }

        if (!Owns(roll, request.Token))
        {
            return new RollOutcome(RollWord.Denied, request.Class, now);
        }

        if (word == RollWord.Watching)
        {
            roll.AddWatcher(request.Watcher!);
        }

        return new RollOutcome(word, roll.Class, roll.OpenedAt, new RollList(roll, roll.Count));
    }

    private RollOutcome Close(in RollRequest request, Stamp now)
    {
        // First what this token closed before: its answer may have been lost on the way, whoever has opened the class since.
        if (FindClosed(request.Class, request.Token) is { } closed)
        {
            return new RollOutcome(RollWord.Closed, closed.Class, closed.Closing!.At, new RollList(closed, closed.Count));
        }

        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return new RollOutcome(RollWord.NotOpen, request.Class, now);
        }

        return Owns(roll, request.Token) ? End(roll, now) : new RollOutcome(RollWord.Denied, request.Class, now);
    }

    private RollOutcome Receive(in RollRequest request, Stamp now)
    {
        if (FindClosed(request.Class, request.Token) is { } closed)
        {
            Erase(closed, now);
            return new RollOutcome(RollWord.Erased, request.Class, now);
        }

        if (!_open.TryGetValue(request.Class, out RollCall? roll))
        {
            return new RollOutcome(RollWord.NotOpen, request.Class, now);
        }

        return new RollOutcome(Owns(roll, request.Token) ? RollWord.StillOpen : RollWord.Denied, request.Class, now);
    }

    /// <summary>With a journal that failed: changes are refused, and reads tell no more than what is on disk.</summary>
    private RollOutcome ReadDurable(in RollRequest request, Stamp now)
    {
        long durable = journal.DurableSequence;
        switch (request.Verb)
        {
            case RollVerb.List or RollVerb.Close:
                RollCall? roll = FindClosed(request.Class, request.Token);
                if (roll is null && _open.TryGetValue(request.Class, out RollCall? open) && Owns(open, request.Token))
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
                        new RollList(roll, roll.DurableCount(durable)));
            case RollVerb.Rolls:
                return new RollOutcome(RollWord.Rolls, ClassNumber.Refused, now, Open: Summaries(durable));
            case RollVerb.Present when _open.TryGetValue(request.Class, out RollCall? running)
                && running.TryFind(request.Student, out Attendance first) && first.Sequence <= durable:
                return new RollOutcome(RollWord.Already, request.Class, first.At);
            default:
                return new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, now);
        }
    }

    private RollOutcome Begin(ClassNumber classNumber, TokenHash? owner, Stamp now)
    {
        RollCall roll = new(++_sequence, classNumber, now, owner);
        _open.Add(classNumber, roll);
        journal.Append(new RollEvent
        {
            Sequence = _sequence,
            Kind = RollEventKind.Opened,
            RollId = roll.Id,
            Class = classNumber,
            At = now,
            Owner = owner,
        });
        return new RollOutcome(RollWord.Opened, classNumber, now);
    }

    private RollOutcome End(RollCall roll, Stamp now)
    {
        journal.Append(EventOf(roll, RollEventKind.Closed, now));
        MoveToClosed(roll, new RollClosing(now, _sequence));
        Touch(roll);
        return new RollOutcome(RollWord.Closed, roll.Class, now, new RollList(roll, roll.Count));
    }

    private void Erase(RollCall roll, Stamp now)
    {
        journal.Append(EventOf(roll, RollEventKind.Erased, now));
        RemoveClosed(roll.Class, roll.Id);
    }

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
        if (!_closed.TryGetValue(roll.Class, out List<RollCall>? rolls))
        {
            _closed.Add(roll.Class, rolls = []);
        }

        rolls.Add(roll);
    }

    private void RemoveClosed(ClassNumber classNumber, long rollId)
    {
        if (!_closed.TryGetValue(classNumber, out List<RollCall>? rolls) || rolls.RemoveAll(roll => roll.Id == rollId) == 0)
        {
            throw new InvalidDataException($"roll call {rollId} of class {classNumber} is erased, but was not closed");
        }

        if (rolls.Count == 0)
        {
            _closed.Remove(classNumber);
        }
    }

    private RollCall OpenRollOf(in RollEvent rollEvent) =>
        _open.TryGetValue(rollEvent.Class, out RollCall? roll) && roll.Id == rollEvent.RollId
            ? roll
            : throw new InvalidDataException($"event {rollEvent.Sequence} is of roll call {rollEvent.RollId}, which is not open");

    private RollCall? FindClosed(ClassNumber classNumber, TokenHash? token) =>
        _closed.TryGetValue(classNumber, out List<RollCall>? rolls) ? rolls.Find(roll => Owns(roll, token)) : null;

    private static bool Owns(RollCall roll, TokenHash? token) => roll.Owner is not null && roll.Owner.Equals(token);

    private List<RollSummary> Summaries(long durableSequence = long.MaxValue)
    {
        List<RollSummary> open = new(_open.Count);
        foreach (RollCall roll in _open.Values)
        {
            if (roll.Id <= durableSequence)
            {
                open.Add(new RollSummary(roll.Class, roll.OpenedAt, roll.DurableCount(durableSequence)));
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
