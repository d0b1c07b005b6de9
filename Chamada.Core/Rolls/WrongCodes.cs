using System.Net;

namespace Chamada.Core.Rolls;

/// <summary>
/// Whose wrong codes are counted together: one student's in one roll call, from one device, or from one address where the device names
/// none.
/// </summary>
/// <param name="Roll">The roll call.</param>
/// <param name="Student">Who.</param>
/// <param name="Device">The device's number, or its address.</param>
/// <param name="IsAddress">Which of the two.</param>
internal readonly record struct WrongCodeKey(long Roll, StudentId Student, UInt128 Device, bool IsAddress)
{
    public static WrongCodeKey Of(RollCall roll, in StudentId student, DeviceNumber? device, IPAddress address)
    {
        if (device is { } named)
        {
            return new WrongCodeKey(roll.Id, student, named.Value, IsAddress: false);
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return new WrongCodeKey(
            roll.Id, student, System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes), IsAddress: true);
    }
}

/// <summary>
/// The rule that three wrong codes within ten minutes make one wait until the first of them is ten minutes ago. Kept in memory of a fixed
/// size: where more are counted than there is room for, the oldest are forgotten, which makes nobody wait. To be used under the roll book's
/// lock.
/// </summary>
internal sealed class WrongCodes
{
    /// <summary>How many wrong codes make one wait.</summary>
    public const int Most = 3;

    /// <summary>How many students and devices are remembered.</summary>
    public const int Room = 16_384;

    /// <summary>How long a wrong code counts.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Dictionary<WrongCodeKey, int> _places = [];
    private Entry[] _entries = [];
    private int _next;

    /// <summary>For how many seconds one has still to wait; 0 for who has not.</summary>
    public int SecondsToWait(in WrongCodeKey key, long elapsed)
    {
        if (!_places.TryGetValue(key, out int place))
        {
            return 0;
        }

        ref readonly Entry entry = ref _entries[place];
        long left = entry.First + Memory.Ticks - elapsed;
        return entry.Count == Most && left > 0 ? (int)((left + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond) : 0;
    }

    /// <summary>Counts a wrong code of one who has not to wait.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Add(in WrongCodeKey key, long elapsed)
    {
        if (!_places.TryGetValue(key, out int place))
        {
            place = Take(in key);
        }

        ref Entry entry = ref _entries[place];
        while (entry.Count > 0 && entry.First + Memory.Ticks <= elapsed)
        {
            entry.DropFirst();
        }

        entry.Append(elapsed);
    }

    /// <summary>Takes back the last that was counted of one.</summary>
    public void TakeBack(in WrongCodeKey key)
    {
        if (_places.TryGetValue(key, out int place) && _entries[place].Count > 0)
        {
            _entries[place].Count--;
        }
    }

    /// <summary>The place of one who is new: a free one, or that of who came first.</summary>
    private int Take(in WrongCodeKey key)
    {
        if (_next == _entries.Length && _next < Room)
        {
            Array.Resize(ref _entries, Math.Clamp(_next * 2, 16, Room));
        }

        _places.EnsureCapacity(Math.Min(_places.Count + 1, Room));
        int place = _next % Room;
        if (_entries[place].IsTaken)
        {
            _places.Remove(_entries[place].Key);
        }

        _entries[place] = new Entry { Key = key, IsTaken = true };
        _places.Add(key, place);
        _next = place + 1;
        return place;
    }

    /// <summary>One student's newest wrong codes from one device.</summary>
    private struct Entry
    {
        public WrongCodeKey Key;
        public bool IsTaken;
        public int Count;
        public long First, Second, Third;

        public void DropFirst()
        {
            (First, Second, Count) = (Second, Third, Count - 1);
        }

        public void Append(long elapsed)
        {
            switch (Count++)
            {
                case 0:
                    First = elapsed;
                    break;
                case 1:
                    Second = elapsed;
                    break;
                default:
                    (Third, Count) = (elapsed, Most);
                    break;
            }
        }
    }
}
