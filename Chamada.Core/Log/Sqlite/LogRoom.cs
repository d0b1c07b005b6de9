namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Fills SQLite's write-ahead log with zeros ahead of its use. To overwrite a part of a file and have that on disk takes about half the
/// time that it takes to make the file longer, and every commit waits for it.
/// </summary>
internal static class LogRoom
{
    private const int HeaderSize = 32, FrameSize = 24 + 4096;
    private const long FreeSpaceToLeave = 256 << 20;

    /// <summary>
    /// Makes a database's log long enough for a number of frames. To be called while the write lock is held: then nobody else adds to the
    /// log, and what stands in it stays as it is. Where there is no room to spare it does nothing.
    /// </summary>
    public static void Make(string database, int frames)
    {
        try
        {
            if (new DriveInfo(database).AvailableFreeSpace < FreeSpaceToLeave)
            {
                return;
            }

            using FileStream log = new(
                database + "-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            long target = HeaderSize + ((long)frames * FrameSize);
            byte[] zeros = new byte[1 << 16];
            for (log.Position = log.Length; log.Position < target;)
            {
                log.Write(zeros, 0, (int)Math.Min(zeros.Length, target - log.Position));
            }

            log.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without it commits are slower until the log has grown by itself.
        }
    }
}
