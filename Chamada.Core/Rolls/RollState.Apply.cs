namespace Chamada.Core.Rolls;

internal sealed partial class RollState
{
    /// <summary>Changes what an event changes, entirely or not at all.</summary>
    /// <exception cref="InvalidDataException">It does not follow from those before it: where it comes from is damaged.</exception>
    /// <exception cref="OutOfMemoryException">There is no room.</exception>
    public void Apply(in RollEvent rollEvent)
    {
        if (rollEvent.Sequence <= Sequence)
        {
            throw new InvalidDataException($"event {rollEvent.Sequence} stands after event {Sequence}");
        }

        switch (rollEvent.Kind)
        {
            case RollEventKind.Opened:
                ApplyOpened(in rollEvent);
                break;
            case var kind when kind.IsEntry():
                OpenRollOf(in rollEvent).Add(in rollEvent);
                break;
            case RollEventKind.Code:
                ApplyCode(OpenRollOf(in rollEvent), in rollEvent);
                break;
            case RollEventKind.Refused:
                OpenRollOf(in rollEvent).Tally.Note(
                    rollEvent.Refusals ?? throw new InvalidDataException($"event {rollEvent.Sequence} counts nobody"));
                break;
            case RollEventKind.Roster:
                ApplyRoster(OpenRollOf(in rollEvent), in rollEvent);
                break;
            case RollEventKind.Extended:
                ApplyExtended(OpenRollOf(in rollEvent), in rollEvent);
                break;
            case RollEventKind.Closed:
                ApplyClosed(OpenRollOf(in rollEvent), in rollEvent);
                break;
            case RollEventKind.Erased:
                ApplyErased(in rollEvent);
                break;
            default:
                throw new InvalidDataException(
                    $"event {rollEvent.Sequence} is of kind {(byte)rollEvent.Kind}, which this program does not know");
        }

        Sequence = rollEvent.Sequence;
    }

    /// <summary>Takes events back that were decided here: they must be the newest that there are, in order. Never fails.</summary>
    public void Undo(ReadOnlySpan<RollEvent> events)
    {
        for (int i = events.Length - 1; i >= 0; i--)
        {
            Undo(in events[i]);
            Sequence = events[i].Sequence - 1;
        }
    }

    /// <summary>Continues the numbering after what a log has already given numbers to, even if none of that is left.</summary>
    public void ContinueAfter(long sequence) => Sequence = Math.Max(Sequence, sequence);

    private void ApplyOpened(in RollEvent rollEvent)
    {
        RollOpening opening = rollEvent.Opening ?? throw new InvalidDataException($"event {rollEvent.Sequence} opens by no rules");
        RollLimit? limit = TimeLimit.Of(opening.Rules, in rollEvent, Now);
        RollCode? code = RollCode.Of(opening.Rules, in rollEvent, Now, !_hasDecided);
        RollCall roll = new(rollEvent.RollId, rollEvent.Class, rollEvent.At, opening, limit, code);
        if (limit is not null)
        {
            _limits.Reserve(_open);
        }

        if (!_open.TryAdd(rollEvent.Class, roll))
        {
            throw new InvalidDataException($"event {rollEvent.Sequence} opens class {rollEvent.Class}, which is open");
        }

        try
        {
            _byClass.Add(roll);
        }
        catch (OutOfMemoryException)
        {
            _open.Remove(rollEvent.Class);
            _byClass.Forget();
            throw;
        }

        if (limit is not null)
        {
            _limits.Add(roll, limit.Deadline);
        }
    }

    private void ApplyCode(RollCall roll, in RollEvent rollEvent)
    {
        CodeChange change = rollEvent.Code ?? throw new InvalidDataException($"event {rollEvent.Sequence} changes no code");
        roll.Code = RollCode.After(roll.Code, change, rollEvent.Sequence, Now, !_hasDecided);
    }

