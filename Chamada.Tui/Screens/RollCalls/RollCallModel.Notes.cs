using Chamada.Core.Archive;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>What is noted on this machine: the server knows nothing of it, and it stands in the saved list in the end.</content>
internal sealed partial class RollCallModel
{
    /// <summary>What is noted; on disk a moment later.</summary>
    public RollNotes Notes { get; private set; } = RollNotes.None;

    /// <summary>Keeps somebody of whom something is to be settled, or, who is kept already, asks once more.</summary>
    public void Keep(StudentId student)
    {
        if (Phase == RollCallPhase.Open && OpenedAt is not null)
        {
            Note(Notes.WithKept(student, _link.Clock.GetLocalNow()));
        }
    }

    private void Note(RollNotes notes)
    {
        Notes = notes;
        Sheet.Kept = [.. notes.Settled.Select(static settled => settled.Student)];
        _notesChanged = true;
        if (!_writingNotes)
        {
            _thread.Run(WriteNotesAsync);
        }

        Changed?.Invoke();
    }

    private async Task WriteNotesAsync()
    {
        _writingNotes = true;
        try
        {
            while (_notesChanged && OpenedAt is { } opened && SavedFile is null)
            {
                _notesChanged = false;
                RollNotes notes = Notes;
                FolderError = await Task.Run(() => _folder.Notes.Write(Class, opened, notes)) ?? FolderError;
            }
        }
        finally
        {
            _writingNotes = false;
            Changed?.Invoke();
        }
    }

    /// <summary>Takes up what an earlier start of the program has noted, once.</summary>
    private async Task ReadNotesAsync(DateTimeOffset opened)
    {
        if (_notesRead)
        {
            return;
        }

        _notesRead = true;
        FolderResult<RollNotes> reading = await Task.Run(() => _folder.Notes.Read(Class, opened));
        if (reading.Try(out RollNotes? notes, out FolderError? error))
        {
            Notes = notes;
            Sheet.Kept = [.. notes.Settled.Select(static settled => settled.Student)];
        }

        FolderError = error ?? FolderError;
    }

    /// <summary>The notes stand in the saved list: the file of their own is not needed any more.</summary>
    private async Task ForgetNotesAsync()
    {
        if (OpenedAt is { } opened)
        {
            _ = await Task.Run(() => _folder.Notes.Forget(Class, opened)); // A file that is left does no harm.
        }
    }
}
