namespace Chamada.Core.Archive;

/// <summary>
/// A stored token for a request to open that is on its way. While it is held, no other program of this account takes the token
/// up; when the program ends, however it ends, the operating system lets go of it and the token stays on disk as pending.
/// </summary>
public sealed class ReservedToken : IDisposable
{
    private readonly TokenLock _held;
    private StoredToken _stored;

    internal ReservedToken(StoredToken stored, TokenLock held, bool takenUp)
    {
        _stored = stored;
        IsTakenUp = takenUp;
        _held = held;
    }

    /// <summary>What stands on disk.</summary>
    public StoredToken Stored => _stored;

    /// <summary>The token to open with.</summary>
    public string Token => _stored.Token;

    /// <summary>Whether an earlier program has sent this token already, and no answer came: the roll call may be open.</summary>
    public bool IsTakenUp { get; }

    /// <summary>The server opened the roll call: the token becomes the right to close it.</summary>
    /// <param name="openedAt">When; null when it is only known that it did, once.</param>
    public FolderError? Confirm(DateTimeOffset? openedAt)
    {
        StoredToken opened = _stored with { State = TokenState.Opened, OpenedAt = openedAt };
        FolderError? error = FolderError.Catch(opened.File, () => TeacherFolderFiles.Replace(opened.File, opened.ToJson()));
        if (error is null)
        {
            _stored = opened;
        }

        return error;
    }

    /// <summary>Notes what is wanted for the roll call, before the server hears of it.</summary>
    public FolderError? Note(LessonChoice lessons)
    {
        StoredToken noted = _stored with { Lessons = lessons };
        FolderError? error = FolderError.Catch(noted.File, () => TeacherFolderFiles.Replace(noted.File, noted.ToJson()));
        if (error is null)
        {
            _stored = noted;
        }

        return error;
    }

    /// <summary>The server has nothing under the token: it is of no use.</summary>
    public FolderError? Forget() => TokenFolder.Forget(_stored);

    /// <summary>Lets go of the token. It stays on disk as it is.</summary>
    public void Dispose() => _held.Dispose();
}

/// <summary>
/// Says to other programs of the account that a token is being asked for. A file beside the token, so that the token itself can be read and
/// replaced by anybody meanwhile, on every system.
/// </summary>
internal sealed class TokenLock : IDisposable
{
    private readonly FileStream _file;

    private TokenLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a token's file.</summary>
    /// <returns>Null when another program holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    /// <exception cref="IOException">The disk is full, say.</exception>
    public static TokenLock? TryTake(string tokenFile)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string file = Path.ChangeExtension(tokenFile, ".lock");
        try
        {
            return new TokenLock(new FileStream(file, options));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(file))
        {
            return null;
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();
}
