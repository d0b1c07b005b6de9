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

    /// <summary>Writes down a spot check that was carried through.</summary>
    public void Note(SpotCheck check)
    {
        if (OpenedAt is not null && SavedFile is null)
        {
            Note(Notes with { SpotChecks = [.. Notes.SpotChecks, check] });
        }
    }

    private void Note(RollNotes notes)
    {
        Show(notes);
        _notesChanged = true;
        if (!_writingNotes)
        {
            _thread.Run(WriteNotesAsync);
        }

        Changed?.Invoke();
    }

    private void Show(RollNotes notes)
    {
        Notes = notes;
        Sheet.Kept = [.. notes.Settled.Select(static settled => settled.Student)];
        Sheet.Earlier = notes.Earlier?.Students;
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
            Show(notes);
            if (_earlier is not null)
            {
                Note(notes with { Earlier = _earlier }); // It has just been opened.
            }
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
