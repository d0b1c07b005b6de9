namespace Chamada.Core.Archive;

/// <summary>
/// A stored token for a request to open that is on its way. While it is held, no other program of this account takes the token
/// up; when the program ends, however it ends, the operating system lets go of it and the token stays on disk as pending.
/// </summary>
public sealed class ReservedToken : IDisposable
{
    private readonly FileStream _held;
    private StoredToken _stored;

    internal ReservedToken(StoredToken stored, FileStream held, bool takenUp)
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
        FolderError? error = FolderError.Catch(_stored.File, () =>
        {
            TeacherFolderFiles.Replace(opened.File, opened.ToJson()).Dispose();
            _held.SetLength(0); // Whoever has just opened the old file, to take the token up, finds that it is too late.
        });
        if (error is null)
        {
            _stored = opened;
        }

        return error;
    }

    /// <summary>The server refused to open: the token is of no use.</summary>
    public FolderError? Forget() => FolderError.Catch(_stored.File, () =>
    {
        TeacherFolderFiles.Delete(_stored.File);
        _held.SetLength(0);
    });

    /// <summary>Lets go of the token. It stays on disk as it is.</summary>
    public void Dispose() => _held.Dispose();
}