    private void ApplyExtended(RollCall roll, in RollEvent rollEvent)
    {
        long closesAt = rollEvent.Extension?.ClosesAt
            ?? throw new InvalidDataException($"event {rollEvent.Sequence} extends to no time");
        RollLimit longer = TimeLimit.At(closesAt, in rollEvent, Now);
        _limits.Reserve(_open);
        roll.Limit = longer;
        _limits.Add(roll, longer.Deadline);
    }

    private void ApplyClosed(RollCall roll, in RollEvent rollEvent)
    {
        RollClosing closing = new(rollEvent.At, rollEvent.Sequence);
        _byClass.Remove(roll);
        try
        {
            _closed.Add(roll);
        }
        catch (OutOfMemoryException)
        {
            _byClass.Forget();
            throw;
        }

        _open.Remove(roll.Class);
        _recent = null;
        roll.Closing = closing;
    }

    private void ApplyErased(in RollEvent rollEvent)
    {
        if (_closed.Find(rollEvent.Class, rollEvent.RollId) is { } closed)
        {
            _closed.Remove(closed);
            return;
        }

        // Another server has closed and erased it before this one looked: that it was closed is erased, too.
        if (FindOpen(rollEvent.Class) is not { } open || open.Id != rollEvent.RollId)
        {
            throw new InvalidDataException(
                $"roll call {rollEvent.RollId} of class {rollEvent.Class} is erased, but was not closed");
        }

        _byClass.Remove(open);
        _open.Remove(open.Class);
        _recent = null;
        open.Closing = new RollClosing(rollEvent.At, rollEvent.Sequence);
    }

    private static void ApplyRoster(RollCall roll, in RollEvent rollEvent)
    {
        RosterChange change = rollEvent.Roster ?? throw new InvalidDataException($"event {rollEvent.Sequence} changes no list");
        if (change.IsClearing)
        {
            roll.Roster = null;
            return;
        }

        HashSet<StudentId> roster = roll.Roster ?? [];
        roster.EnsureCapacity(roster.Count + change.Added.Count);
        foreach (StudentId student in change.Added)
        {
            roster.Add(student);
        }

        roll.Roster = roster;
    }

    private static void UndoRoster(RollCall roll, RosterChange change)
    {
        HashSet<StudentId>? roster = change.IsClearing ? change.Before : roll.Roster;
        foreach (StudentId student in change.Added)
        {
            roster!.Remove(student);
        }

        roll.Roster = roster;
    }

    /// <summary>
    /// The inverse of <see cref="Apply"/>. It needs no room: what it puts back was there, and no table has become smaller meanwhile. The
    /// queue of limits is made anew the next time.
    /// </summary>
    private void Undo(in RollEvent rollEvent)
    {
        switch (rollEvent.Kind)
        {
            case RollEventKind.Opened:
                _open.Remove(rollEvent.Class);
                _byClass.Forget();
                _recent = null;
                break;
            case var kind when kind.IsEntry():
                _open[rollEvent.Class].TakeBack(in rollEvent);
                break;
            case RollEventKind.Code:
                _open[rollEvent.Class].Code = rollEvent.Code!.Before;
                break;
            case RollEventKind.Refused:
                _open[rollEvent.Class].Tally.Undo(rollEvent.Refusals!);
                break;
            case RollEventKind.Roster:
                UndoRoster(_open[rollEvent.Class], rollEvent.Roster!);
                break;
            case RollEventKind.Extended:
                _open[rollEvent.Class].Limit = rollEvent.Extension!.Before;
                _limitsAreOld = true;
                break;
            case RollEventKind.Closed:
                RollCall closed = _closed.Find(rollEvent.Class, rollEvent.RollId)!;
                _closed.Remove(closed);
                closed.Closing = null;
                _open.Add(closed.Class, closed);
                _byClass.Forget();
                _limitsAreOld = true;
                break;
            case RollEventKind.Erased:
                _closed.Add(rollEvent.Erased!);
                break;
        }
    }

    private RollCall OpenRollOf(in RollEvent rollEvent) => FindOpen(rollEvent.Class) is { } roll && roll.Id == rollEvent.RollId
        ? roll
        : throw new InvalidDataException($"event {rollEvent.Sequence} is of roll call {rollEvent.RollId}, which is not open");
}
