using System.Diagnostics.CodeAnalysis;

namespace Chamada.Core.Archive;

/// <summary>A file system's refusal, as a value.</summary>
/// <param name="Path">The file or folder that it is about.</param>
/// <param name="Cause">The operating system's words.</param>
public sealed record FolderError(string Path, string Cause)
{
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
            return new FolderError(path, e.Message);
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
