using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chamada.Core.Rolls;

/// <summary>
/// Where in a roll call's log each student's newest entry stands. Extendible hashing (Fagin, Nievergelt, Pippenger, Strong 1979): a
/// directory of segments, of which a full one is split into two. So the table grows a few kilobytes at a time, and nobody ever waits
/// while all of it is copied. To be used under the roll book's lock.
/// </summary>
/// <remarks>
/// A slot is 8 bytes: the student's hash above, the position in the log plus one below; 0 is empty. The hash's upper bits choose the
/// segment, its lower bits the slot, so a segment is split without looking at the students again. A student is compared only where all 32
/// bits agree.
/// </remarks>
/// <param name="log">The entries that the positions mean.</param>
internal sealed class StudentIndex(AppendLog<Attendance> log)
{
    private const int SegmentSlots = 1024;
    private const int SmallestSegment = 8;

    /// <summary>The deepest directory: below it are as many bits of the hash as choose a slot.</summary>
    private const int MaxDepth = 22;

    private Segment[] _directory = [];
    private int _depth;

    /// <summary>
    /// Fetches into the processor's cache what <see cref="Find"/> will look at. Does nothing where there is nothing to gain.
    /// </summary>
    public unsafe void Prefetch(uint hash)
    {
        if (Sse.IsSupported && _directory.Length > 0)
        {
            ulong[] slots = SegmentOf(hash).Slots;
            Sse.Prefetch0(Unsafe.AsPointer(ref slots[hash & (uint)(slots.Length - 1)]));
        }
    }

    /// <summary>The position of a student's newest entry; −1 when the student has none.</summary>
    /// <param name="student">Who.</param>
    /// <param name="hash"><see cref="StudentHash.Of"/> that student.</param>
    public int Find(in StudentId student, uint hash)
    {
        if (_directory.Length == 0)
        {
            return -1;
        }

        ulong[] slots = SegmentOf(hash).Slots;
        int at = SlotOf(slots, in student, hash);
        return at < 0 ? -1 : PositionIn(slots[at]);
    }

    /// <summary>Makes room for one more student, so that the next <see cref="Set"/> cannot fail.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; the index is as it was.</exception>
    public void Reserve(uint hash)
    {
        if (_directory.Length == 0)
        {
            _directory = [new Segment(SmallestSegment, depth: 0)];
        }

        while (SegmentOf(hash) is { IsFull: true } full)
        {
            if (full.Slots.Length < SegmentSlots)
            {
                full.Grow();
            }
            else
            {
                Split(full, hash);
            }
        }
    }

    /// <summary>Notes the position of a student's newest entry, in place of the one that was there: that needs no room.</summary>
    /// <param name="student">Who.</param>
    /// <param name="hash"><see cref="StudentHash.Of"/> that student.</param>
    /// <param name="position">0 to <see cref="int.MaxValue"/> − 1.</param>
    /// <exception cref="OutOfMemoryException">
    /// There is no room for a new student; the index is as it was. Never after <see cref="Reserve"/>.
    /// </exception>
    public void Set(in StudentId student, uint hash, int position)
    {
        ulong slot = ((ulong)hash << 32) | (uint)(position + 1);
        if (_directory.Length > 0)
        {
            ulong[] slots = SegmentOf(hash).Slots;
            int at = SlotOf(slots, in student, hash);
            if (at >= 0)
            {
                slots[at] = slot;
                return;
            }
        }

        Reserve(hash);
        SegmentOf(hash).Add(slot);
    }

    /// <summary>Forgets a student.</summary>
    /// <returns>False when there was nothing to forget.</returns>
    public bool Remove(in StudentId student, uint hash)
    {
        if (_directory.Length == 0)
        {
            return false;
        }

        Segment segment = SegmentOf(hash);
        int at = SlotOf(segment.Slots, in student, hash);
        if (at >= 0)
        {
            segment.RemoveAt(at);
        }

        return at >= 0;
    }

    private static int PositionIn(ulong slot) => (int)(uint)slot - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Segment SegmentOf(uint hash) => _directory[(int)((ulong)hash >> (32 - _depth))];

    /// <summary>The slot that holds a student; −1 when none does. A segment always has an empty slot to stop at.</summary>
    private int SlotOf(ulong[] slots, in StudentId student, uint hash)
    {
        int mask = slots.Length - 1;
        for (int i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            ulong slot = slots[i];
            if (slot == 0)
            {
                return -1;
            }

            if ((uint)(slot >> 32) == hash && log[PositionIn(slot)].Student == student)
            {
                return i;
            }
        }
    }

    private void Split(Segment full, uint hash)
    {
        if (full.Depth == _depth)
        {
            if (_depth == MaxDepth)
            {
                // Three billion students, or a hash that is none: neither can be.
                throw new InvalidOperationException("The index of a roll call is full.");
            }

            Segment[] twice = new Segment[_directory.Length * 2];
            for (int i = 0; i < twice.Length; i++)
            {
                twice[i] = _directory[i >> 1];
            }

            _directory = twice;
            _depth++;
        }

        Segment lower = new(SegmentSlots, full.Depth + 1), upper = new(SegmentSlots, full.Depth + 1);
        foreach (ulong slot in full.Slots)
        {
            if (slot != 0)
            {
                bool isUpper = (slot >> (63 - full.Depth) & 1) != 0;
                (isUpper ? upper : lower).Add(slot);
            }
        }

        // The places of the directory that meant the full segment stand side by side: half of them now mean each new one.
        int places = 1 << (_depth - full.Depth);
        int first = (int)((ulong)hash >> (32 - _depth)) & -places;
        _directory.AsSpan(first, places / 2).Fill(lower);
        _directory.AsSpan(first + (places / 2), places / 2).Fill(upper);
    }

    /// <summary>A hash table of its own with linear probing.</summary>
    /// <param name="size">How many slots: a power of two.</param>
    /// <param name="depth">How many upper bits of the hash all its students share.</param>
    private sealed class Segment(int size, int depth)
    {
        private int _used;

        public ulong[] Slots { get; private set; } = new ulong[size];

        public int Depth => depth;

        /// <summary>From 13 of 16 on another student would have to look at too many slots.</summary>
        public bool IsFull => _used >= Slots.Length / 16 * 13 + (Slots.Length < 16 ? 6 : 0);

        public void Grow()
        {
            ulong[] old = Slots;
            ulong[] larger = new ulong[old.Length * 2];
            Slots = larger;
            _used = 0;
            foreach (ulong slot in old)
            {
                if (slot != 0)
                {
                    Add(slot);
                }
            }
        }

        public void Add(ulong slot)
        {
            Slots[Free((uint)(slot >> 32))] = slot;
            _used++;
        }

        /// <summary>
        /// Empties a slot and moves up those behind it that would not be found any more (Knuth, volume 3, 6.4, algorithm R).
        /// </summary>
        public void RemoveAt(int hole)
        {
            ulong[] slots = Slots;
            int mask = slots.Length - 1;
            for (int i = (hole + 1) & mask; slots[i] != 0; i = (i + 1) & mask)
            {
                int home = (int)(slots[i] >> 32) & mask;
                if (((i - home) & mask) >= ((i - hole) & mask))
                {
                    slots[hole] = slots[i];
                    hole = i;
                }
            }

            slots[hole] = 0;
            _used--;
        }

        private int Free(uint hash)
        {
            int mask = Slots.Length - 1;
            int i = (int)hash & mask;
            while (Slots[i] != 0)
            {
                i = (i + 1) & mask;
            }

            return i;
        }
    }
}
