using System.Buffers.Text;
using System.IO.Hashing;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// The highest sequence that anybody was told of, in a small file beside the database. A database that ends earlier has lost something:
/// its log is damaged, or an older copy lies in its place. SQLite would take either for all that there is.
/// </summary>
/// <remarks>
/// It is written before anybody is told, which outlasts a kill, but is only now and then made to outlast a power failure: after one it may
/// be older than the database, never newer. What is between is for <see cref="LogScan"/> to find.
/// </remarks>
internal sealed class DurableMark : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "chamada.mark";

    // "chamada-mark 1 ", 20 digits, a space, 16 hexadecimal digits of the checksum of what is before, a newline: within one sector.
    private const int NumberAt = 15, NumberLength = 20, ChecksumAt = NumberAt + NumberLength + 1, Length = ChecksumAt + 17;

    private readonly byte[] _line = new byte[Length];
    private readonly FileStream _file;
    private volatile bool _isFlushed;

    private DurableMark(FileStream file)
    {
        _file = file;
        Prefix.CopyTo(_line);
    }

    private static ReadOnlySpan<byte> Prefix => "chamada-mark 1 "u8;

    /// <summary>Reads the mark of a data folder. 0 when there is none, or none that can be trusted.</summary>
    public static long Read(string directory)
    {
        byte[] line = new byte[Length];
        try
        {
            using FileStream file = new(
                Path.Combine(directory, FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.ReadExactly(line);
        }
        catch (Exception error) when (error is FileNotFoundException or EndOfStreamException)
        {
            return 0;
        }

        return line.AsSpan().StartsWith(Prefix)
            && Utf8Parser.TryParse(line.AsSpan(NumberAt, NumberLength), out long sequence, out int used) && used == NumberLength
            && Utf8Parser.TryParse(line.AsSpan(ChecksumAt, 16), out ulong checksum, out used, 'x') && used == 16
            && checksum == XxHash3.HashToUInt64(line.AsSpan(0, ChecksumAt))
            ? sequence
            : 0;
    }

    /// <summary>Opens the mark of a data folder to write it.</summary>
    public static DurableMark Open(string directory) =>
        new(OwnFile.Open(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Writes a sequence down. It outlasts the process at once, and a power failure after <see cref="Flush"/>.</summary>
    public void Set(long sequence)
    {
        Utf8Formatter.TryFormat(sequence, _line.AsSpan(NumberAt), out _, new('D', NumberLength));
        _line[ChecksumAt - 1] = (byte)' ';
        Utf8Formatter.TryFormat(XxHash3.HashToUInt64(_line.AsSpan(0, ChecksumAt)), _line.AsSpan(ChecksumAt), out _, new('x', 16));
        _line[^1] = (byte)'\n';
        RandomAccess.Write(_file.SafeFileHandle, _line, 0);
        _isFlushed = false;
    }

    /// <summary>Makes the last sequence outlast a power failure. On any thread.</summary>
    public void Flush()
    {
        if (!_isFlushed)
        {
            // In this order: what is written meanwhile, by another thread, may not be in it.
            _isFlushed = true;
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
