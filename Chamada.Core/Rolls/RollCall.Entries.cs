using System.Collections.Concurrent;

namespace Chamada.Core.Rolls;

/// <summary>How events add entries, and take them back.</summary>
internal sealed partial class RollCall
{
    /// <summary>Adds the entry of an event. An entry of the same student that stands already is replaced by it, unless it only stands
    /// beside it.</summary>
    /// <exception cref="InvalidDataException">The event does not follow from those before it.</exception>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Add(in RollEvent entry)
    {
        if (!entry.Mark.IsDecisive())
        {
            AddBeside(in entry);
            return;
        }

        // What may fail comes first.
        int count = _log.Count;
        StudentId student = entry.Student;
        uint hash = StudentHash.Of(in student);
        _log.Reserve();
        _positions.Reserve(hash);
        int before = _positions.Find(in student, hash);
        if (entry.Mark != Mark.Present)
        {
            Replace(before, count, in entry);
            _positions.Set(in student, hash, count);
            PresentCount += Change(entry.Mark);
            if (!entry.Mark.IsPresent())
            {
                Volatile.Write(ref _hasOthers, true);
            }
        }
        else if (before >= 0)
        {
            throw new InvalidDataException($"event {entry.Sequence} registers a student for the second time");
        }
        else
        {
            if (entry.HasDetail)
            {
                NoteDevice(in student, in entry);
            }

            _positions.Set(in student, hash, count);
            PresentCount++;
        }

        _log.Append(new Attendance(entry.Student, entry.At, entry.Sequence, entry.Mark));
    }

    /// <summary>Takes back the newest entry, which an event has added. Never fails.</summary>
    public void TakeBack(in RollEvent added)
    {
        int last = _log.Count - 1;
        Attendance entry = _log[last];
        StudentId student = entry.Student;
        uint hash = StudentHash.Of(in student);
        int before = _replacedBy is null || last == 0 ? -1 : Array.IndexOf(_replacedBy, last);
        if (added.Device is not null)
        {
            _devices!.TakeBack();
        }

        if (!entry.Mark.IsDecisive())
        {
            // Nothing leads to it.
        }
        else if (before < 0)
        {
            _positions.Remove(in student, hash);
        }
        else
        {
            Volatile.Write(ref _replacedBy![before], 0);
            _positions.Set(in student, hash, before);
        }

        _reasons?.TryRemove(last, out _);
        PresentCount -= Change(entry.Mark);
        _log.Truncate(last);
    }

    /// <summary>Adds an entry that decides nothing: no student's standing entry is replaced by it.</summary>
    private void AddBeside(in RollEvent entry)
    {
        _log.Reserve();
        Explain(_log.Count, entry.Reason);
        Volatile.Write(ref _hasOthers, true);
        _log.Append(new Attendance(entry.Student, entry.At, entry.Sequence, entry.Mark));
    }

    private void NoteDevice(in StudentId student, in RollEvent entry)
    {
        if (entry.Device is { } device)
        {
            _devices ??= new DeviceIndex();
            _devices.Reserve();
            _devices.Add(in student, device);
        }
    }

    /// <summary>By how many students more are present after an entry.</summary>
    private static int Change(Mark mark) => mark.IsPresent() ? 1 : mark == Mark.Removed ? -1 : 0;

    private void NoteDemands() => Asks = Opening.Rules.Asks || _roster is not null || _code is { IsAsked: true };

    /// <summary>Notes that an entry by hand takes the place of the student's entry before.</summary>
    /// <param name="before">That entry; −1 when the student has none.</param>
    /// <param name="count">The position that the new entry gets.</param>
    /// <param name="entry">The new one.</param>
    private void Replace(int before, int count, in RollEvent entry)
    {
        bool isPresent = before >= 0 && _log[before].Mark.IsPresent();
        if (isPresent == entry.Mark.IsPresent())
        {
            throw new InvalidDataException(isPresent
                ? $"event {entry.Sequence} registers a student for the second time"
                : $"event {entry.Sequence} takes off a student who is not on the list");
        }

        if (before >= 0)
        {
            ReserveReplacement(before);
        }

        Explain(count, entry.Reason);
        if (before >= 0)
        {
            Volatile.Write(ref _replacedBy![before], count);
        }
    }

    private void ReserveReplacement(int position)
    {
        int[] known = _replacedBy ?? [];
        if (position >= known.Length)
        {
            int[] larger = new int[Math.Max(position + 1, known.Length * 2)];
            known.CopyTo(larger, 0);
            Volatile.Write(ref _replacedBy, larger);
        }
    }

    /// <summary>Notes the reason of the entry that comes next.</summary>
    private void Explain(int position, string? reason)
    {
        if (reason is null)
        {
            return;
        }

        ConcurrentDictionary<int, string> reasons = _reasons ?? new();
        reasons[position] = reason;
        Volatile.Write(ref _reasons, reasons);
    }
}
