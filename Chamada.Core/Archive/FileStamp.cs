using System.Buffers.Binary;

namespace Chamada.Core.Archive;

/// <summary>By what a file is known again as the one that was read, without reading it.</summary>
/// <param name="Size">Its bytes.</param>
/// <param name="Modified">When it was written last, in nanoseconds since 1970.</param>
/// <param name="Changed">
/// When the file system last changed anything about it, in nanoseconds since 1970: nobody can set that back. 0 where a system does not say.
/// </param>
public readonly record struct FileStamp(long Size, long Modified, long Changed)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>A file's stamp as it is now; null where there is no such file, or it cannot be asked for.</summary>
    public static FileStamp? Of(string file)
    {
        Span<byte> status = stackalloc byte[FileNames.StatusSize];
        if (FileNames.TryReadStatus(file, status))
        {
            return new FileStamp(BinaryPrimitives.ReadInt64LittleEndian(status[0x28..]), Time(status[0x70..]), Time(status[0x60..]));
        }

        FileInfo info = new(file);
        return info.Exists
            ? new FileStamp(info.Length, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick, 0)
            : null;
    }

    /// <summary>
    /// Whether the file is older than some time: one that was written a moment ago may be written once more within the same tick of the
    /// file system's clock, and then has the same stamp with other content.
    /// </summary>
    public bool IsOlderThan(DateTimeOffset time) =>
        Math.Max(Modified, Changed) < (time.UtcDateTime - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    private static long Time(ReadOnlySpan<byte> at) =>
        (BinaryPrimitives.ReadInt64LittleEndian(at) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(at[8..]);
}
