using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Indexing;

/// <summary>Reads what <see cref="ListIndexWriter"/> wrote. What it throws on anything else, <see cref="ListIndexFile"/> knows.</summary>
internal sealed class ListIndexReader(BinaryReader reader)
{
    private StudentId[] _students = [];

    /// <summary>The lists by their files' names.</summary>
    public Dictionary<string, IndexedList> Read()
    {
        _students = new StudentId[Count()];
        for (int i = 0; i < _students.Length; i++)
        {
            _students[i] = StudentId.From(reader.ReadString());
        }

        Dictionary<string, IndexedList> lists = [];
        IReadOnlyDictionary<StudentId, string> names = new Dictionary<StudentId, string>();
        for (int left = Count(); left > 0; left--)
        {
            IndexedList list = ReadList(ref names);
            lists[list.Name] = list;
        }

        return lists;
    }

    private IndexedList ReadList(ref IReadOnlyDictionary<StudentId, string> names)
    {
        string name = reader.ReadString();
        FileStamp stamp = new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        ClassNumber number = ClassNumber.From(reader.ReadInt64());
        DateTimeOffset? opened = Time();
        DateTimeOffset closed = Time() ?? throw new FormatException("closed");
        ListOrigin origin = new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
        SavedLessons? lessons = Lessons();
        ListedStudent[] came = Came(opened ?? closed);
        StudentId[]? absent = Students(), offRoster = Students();
        SharedRegistration[] shared = new SharedRegistration[Count()];
        for (int i = 0; i < shared.Length; i++)
        {
            shared[i] = new SharedRegistration(Student(), Student(), (FlagKind)reader.ReadByte());
        }

        names = reader.ReadBoolean() ? names : Names();
        return new IndexedList(name, stamp, new ListSummary(number, opened, closed, origin, came)
        {
            Absent = absent,
            OffRoster = offRoster,
            Names = names,
            Lessons = lessons,
            Shared = shared,
        });
    }

    private ListedStudent[] Came(DateTimeOffset last)
    {
        ListedStudent[] came = new ListedStudent[Count()];
        for (int i = 0; i < came.Length; i++)
        {
            StudentId student = Student();
            byte flags = reader.ReadByte();
            DateTimeOffset? at = null;
            if ((flags & 0x80) == 0)
            {
                long ticks = reader.Read7BitEncodedInt64();
                long utc = last.UtcTicks + ((long)((ulong)ticks >> 1) ^ -(ticks & 1));
                TimeSpan offset = (flags & 0x40) == 0 ? last.Offset : TimeSpan.FromMinutes(reader.ReadInt16());
                at = last = new DateTimeOffset(utc + offset.Ticks, offset);
            }

            came[i] = new ListedStudent(student, at, (Mark)(flags & 0x3F));
        }

        return came;
    }

    private SavedLessons? Lessons()
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        int lessons = Count();
        long late = reader.ReadInt64();
        PlannedAbsence[] planned = new PlannedAbsence[Count()];
        for (int i = 0; i < planned.Length; i++)
        {
            planned[i] = new PlannedAbsence(
                Student(), DateOnly.FromDayNumber(reader.ReadInt32()), DateOnly.FromDayNumber(reader.ReadInt32()),
                (AttendanceStatus)reader.ReadByte(), reader.ReadString(), reader.ReadString());
        }

        return new SavedLessons(lessons, late < 0 ? null : TimeSpan.FromTicks(late), planned);
    }

    private Dictionary<StudentId, string> Names()
    {
        int count = Count();
        Dictionary<StudentId, string> names = new(count);
        for (int i = 0; i < count; i++)
        {
            names[Student()] = reader.ReadString();
        }

        return names;
    }

    private StudentId[]? Students()
    {
        int count = Count();
        if (count == 0)
        {
            return null;
        }

        StudentId[] students = new StudentId[count - 1];
        for (int i = 0; i < students.Length; i++)
        {
            students[i] = Student();
        }

        return students;
    }

    private StudentId Student() => _students[reader.Read7BitEncodedInt()];

    /// <summary>A number of things that follow: of no more than there are bytes left.</summary>
    private int Count() => reader.Read7BitEncodedInt() is var count && count >= 0
        && count <= reader.BaseStream.Length - reader.BaseStream.Position
        ? count
        : throw new FormatException("count");

    private DateTimeOffset? Time() =>
        reader.ReadBoolean() ? new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16())) : null;
}
