using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chamada.Core.Rolls;

/// <summary>
/// The chain of SHA-256 over a roll call's record: each head is the hash of the head before and of what one entry says, so a head vouches
/// for all up to its entry. What is hashed is text, each part with its length in bytes before it (<c>3:abc,</c>), so that no two records
/// are the same bytes. It stands in saved lists and in receipts, so none of it is ever made in another way.
/// </summary>
public static class RecordChain
{
    private const string Title = "chamada record 1";
    private const string Closing = "closed";
    private const string Refusal = "refused";
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>The head before the first entry.</summary>
    /// <param name="salt">The roll call's salt.</param>
    /// <param name="number">The class, in decimal digits.</param>
    /// <param name="openedAt">When it was opened, as it stands on the wire.</param>
    public static ChainHead Start(string salt, string number, string openedAt) => Link(Title, salt, number, openedAt);

    /// <inheritdoc cref="Start(string, string, string)"/>
    public static ChainHead Start(RecordSalt salt, ClassNumber number, DateTimeOffset openedAt)
    {
        ArgumentNullException.ThrowIfNull(salt);
        return Start(salt.Text, number.ToString(), TextOf(openedAt));
    }

    /// <summary>The head at an entry.</summary>
    /// <param name="before">The head before it.</param>
    /// <param name="at">When, as it stands on the wire.</param>
    /// <param name="word">What it says (<see cref="MarkWords"/>).</param>
    /// <param name="student">Of whom; empty where it is about nobody.</param>
    /// <param name="reason">Why; empty when there is no reason.</param>
    public static ChainHead Next(ChainHead before, string at, string word, string student, string reason) =>
        Link(before.ToString(), at, word, student, reason);

    /// <inheritdoc cref="Next(ChainHead, string, string, string, string)"/>
    public static ChainHead Next(ChainHead before, DateTimeOffset at, Mark mark, StudentId student, string reason) =>
        Next(before, TextOf(at), MarkWords.Of(mark), student.ToString(), reason);

    /// <summary>The head at a count of refusals, which stand behind the last entry.</summary>
    /// <param name="before">The head before it.</param>
    /// <param name="last">When somebody was refused with the word for the last time, as it stands on the wire.</param>
    /// <param name="word">The word.</param>
    /// <param name="count">How often, in decimal digits.</param>
    public static ChainHead Refused(ChainHead before, string last, string word, string count) =>
        Next(before, last, Refusal, word, count);

    /// <inheritdoc cref="Refused(ChainHead, string, string, string)"/>
    public static ChainHead Refused(ChainHead before, DateTimeOffset last, string word, long count) =>
        Refused(before, TextOf(last), word, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The head behind the last entry, which vouches for the end: that nothing was cut off, and when it was closed.</summary>
    public static ChainHead End(ChainHead last, string closedAt) => Next(last, closedAt, Closing, "", "");

    /// <inheritdoc cref="End(ChainHead, string)"/>
    public static ChainHead End(ChainHead last, DateTimeOffset closedAt) => End(last, TextOf(closedAt));

    /// <summary>The head before the first correction of a saved list.</summary>
    /// <param name="number">The class, in decimal digits.</param>
    /// <param name="openedAt">When it was opened, as the list has it; empty where it does not say.</param>
    /// <param name="closedAt">When it was closed, likewise.</param>
    /// <param name="listEnd">The end of the list's own chain, as it has it; empty where it has none.</param>
    public static ChainHead StartOfCorrections(string number, string openedAt, string closedAt, string listEnd) =>
        Link("chamada corrections 1", number, openedAt, closedAt, listEnd);

    /// <summary>The head at a correction.</summary>
    /// <param name="before">The head before it.</param>
    /// <param name="at">When it was made, as it stands in the file.</param>
    /// <param name="by">By which account.</param>
    /// <param name="change">What is changed, as the texts of its members.</param>
    /// <param name="reason">The seal of its reason (<see cref="Seal"/>), so that a reason can be erased and the chain still holds.</param>
    public static ChainHead NextCorrection(
        ChainHead before, string at, string by, IReadOnlyList<string> change, ChainHead reason) =>
        Link([before.ToString(), at, by, .. change, reason.ToString()]);

    /// <summary>The seal of a reason: who does not know the salt cannot find out by trying what it was.</summary>
    public static ChainHead Seal(string salt, string reason) => Link(salt, reason);

    private static string TextOf(DateTimeOffset time) => time.ToString(Iso, CultureInfo.InvariantCulture);

    private static ChainHead Link(params ReadOnlySpan<string> parts)
    {
        ArrayBufferWriter<byte> bytes = new(256);
        foreach (string part in parts)
        {
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(part)}:"), bytes);
            Encoding.UTF8.GetBytes(part, bytes);
            bytes.Write(","u8);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return new ChainHead(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}
