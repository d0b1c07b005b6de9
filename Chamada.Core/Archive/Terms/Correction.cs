using System.Security.Cryptography;
using Chamada.Core.Rolls;
using Chamada.Core.Unicode;

namespace Chamada.Core.Archive.Terms;

/// <summary>What a teacher changes about a roll call that is over. The list that was saved stays as it is.</summary>
public abstract record CorrectionChange
{
    private CorrectionChange()
    {
    }

    /// <summary>A student's attendance is another one. Somebody whom the list does not know is added by it.</summary>
    /// <param name="Student">Who.</param>
    /// <param name="As">What it comes to.</param>
    /// <param name="Missed">How many lessons were missed; null for all with an absence, and none with a presence.</param>
    /// <param name="Ground">The rule by which it is excused; empty where none is named.</param>
    public sealed record Status(StudentId Student, AttendanceStatus As, int? Missed, string Ground) : CorrectionChange;

    /// <summary>A number was mistyped: its attendance is another student's.</summary>
    /// <param name="From">The number that is in the list.</param>
    /// <param name="To">Whose attendance it is.</param>
    public sealed record Moved(StudentId From, StudentId To) : CorrectionChange;

    /// <summary>The meeting had another number of lessons.</summary>
    public sealed record Lessons(int Count) : CorrectionChange;

    /// <summary>The roll call does not count: a trial, say.</summary>
    public sealed record Discarded : CorrectionChange;

    /// <summary>The roll call belongs to another time.</summary>
    /// <param name="OpenedAt">When the meeting was.</param>
    public sealed record Dated(DateTimeOffset OpenedAt) : CorrectionChange;

    /// <summary>An earlier correction does not hold any more.</summary>
    /// <param name="Number">Which, from 1.</param>
    public sealed record Undone(int Number) : CorrectionChange;
}

/// <summary>Why something was corrected, so that it can be erased later without breaking the chain: what the chain holds is its
/// seal.</summary>
/// <param name="Text">The reason; null where it was erased.</param>
/// <param name="Salt">32 random hexadecimal digits, so that nobody finds an erased reason by trying; null where it was erased.</param>
/// <param name="Seal">The hash of both.</param>
public sealed record SealedReason(string? Text, string? Salt, ChainHead Seal)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxLength = 500;

    /// <summary>Seals a reason. What nobody sees is taken off.</summary>
    /// <param name="text">The reason.</param>
    /// <param name="salt">16 random bytes.</param>
    public static SealedReason Of(string text, ReadOnlySpan<byte> salt)
    {
        string clean = Clean(text), digits = Convert.ToHexStringLower(salt);
        return new SealedReason(clean, digits, RecordChain.Seal(digits, clean));
    }

    /// <summary>A reason as it is kept: without what nobody sees, and without space around it.</summary>
    public static string Clean(string text) => HiddenCharacters.TakeOff(text).Trim();

    /// <summary>The same without what it says.</summary>
    public SealedReason Erased() => new(null, null, Seal);
}

/// <summary>A correction as it stands in the record.</summary>
/// <param name="Number">Which of its roll call, from 1.</param>
/// <param name="At">When it was made, by this machine's clock.</param>
/// <param name="By">By which account.</param>
/// <param name="Change">What is changed.</param>
/// <param name="Reason">Why.</param>
public sealed record Correction(int Number, DateTimeOffset At, string By, CorrectionChange Change, SealedReason Reason)
{
    /// <summary>Makes the salt of a reason.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);

    /// <summary>
    /// The corrections that hold, in the order of their time, so that machines that have taken up each other's come to the same: those that
    /// were undone, and the undoing itself, are left out.
    /// </summary>
    public static IReadOnlyList<Correction> InForce(IReadOnlyList<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        HashSet<int> undone = [];
        for (int i = corrections.Count - 1; i >= 0; i--)
        {
            if (corrections[i].Change is CorrectionChange.Undone undo && !undone.Contains(corrections[i].Number))
            {
                undone.Add(undo.Number);
            }
        }

        return
        [
            .. corrections.Where(one => one.Change is not CorrectionChange.Undone && !undone.Contains(one.Number))
                .OrderBy(static one => one.At),
        ];
    }
}
