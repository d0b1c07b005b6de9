using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// What an event's row says, as one number that depends on the number of the row before it. It is stored, so it never changes: what an
/// event gains later is added behind, and only where it is not at its default.
/// </summary>
internal static class EventChecksum
{
    private const int HasClass = 1, HasOwner = 2, HasReason = 4, HasLimit = 8, HasDetail = 16, HasSecret = 32;
    private const int Fixed = 64;

    /// <summary>As many bytes as an event has at most.</summary>
    public const int Largest = Fixed + 8 + TokenHash.Size + 8 + 8 + 8 + 8;

    /// <summary>The checksum of an event that follows another one of its roll call.</summary>
    /// <param name="rollEvent">The event.</param>
    /// <param name="before">The checksum of the one before, 0 for the first.</param>
    public static ulong Of(in RollEvent rollEvent, ulong before)
    {
        Span<byte> bytes = stackalloc byte[Largest];
        return Of(bytes[..Write(in rollEvent, bytes)], before);
    }

    /// <summary>The checksum of an event's bytes.</summary>
    /// <param name="bytes">What <see cref="Write"/> has written.</param>
    /// <param name="before">The checksum of the event before, 0 for the first.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong before) => XxHash3.HashToUInt64(bytes, (long)before);

    /// <summary>Writes what the checksum of an event is made of, and answers how many bytes that is.</summary>
    /// <param name="rollEvent">The event.</param>
    /// <param name="bytes">Takes at most <see cref="Largest"/> bytes.</param>
    public static int Write(in RollEvent rollEvent, Span<byte> bytes)
    {
        bytes[..Fixed].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, rollEvent.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], rollEvent.RollId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], rollEvent.At.UnixMilliseconds);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[24..], rollEvent.At.OffsetMinutes);
        bytes[26] = (byte)rollEvent.Kind;
        StudentId student = rollEvent.Student;
        MemoryMarshal.AsBytes(new ReadOnlySpan<StudentId>(in student)).CopyTo(bytes[32..]);

        // What registrations, which are nearly all events, do not have.
        int length = Fixed, has = 0;
        if (rollEvent.Kind == RollEventKind.Opened)
        {
            has |= HasClass;
            Add(bytes, ref length, rollEvent.Class.Value);
        }

        if (rollEvent.Opening?.Owner is { } owner)
        {
            has |= HasOwner;
            owner.Bytes.CopyTo(bytes[length..]);
            length += TokenHash.Size;
        }

        if (rollEvent.Reason is { Length: > 0 } reason)
        {
            has |= HasReason;
            Add(bytes, ref length, (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(reason)));
        }

        if (EventRow.ClosesAtOf(in rollEvent) is { } closesAt)
        {
            has |= HasLimit;
            Add(bytes, ref length, closesAt);
        }

        if (EventDetail.TextOf(in rollEvent) is { } detail)
        {
            has |= HasDetail;
            Add(bytes, ref length, (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(detail)));
        }

        if (EventDetail.SecretOf(in rollEvent) is { } secret)
        {
            has |= HasSecret;
            Add(bytes, ref length, (long)XxHash3.HashToUInt64(secret.Bytes));
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], has);
        return length;
    }

    /// <summary>The checksum of the number that an erasure leaves.</summary>
    public static ulong OfErased(long sequence)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, sequence);
        return XxHash3.HashToUInt64(bytes, (long)RollEventKind.Erased);
    }

    private static void Add(Span<byte> bytes, ref int length, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes[length..], value);
        length += sizeof(long);
    }
}
