using System.Buffers.Binary;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Reads SQLite's write-ahead log as a file. SQLite takes it to end at the first frame whose checksum is wrong, without a word: right
/// after a torn write, of which nobody was told, and wrong where a frame was damaged later. Commits are on disk before the next one is
/// written, so where a whole commit follows a broken one, the broken one had been acknowledged.
/// </summary>
internal sealed class LogScan
{
    private const int HeaderSize = 32, FrameHeaderSize = 24;
    private const uint Magic = 0x377f0682, UsualPageSize = 4096;

    private LogScan()
    {
    }

    /// <summary>The frames of the log's present use, in order. Of some the content may be damaged.</summary>
    public List<LogFrame> Frames { get; } = [];

    /// <summary>How many of them, from the first on, SQLite reads.</summary>
    public int Readable { get; private set; }

    /// <summary>The size of a page in bytes; 0 when there is no log.</summary>
    public int PageSize { get; private set; }

    /// <summary>The frame, counted from 0, that is damaged although it was acknowledged; −1 when there is none.</summary>
    public int DamagedFrame
    {
        get
        {
            bool ended = Readable < Frames.Count && Frames[Readable].EndsCommit;
            for (int i = Readable + 1; i < Frames.Count; i++)
            {
                if (ended && Frames[i].IsSound)
                {
                    return Readable;
                }

                ended |= Frames[i].IsSound && Frames[i].EndsCommit;
            }

            return -1;
        }
    }

    /// <summary>Reads a log; an empty one when there is none.</summary>
    /// <param name="path">The log's file.</param>
    /// <param name="page">Is given each frame's page, if anybody wants it.</param>
    public static LogScan Read(string path, FrameReader? page = null)
    {
        LogScan scan = new();
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
            scan.Read(file, page);
        }
        catch (Exception error) when (error is FileNotFoundException or EndOfStreamException)
        {
            // It ends within a frame, or there is none.
        }

        return scan;
    }

    private void Read(FileStream file, FrameReader? reader)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        file.ReadExactly(header);
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        bool bigEndian = magic == (Magic | 1);
        uint size = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        Checksum chain = default(Checksum).Add(header[..24], bigEndian);
        if ((magic | 1) != (Magic | 1) || size is < 512 or > 65536 || chain != Checksum.At(header[24..]))
        {
            if (reader is null)
            {
                return; // Never begun. What a damaged beginning hides, only the mark beside the database knows.
            }

            // Whoever wants the pages is given those that go with the first.
            size = UsualPageSize;
            file.ReadExactly(header[..16]);
            header[8..16].CopyTo(header[16..]);
            file.Position = HeaderSize;
        }

        PageSize = (int)size;
        byte[] frame = new byte[FrameHeaderSize + PageSize];
        Checksum stored = chain;
        bool isChained = true;
        while (true)
        {
            file.ReadExactly(frame);
            bool isOfThisUse = frame.AsSpan(8, 8).SequenceEqual(header[16..24]);
            if (!isOfThisUse && !IsFollowed(file, header[16..24]))
            {
                return; // What stands behind is of an earlier use of the log.
            }

            bool isSound = isOfThisUse && Checksum.At(frame.AsSpan(16)) == Of(stored);
            isChained = isChained && isSound;
            stored = Checksum.At(frame.AsSpan(16));
            uint pages = isOfThisUse ? BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) : 0;
            LogFrame read = new(BinaryPrimitives.ReadUInt32BigEndian(frame), pages, isSound);
            Frames.Add(read);
            reader?.Invoke(read, frame.AsSpan(FrameHeaderSize));
            Readable = isChained ? Frames.Count : Readable;

            Checksum Of(Checksum before) => before.Add(frame.AsSpan(0, 8), bigEndian).Add(frame.AsSpan(FrameHeaderSize), bigEndian);
        }
    }

    /// <summary>Whether the next frame has a salt: then the one before it may be damaged in its own.</summary>
    private static bool IsFollowed(FileStream file, ReadOnlySpan<byte> salt)
    {
        long here = file.Position;
        Span<byte> next = stackalloc byte[FrameHeaderSize];
        bool isFollowed = file.ReadAtLeast(next, FrameHeaderSize, throwOnEndOfStream: false) == FrameHeaderSize
            && next[8..16].SequenceEqual(salt);
        file.Position = here;
        return isFollowed;
    }

    /// <summary>SQLite's checksum of its log, as its file format describes it.</summary>
    private readonly record struct Checksum(uint First, uint Second)
    {
        public static Checksum At(ReadOnlySpan<byte> bytes) =>
            new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

        public Checksum Add(ReadOnlySpan<byte> bytes, bool bigEndian)
        {
            uint first = First, second = Second;
            for (int i = 0; i < bytes.Length; i += 8)
            {
                first += Word(bytes[i..], bigEndian) + second;
                second += Word(bytes[(i + 4)..], bigEndian) + first;
            }

            return new Checksum(first, second);
        }

        private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
            bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}

/// <summary>One frame of the log: a page as a commit left it.</summary>
/// <param name="Page">The page's number, from 1 on.</param>
/// <param name="Pages">How many pages the database has after the commit that this frame ends; 0 when it ends none.</param>
/// <param name="IsSound">Whether its own checksum fits, given that of the frame before.</param>
internal readonly record struct LogFrame(uint Page, uint Pages, bool IsSound)
{
    /// <summary>Whether the frame is a commit's last.</summary>
    public bool EndsCommit => Pages != 0;
}

/// <summary>Is given a frame and its page, which stands until it returns.</summary>
internal delegate void FrameReader(LogFrame frame, ReadOnlySpan<byte> page);
