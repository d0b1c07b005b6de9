namespace Chamada.Core.Archive.Rosters;

/// <summary>Why a file could not be read at all.</summary>
public enum FileFault
{
    /// <summary>There is none of that name.</summary>
    NotFound,

    /// <summary>It is a folder.</summary>
    IsFolder,

    /// <summary>It is larger than any class list, or has no end.</summary>
    TooLarge,

    /// <summary>It gave nothing for as long as one waits for a file: a pipe that nobody writes to, a terminal.</summary>
    Silent,

    /// <summary>This account may not read it.</summary>
    Denied,

    /// <summary>The operating system could not.</summary>
    Failed,
}

/// <summary>A file's content, or why there is none.</summary>
/// <param name="Content">What is in it; null where it could not be read.</param>
/// <param name="Fault">Why not; null where it could.</param>
/// <param name="Cause">The operating system's words, where it had any.</param>
public sealed record FileReading(byte[]? Content, FileFault? Fault = null, string Cause = "");

/// <summary>Reads whatever a name leads to, without ever reading or waiting on without end.</summary>
public static class RosterFile
{
    /// <summary>The most that is read, in bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>How long a file may give nothing. A local one gives at once; this is for network drives, and for what is no file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads a file. Every failure is an answer.</summary>
    /// <param name="path">Its path, as the operating system takes it.</param>
    /// <param name="clock">Measures how long it gives nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task<FileReading> ReadAsync(string path, TimeProvider clock, CancellationToken cancellation = default)
    {
        if (Directory.Exists(path))
        {
            return new FileReading(null, FileFault.IsFolder);
        }

        // Opening a pipe waits for who writes to it, and nothing can call that off: it is left behind on its thread.
        Task<FileReading> reading = Task.Factory.StartNew(
            () => OpenAndReadAsync(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try
        {
            return await reading.WaitAsync(Patience, clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new FileReading(null, FileFault.Silent);
        }
    }

    /// <summary>Reads an input that is open already, for as long as it lasts.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task<FileReading> ReadAsync(Stream input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            using MemoryStream content = new();
            byte[] buffer = new byte[64 * 1024];
            int read;
            while ((read = await input.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MaxBytes)
                {
                    return new FileReading(null, FileFault.TooLarge);
                }
            }

            return new FileReading(content.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(e);
        }
    }

    private static async Task<FileReading> OpenAndReadAsync(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return file is { CanSeek: true, Length: > MaxBytes }
                ? new FileReading(null, FileFault.TooLarge)
                : await ReadAsync(file).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failed(e);
        }
    }

    private static FileReading Failed(Exception e) => new(null, e switch
    {
        FileNotFoundException or DirectoryNotFoundException => FileFault.NotFound,
        UnauthorizedAccessException => FileFault.Denied,
        _ => FileFault.Failed,
    }, e.Message);
}
