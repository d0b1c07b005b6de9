using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Chamada.Core.Rolls;

/// <summary>What becomes of a second student who registers from one device. The numbers are stored.</summary>
public enum DeviceRule : byte
{
    /// <summary>Registered, and flagged in the record.</summary>
    Flag = 0,

    /// <summary>Refused, where the device named itself; one that is known by its address alone is flagged.</summary>
    Refuse = 1,

    /// <summary>Nobody looks at it.</summary>
    Ignore = 2,
}

/// <summary>A random number of 128 bits by which a device names itself.</summary>
/// <param name="Value">The number.</param>
public readonly record struct DeviceNumber(UInt128 Value)
{
    /// <summary>Characters of a number as text, in hexadecimal.</summary>
    public const int TextLength = 32;

    /// <summary>Reads 32 hexadecimal digits, in any case. False for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DeviceNumber device)
    {
        bool isNumber = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value);
        device = new DeviceNumber(value);
        return isNumber && text.Length == TextLength;
    }
}

/// <summary>
/// All that the server keeps of a device: a hash that holds for one roll call only, so that two lists cannot be compared by it. It is
/// salted with what no two roll calls have in common: number, time, and hash of the token.
/// </summary>
/// <param name="Value">128 bits of SHA-256.</param>
public sealed record DeviceHash(UInt128 Value)
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = 16;

    private const byte Named = 1, Address = 2;

    /// <summary>The hash of a device that names itself.</summary>
    internal static DeviceHash Of(RollCall roll, DeviceNumber device)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, device.Value);
        return Of(roll, Named, bytes);
    }

    /// <summary>The hash of a device that is known by its address alone.</summary>
    internal static DeviceHash Of(RollCall roll, IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return Of(roll, Address, address.TryWriteBytes(bytes, out int length) ? bytes[..length] : []);
    }

    private static DeviceHash Of(RollCall roll, byte kind, ReadOnlySpan<byte> device)
    {
        Span<byte> salted = stackalloc byte[17 + TokenHash.Size + Size], hash = stackalloc byte[SHA256.HashSizeInBytes];
        salted[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(salted[1..], roll.Id);
        BinaryPrimitives.WriteInt64LittleEndian(salted[9..], roll.OpenedAt.UnixMilliseconds);
        int length = 17;
        if (roll.Opening.Owner is { } owner)
        {
            owner.Bytes.CopyTo(salted[length..]);
            length += TokenHash.Size;
        }

        device.CopyTo(salted[length..]);
        SHA256.HashData(salted[..(length + device.Length)], hash);
        return new DeviceHash(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}

/// <summary>
/// Who registered from which device in one roll call: an entry for each registration that has one, linked to the one before of the same
/// device. To be used under the roll book's lock.
/// </summary>
internal sealed class DeviceIndex
{
    private readonly Dictionary<UInt128, int> _newest = [];
    private readonly List<(StudentId Student, UInt128 Device, int Before)> _entries = [];

    /// <summary>Makes room for one more, so that the next <see cref="Add"/> cannot fail.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Reserve()
    {
        _entries.EnsureCapacity(_entries.Count + 1);
        _newest.EnsureCapacity(_newest.Count + 1);
    }

    /// <summary>Notes a registration.</summary>
    public void Add(in StudentId student, DeviceHash device)
    {
        int before = _newest.GetValueOrDefault(device.Value, -1);
        _newest[device.Value] = _entries.Count;
        _entries.Add((student, device.Value, before));
    }

    /// <summary>Takes the newest back. Never fails.</summary>
    public void TakeBack()
    {
        (_, UInt128 device, int before) = _entries[^1];
        _entries.RemoveAt(_entries.Count - 1);
        if (before < 0)
        {
            _newest.Remove(device);
        }
        else
        {
            _newest[device] = before;
        }
    }

    /// <summary>The last who registered from a device and is present; null when nobody is.</summary>
    public StudentId? Find(RollCall roll, DeviceHash device)
    {
        for (int i = _newest.GetValueOrDefault(device.Value, -1); i >= 0; i = _entries[i].Before)
        {
            StudentId student = _entries[i].Student;
            if (roll.TryFind(in student, out Attendance newest) && newest.Mark.IsPresent())
            {
                return student;
            }
        }

        return null;
    }
}
