using System.Buffers.Binary;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>
/// All rows that can be read from the bytes of a database and its log, whatever SQLite thinks of them: from the newest version of each
/// page, and apart from these from older versions, which may have what the newest has lost.
/// </summary>
internal sealed class FoundRows
{
    private const int PageSize = 4096, LeafHeader = 8, FileHeader = 100;

    private readonly Dictionary<long, List<FoundRow>> _rows = [];
    private readonly HashSet<long> _rolls = [];

    private FoundRows()
    {
    }

    /// <summary>The numbers of the rows, in order.</summary>
    public IEnumerable<long> Sequences => _rows.Keys.Order();

    /// <summary>
    /// What was found under a number, the newest first. Of a roll call that no newest page knows, which is one that was erased, there is
    /// nothing.
    /// </summary>
    public IReadOnlyList<FoundRow> this[long sequence] =>
        [.. _rows[sequence].Where(row => row.Kind == RollEventKind.Erased || _rolls.Contains(row.Roll))];

    /// <summary>Reads the files of a data folder.</summary>
    public static FoundRows Read(string database)
    {
        byte[] file = File.Exists(database) ? File.ReadAllBytes(database) : [];
        Dictionary<uint, byte[]> newest = [];
        for (int at = 0; at + PageSize <= file.Length; at += PageSize)
        {
            newest[(uint)(at / PageSize) + 1] = file.AsSpan(at, PageSize).ToArray();
        }

        List<(LogFrame Frame, byte[] Page)> frames = [];
        LogScan scan = LogScan.Read(database + JournalFile.LogSuffix, (frame, page) => frames.Add((frame, page.ToArray())));
        List<(uint Number, byte[] Page)> older = [];
        if (scan.PageSize == PageSize)
        {
            int committed = frames.FindLastIndex(static frame => frame.Frame.EndsCommit);
            foreach ((LogFrame frame, byte[] page) in frames.Take(committed + 1))
            {
                if (newest.TryGetValue(frame.Page, out byte[]? before))
                {
                    older.Add((frame.Page, before));
                }

                newest[frame.Page] = page;
            }
        }

        FoundRows found = new();
        foreach ((uint number, byte[] page) in newest.OrderBy(static page => page.Key))
        {
            found.Add(number, page, isNewest: true);
        }

        foreach ((uint number, byte[] page) in Enumerable.Reverse(older))
        {
            found.Add(number, page, isNewest: false);
        }

        return found;
    }

    private void Add(uint number, ReadOnlySpan<byte> page, bool isNewest)
    {
        // The kind of page and the count of rows are not asked: they may be what is damaged, and what is no row is found out by its
        // checksum.
        int header = number == 1 ? FileHeader : 0, firstCell = PageSize;
        for (int pointer = header + LeafHeader; pointer + 2 <= firstCell; pointer += 2)
        {
            int cell = BinaryPrimitives.ReadUInt16BigEndian(page[pointer..]);
            int at = cell;
            if (cell >= pointer + 2 && cell < PageSize && RowAt(page, ref at) is { } row)
            {
                firstCell = Math.Min(firstCell, cell);
                Add(row, isNewest);
            }
        }

        // One row stands behind the other, also where what points to one is damaged.
        for (int at = firstCell; at < PageSize && RowAt(page, ref at) is { } row;)
        {
            Add(row, isNewest);
        }
    }

    private static FoundRow? RowAt(ReadOnlySpan<byte> page, ref int at)
    {
        if (!SqliteVarint.TryRead(page, ref at, out long length)
            || !SqliteVarint.TryRead(page, ref at, out long sequence)
            || length <= 0 || length > PageSize - at)
        {
            return null;
        }

        at += (int)length;
        return FoundRow.Parse(sequence, page.Slice(at - (int)length, (int)length));
    }

    private void Add(FoundRow row, bool isNewest)
    {
        if (row.Kind == RollEventKind.Erased)
        {
            if (!isNewest)
            {
                return; // Another one has taken its place.
            }
        }
        else if (isNewest)
        {
            _rolls.Add(row.Roll);
        }

        if (!_rows.TryGetValue(row.Sequence, out List<FoundRow>? rows))
        {
            _rows.Add(row.Sequence, rows = []);
        }

        if (!rows.Contains(row))
        {
            rows.Add(row);
        }
    }
}
