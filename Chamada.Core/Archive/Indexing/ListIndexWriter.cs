using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Indexing;

/// <summary>Writes the lists of an index.</summary>
internal sealed class ListIndexWriter(BinaryWriter writer)
{
    private readonly Dictionary<StudentId, int> _places = [];

    /// <summary>Writes all of them.</summary>
    public void Write(IReadOnlyList<IndexedList> lists)
    {
        using MemoryStream entries = new();
        BinaryWriter table = writer;
        using (BinaryWriter inner = new(entries, Encoding.UTF8, leaveOpen: true))
        {
            writer = inner;
            IReadOnlyDictionary<StudentId, string>? names = null;
            foreach (IndexedList list in lists)
            {
                Write(list, ref names);
            }
        }

        // Who is in them is known only now.
        writer = table;
        writer.Write7BitEncodedInt(_places.Count);
        foreach (StudentId student in _places.Keys)
        {
            writer.Write(student.ToString());
        }

        writer.Write7BitEncodedInt(lists.Count);
        writer.Write(entries.GetBuffer(), 0, (int)entries.Length);
    }

    private void Write(IndexedList list, ref IReadOnlyDictionary<StudentId, string>? names)
    {
        ListSummary summary = list.Summary;
        writer.Write(list.Name);
        writer.Write(list.Stamp.Size);
        writer.Write(list.Stamp.Modified);
        writer.Write(list.Stamp.Changed);
        writer.Write(summary.Class.Value);
        Time(summary.OpenedAt);
        Time(summary.ClosedAt);
        foreach (string word in (string[])[summary.Origin.Class, summary.Origin.Opened, summary.Origin.Closed, summary.Origin.ChainEnd])
        {
            writer.Write(word);
        }

        Lessons(summary.Lessons);
        Came(summary);
        Students(summary.Absent);
        Students(summary.OffRoster);
        writer.Write7BitEncodedInt(summary.Shared.Count);
        foreach (SharedRegistration shared in summary.Shared)
        {
            Student(shared.Student);
            Student(shared.Before);
            writer.Write((byte)shared.Kind);
        }

        bool isSame = names is not null && AreSame(names, summary.Names);
        writer.Write(isSame);
        if (!isSame)
        {
            Names(names = summary.Names);
        }
    }

    /// <summary>Most students come a moment after the one before, by the same offset.</summary>
    private void Came(ListSummary summary)
    {
        writer.Write7BitEncodedInt(summary.Students.Count);
        DateTimeOffset last = summary.OpenedAt ?? summary.ClosedAt;
        foreach (ListedStudent one in summary.Students)
        {
            Student(one.Student);
            bool isOther = one.At?.Offset != last.Offset;
            writer.Write((byte)((int)one.Mark | (one.At is null ? 0x80 : 0) | (one.At is not null && isOther ? 0x40 : 0)));
            if (one.At is { } at)
            {
                long ticks = at.UtcTicks - last.UtcTicks;
                writer.Write7BitEncodedInt64((ticks << 1) ^ (ticks >> 63));
                if (isOther)
                {
                    writer.Write((short)at.TotalOffsetMinutes);
                }

                last = at;
            }
        }
    }

    private void Lessons(SavedLessons? lessons)
    {
        writer.Write(lessons is not null);
        if (lessons is null)
        {
            return;
        }

        writer.Write7BitEncodedInt(lessons.Lessons);
        writer.Write(lessons.LateAfter?.Ticks ?? -1);
        writer.Write7BitEncodedInt(lessons.Planned.Count);
        foreach (PlannedAbsence planned in lessons.Planned)
        {
            Student(planned.Student);
            writer.Write(planned.Since.DayNumber);
            writer.Write(planned.Until.DayNumber);
            writer.Write((byte)planned.Status);
            writer.Write(planned.Ground);
            writer.Write(planned.Reason);
        }
    }

    private void Names(IReadOnlyDictionary<StudentId, string> names)
    {
        writer.Write7BitEncodedInt(names.Count);
        foreach ((StudentId student, string name) in names)
        {
            Student(student);
            writer.Write(name);
        }
    }

    private void Students(IReadOnlyList<StudentId>? students)
    {
        writer.Write7BitEncodedInt(students is null ? 0 : students.Count + 1);
        foreach (StudentId student in students ?? [])
        {
            Student(student);
        }
    }

    private void Student(StudentId student)
    {
        if (!_places.TryGetValue(student, out int place))
        {
            _places.Add(student, place = _places.Count);
        }

        writer.Write7BitEncodedInt(place);
    }

    private void Time(DateTimeOffset? time)
    {
        writer.Write(time is not null);
        if (time is { } known)
        {
            writer.Write(known.Ticks);
            writer.Write((short)known.TotalOffsetMinutes);
        }
    }

    private static bool AreSame(IReadOnlyDictionary<StudentId, string> one, IReadOnlyDictionary<StudentId, string> other) =>
        ReferenceEquals(one, other)
        || (one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out string? name) && name == pair.Value));
}
