using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chamada.Core.Rolls;

/// <summary>
/// 32 bits of a student number that nobody outside can predict, so nobody can choose numbers that fall on one place: for any two
/// different numbers the chance that they get the same bits is one in 2³², whoever chose them.
/// </summary>
/// <remarks>
/// Multilinear-HM of Lemire and Kaser, "Strongly universal string hashing is fast" (The Computer Journal 57, 2014): the number's eight
/// words of 32 bits, each plus a random word of 64 bits, multiplied in pairs and added up modulo 2⁶⁴; the upper half of the sum.
/// </remarks>
internal static class StudentHash
{
    private static readonly Keys Random = MemoryMarshal.Read<Keys>(RandomNumberGenerator.GetBytes(Unsafe.SizeOf<Keys>()));

    /// <summary>The hash under the keys of this process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(in StudentId student)
    {
        ref uint words = ref Unsafe.As<StudentId, uint>(ref Unsafe.AsRef(in student));
        ref readonly Keys keys = ref Random;
        ulong sum = keys.First;
        sum += (keys.A + words) * (keys.B + Unsafe.Add(ref words, 1));
        sum += (keys.C + Unsafe.Add(ref words, 2)) * (keys.D + Unsafe.Add(ref words, 3));
        sum += (keys.E + Unsafe.Add(ref words, 4)) * (keys.F + Unsafe.Add(ref words, 5));
        sum += (keys.G + Unsafe.Add(ref words, 6)) * (keys.H + Unsafe.Add(ref words, 7));
        return (uint)(sum >> 32);
    }

    private readonly record struct Keys(
        ulong First, ulong A, ulong B, ulong C, ulong D, ulong E, ulong F, ulong G, ulong H);
}
