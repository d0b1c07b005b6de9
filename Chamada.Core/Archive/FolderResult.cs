using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Chamada.Core.Archive;

/// <summary>What kind of refusal of a file system it was: the part that can be said in the user's language.</summary>
public enum FolderFault
{
    /// <summary>Anything else; the operating system's words say what.</summary>
    Other,

    /// <summary>This account may not.</summary>
    Denied,

    /// <summary>There is no such file or folder.</summary>
    NotFound,

    /// <summary>The disk is full, or the account's share of it.</summary>
    Full,

    /// <summary>The disk can only be read.</summary>
    ReadOnly,

    /// <summary>The content is not what it should be.</summary>
    Damaged,
}

/// <summary>A file system's refusal, as a value.</summary>
/// <param name="Path">The file or folder that it is about.</param>
/// <param name="Cause">The operating system's words.</param>
/// <param name="Fault">The kind.</param>
public sealed record FolderError(string Path, string Cause, FolderFault Fault = FolderFault.Other)
{
    private const int NoSpace = 28, ReadOnlyFileSystem = 30, QuotaLinux = 122, QuotaMac = 69;
    private const int DiskFullOnWindows = unchecked((int)0x80070070), WriteProtectedOnWindows = unchecked((int)0x80070013);

    /// <summary>What a file system call threw, as a value.</summary>
    /// <param name="path">What it was about.</param>
    /// <param name="exception">What it threw.</param>
    public static FolderError Of(string path, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new FolderError(path, exception.Message, exception switch
        {
            UnauthorizedAccessException => FolderFault.Denied,
            FileNotFoundException or DirectoryNotFoundException => FolderFault.NotFound,
            InvalidDataException => FolderFault.Damaged,
            { HResult: NoSpace or QuotaLinux or QuotaMac or DiskFullOnWindows } => FolderFault.Full,
            { HResult: ReadOnlyFileSystem or WriteProtectedOnWindows } => FolderFault.ReadOnly,
            _ => FolderFault.Other,
        });
    }

    /// <summary>Runs file system calls and turns what they throw into a value.</summary>
    /// <returns>Null when all went well.</returns>
    public static FolderError? Catch(string path, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Of(path, e);
        }
    }
}

/// <summary>What was read or written, or why it could not be.</summary>
public readonly record struct FolderResult<T>
    where T : class
{
    /// <summary>What was asked for; null when there is an error.</summary>
    public T? Value { get; private init; }

    /// <summary>Why there is none; null when there is.</summary>
    public FolderError? Error { get; private init; }

    /// <summary>Whether it went well, and what came of it.</summary>
    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out FolderError? error)
    {
        value = Value;
        error = Error;
        return value is not null;
    }

    /// <summary>Wraps a result.</summary>
    public static implicit operator FolderResult<T>(T value) => new() { Value = value };

    /// <summary>Wraps a failure.</summary>
    public static implicit operator FolderResult<T>(FolderError error) => new() { Error = error };
}

/// <summary>What a folder holds. A file that cannot be read is named and takes nothing else with it.</summary>
/// <param name="items">What could be read.</param>
/// <param name="unreadable">What could not.</param>
public sealed class FolderListing<T>(IReadOnlyList<T> items, IReadOnlyList<FolderError> unreadable) : IReadOnlyList<T>
{
    /// <summary>The files that could not be read, and why.</summary>
    public IReadOnlyList<FolderError> Unreadable => unreadable;

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes results.</summary>
public static class FolderResult
{
    /// <summary>Wraps a result whose type is an interface: those convert from no value by themselves.</summary>
    public static FolderResult<T> Of<T>(T value)
        where T : class => value;

    /// <summary>Runs file system calls and turns what they throw into a value.</summary>
    public static FolderResult<T> Catch<T>(string path, Func<T> read)
        where T : class
    {
        T? value = null;
        FolderError? error = FolderError.Catch(path, () => value = read());
        return error is null ? value! : error;
    }
}
