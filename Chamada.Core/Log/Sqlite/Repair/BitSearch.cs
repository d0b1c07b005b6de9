using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>
/// Looks for the one bit of a commit whose flip makes its checksum right. A checksum cannot be reckoned backwards, so each bit of each
/// row is tried with all the rows behind it: what that costs grows with the square of the commit's length.
/// </summary>
/// <param name="rows">The rows of one commit and roll call, in order.</param>
/// <param name="read">Reads a row; null where it cannot be true. Called from several threads.</param>
internal sealed class BitSearch(FoundRow[] rows, Func<FoundRow, RollEvent?> read)
{
    /// <summary>Some minutes on one core. It is reached where one commit has some twenty thousand registrations of one class.</summary>
    private const double MostChecksums = 2e10;

    /// <summary>
    /// About as many bits of a registration as can be wrong without anybody seeing it: its time and the student's number.
    /// </summary>
    private const int UsualBits = 110;

    private readonly byte[] _bytes = new byte[rows.Length * EventChecksum.Largest];
    private readonly int[] _lengths = new int[rows.Length];

    /// <summary>
    /// The row that is right instead of the one that was found, and where it stands; null where no single bit puts it right.
    /// </summary>
    /// <param name="chain">The checksum before the commit.</param>
    /// <param name="written">What the checksum after it may be.</param>
    public (int Index, FoundRow Row)? Find(ulong chain, ulong[] written)
    {
        int? unreadable = null;
        for (int i = 0; i < rows.Length; i++)
        {
            if (read(rows[i]) is { } rollEvent)
            {
                _lengths[i] = EventChecksum.Write(in rollEvent, _bytes.AsSpan(i * EventChecksum.Largest, EventChecksum.Largest));
            }
            else if (unreadable is null)
            {
                unreadable = i;
            }
            else
            {
                return null; // More than one bit is wrong.
            }
        }

        if (unreadable is { } only)
        {
            return FindAt(only, Chain(0, only, chain), written);
        }

        return rows.Length * (double)rows.Length / 2 * UsualBits > MostChecksums ? null : FindAnywhere(chain, written);
    }

    private (int Index, FoundRow Row)? FindAnywhere(ulong chain, ulong[] written)
    {
        ulong[] before = new ulong[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            before[i] = i == 0 ? chain : Chain(i - 1, i, before[i - 1]);
        }

        object gate = new();
        (int Index, FoundRow Row)? found = null;
        Parallel.For(0, rows.Length, (i, state) =>
        {
            if (!state.IsStopped && FindAt(i, before[i], written) is { } here)
            {
                lock (gate)
                {
                    found = here;
                }

                state.Stop();
            }
        });
        return found;
    }

    private (int Index, FoundRow Row)? FindAt(int index, ulong before, ulong[] written)
    {
        foreach (FoundRow flipped in rows[index].WithOneBitFlipped())
        {
            if (read(flipped) is { } rollEvent && written.Contains(Chain(index + 1, rows.Length, EventChecksum.Of(in rollEvent, before))))
            {
                return (index, flipped);
            }
        }

        return null;
    }

    private ulong Chain(int from, int to, ulong chain)
    {
        for (int i = from; i < to; i++)
        {
            chain = EventChecksum.Of(_bytes.AsSpan(i * EventChecksum.Largest, _lengths[i]), chain);
        }

        return chain;
    }
}
