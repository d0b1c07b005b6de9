using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Models;

/// <summary>
/// One roll call, from opening to the saved list. It says what it wants of the server whenever there is a connection, and takes up
/// where it stood after one was lost: every request of its way can be repeated without harm.
/// </summary>
internal sealed class RollCallModel : RollCallRecord, IDisposable
{
    private readonly ServerLink _link;
    private readonly TeacherFolder _folder;
    private readonly ModelThread _thread;
    private RollConnection? _watchedOn;
    private StoredToken? _token;
    private bool _running;
    private bool _again;
    private bool _closeWanted;

    /// <summary>Begins to open a roll call, or to take up one that this account opened before.</summary>
    public RollCallModel(ClassNumber number, Roster roster, ServerLink link, TeacherFolder folder, ModelThread thread)
        : base(number)
    {
        _link = link;
        _folder = folder;
        _thread = thread;
        Sheet.Roster = roster;
        link.Connected += OnConnected;
        Advance();
    }

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>With <see cref="RollCallPhase.Refused"/>: why. Otherwise the last refusal of the server that is not explained by the phase.</summary>
    public ClientError? Refusal { get; private set; }

    /// <summary>Why the teacher's folder could not be read or written; null when it could.</summary>
    public FolderError? FolderError { get; private set; }

    /// <summary>The list's file in the teacher's folder; null until it is there.</summary>
    public string? SavedFile { get; private set; }

    /// <summary>Whether the server knows that the list is saved, and has erased its copy.</summary>
    public bool Received { get; private set; }

    /// <summary>Whether closing was asked for and waits for the server.</summary>
    public bool CloseIsWaiting => _closeWanted && Phase is RollCallPhase.Open or RollCallPhase.Closing;

    /// <summary>Earlier lists of this class that had been closed but never fetched; they are saved now.</summary>
    public IReadOnlyList<string> RecoveredFiles { get; private set; } = [];

    /// <summary>Whether a list is here that the teacher's folder does not hold yet.</summary>
    public bool IsUnsaved => SavedFile is null && (Phase == RollCallPhase.Closed || (Phase == RollCallPhase.Gone && Sheet.Present > 0));

    /// <summary>Whether the roll call is over for this screen: leaving it loses nothing.</summary>
    public bool IsOver => Phase is RollCallPhase.Refused or RollCallPhase.Closed or RollCallPhase.Gone && !IsUnsaved;

    /// <summary>Closes the roll call, as soon as the server can be reached.</summary>
    public void Close()
    {
        if (Phase == RollCallPhase.Open)
        {
            _closeWanted = true;
            Advance();
        }
    }

    /// <summary>Tries again what failed on this machine: reading tokens, or saving the list.</summary>
    public void Retry()
    {
        FolderError = null;
        Advance();
    }

    /// <summary>Measures the roll call against another class list.</summary>
    public void Use(Roster roster)
    {
        Sheet.Roster = roster;
        Changed?.Invoke();
    }

    /// <summary>Lets go of the connection. The roll call goes on at the server.</summary>
    public void Dispose() => _link.Connected -= OnConnected;

    private void OnConnected(RollConnection connection) => Advance();

    private void Advance()
    {
        if (_running)
        {
            _again = true;
            return;
        }

        _running = true;
        _thread.Run(AdvanceAsync);
    }

    private async Task AdvanceAsync()
    {
        try
        {
            do
            {
                _again = false;
                await StepAsync();
                Changed?.Invoke();
            }
            while (_again);
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>Goes as far as this connection lets it go.</summary>
    private async Task StepAsync()
    {
        if (_link.Connection is { } connection)
        {
            if (Phase == RollCallPhase.Opening)
            {
                await OpenAsync(connection);
            }

            if (Phase == RollCallPhase.Open && !_closeWanted && _watchedOn != connection)
            {
                await WatchAsync(connection);
            }

            if (Phase == RollCallPhase.Closing || (Phase == RollCallPhase.Open && _closeWanted))
            {
                Phase = RollCallPhase.Closing;
                Changed?.Invoke();
                await CloseAsync(connection);
            }
        }

        if (IsUnsaved)
        {
            await SaveAsync();
        }

        if (Phase == RollCallPhase.Closed && SavedFile is not null && !Received && _link.Connection is { } last)
        {
            await ReceiveAsync(last);
        }
    }

    private async Task OpenAsync(RollConnection connection)
    {
        TokenReview review = await TokenReview.RunAsync(connection, _link.Server, Class, _folder);
        RecoveredFiles = [.. RecoveredFiles, .. review.SavedFiles];
        if (review.Failed is { } folderError)
        {
            FolderError = folderError;
            return;
        }

        if (review.Broken is { } broken)
        {
            Failed(connection, broken);
            return;
        }

        if (review.Open is { } open)
        {
            _token = open;
            OpenedAt = open.OpenedAt;
            Phase = RollCallPhase.Open;
            return;
        }

        FolderResult<ReservedToken> reserving = await Task.Run(() => _folder.Tokens.Reserve(_link.Server, Class, RollClient.NewToken));
        if (!reserving.Try(out ReservedToken? reserved, out FolderError? error))
        {
            FolderError = error;
            return;
        }

        using (reserved)
        {
            ClientResult<OpenedRoll> answer = await connection.OpenAsync(Class, reserved.Token);
            if (answer.Try(out OpenedRoll? opened, out ClientError? refusal))
            {
                FolderError = await Task.Run(() => reserved.Confirm(opened.OpenedAt));
                _token = reserved.Stored;
                OpenedAt = opened.OpenedAt;
                Phase = RollCallPhase.Open;
            }
            else if (refusal.Fault == ClientFault.Refused)
            {
                FolderError = await Task.Run(reserved.Forget);
                Refusal = refusal;
                Phase = RollCallPhase.Refused;
            }
            else
            {
                Failed(connection, refusal);
            }
        }
    }

    private async Task WatchAsync(RollConnection connection)
    {
        List<RollNews>? early = [];
        ClientResult<RollListing> answer = await connection.WatchAsync(Class, _token!.Token, news => _thread.Post(() =>
        {
            // News may be here before the list that they follow.
            if (early is null)
            {
                Take(connection, news);
            }
            else
            {
                early.Add(news);
            }
        }));
        if (answer.Try(out RollListing? listing, out ClientError? error))
        {
            _watchedOn = connection;
            OpenedAt = listing.OpenedAt;
            Sheet.Reset(listing.Students);
            List<RollNews> waiting = early;
            early = null;
            foreach (RollNews news in waiting)
            {
                Take(connection, news);
            }
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Failed(connection, error);
        }
        else if (error.Code is "NOTOPEN" or "DENIED")
        {
            // Closed by another program of this account, or by its time limit: then CLOSE gives the list.
            Phase = RollCallPhase.Closing;
        }
        else
        {
            Refusal = error;
        }
    }

    private void Take(RollConnection connection, RollNews news)
    {
        if (connection != _watchedOn || Phase is not (RollCallPhase.Open or RollCallPhase.Closing))
        {
            return;
        }

        if (news is StudentArrived arrived)
        {
            Sheet.Add(arrived.Student, arrived.At);
        }
        else if (news is RollEnded && Phase == RollCallPhase.Open)
        {
            Phase = RollCallPhase.Closing;
            Advance();
        }

        Changed?.Invoke();
    }

    private async Task CloseAsync(RollConnection connection)
    {
        ClientResult<ClosedRoll> answer = await connection.CloseAsync(Class, _token!.Token);
        if (answer.Try(out ClosedRoll? closed, out ClientError? error))
        {
            ClosedAt = closed.ClosedAt;
            Sheet.Reset(closed.Students);
            Phase = RollCallPhase.Closed;
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Failed(connection, error);
        }
        else if (error.Code is "NOTOPEN" or "DENIED")
        {
            await FindElsewhereAsync();
        }
        else
        {
            // For example a server that cannot write: the roll call stays open, and the teacher is told why.
            Refusal = error;
            _closeWanted = false;
            Phase = RollCallPhase.Open;
        }
    }

    /// <summary>The server has nothing left of it: either another program of this account holds the list, or it is lost there.</summary>
    private async Task FindElsewhereAsync()
    {
        FinishedRoll? elsewhere = null;
        FolderResult<IReadOnlyList<SavedRoll>> history = await Task.Run(() => _folder.Rolls.History(Class));
        if (history.Try(out IReadOnlyList<SavedRoll>? lists, out _))
        {
            foreach (SavedRoll saved in lists.Take(3))
            {
                FolderResult<FinishedRoll> reading = await Task.Run(() => TeacherFolderRolls.Read(saved));
                if (reading.Try(out FinishedRoll? roll, out _) && roll.OpenedAt is not null && roll.OpenedAt == OpenedAt)
                {
                    elsewhere = roll;
                    SavedFile = saved.File;
                    break;
                }
            }
        }

        if (elsewhere is not null)
        {
            Sheet.Reset(elsewhere.Students.Select(static attendance => attendance.Student));
            ClosedAt = elsewhere.ClosedAt;
            Received = true;
            Phase = RollCallPhase.Closed;
        }
        else
        {
            ClosedAt = Sheet.Arrivals.Count > 0 ? Sheet.Arrivals[^1].At ?? OpenedAt : OpenedAt;
            Phase = RollCallPhase.Gone;
        }
    }

    private async Task SaveAsync()
    {
        FinishedRoll roll = Finished();
        FolderResult<SavedRoll> saving = await Task.Run(() =>
        {
            FolderResult<SavedRoll> result = _folder.Rolls.Save(roll);
            if (result.Try(out SavedRoll? saved, out _) && _token is not null)
            {
                // Only a note for the next start: without it the server would be asked once more for what is already here.
                _ = Phase == RollCallPhase.Closed
                    ? TeacherFolderTokens.MarkSaved(_token, saved.File)
                    : TeacherFolderTokens.Forget(_token);
            }

            return result;
        });
        if (saving.Try(out SavedRoll? file, out FolderError? error))
        {
            FolderError = null;
            SavedFile = file.File;
        }
        else
        {
            FolderError = error;
        }
    }

    private async Task ReceiveAsync(RollConnection connection)
    {
        ClientResult<string> answer = await connection.ReceivedAsync(Class, _token!.Token);
        if (answer.Try(out _, out ClientError? error) || error.Code is "NOTOPEN" or "DENIED")
        {
            FolderError = await Task.Run(() => TeacherFolderTokens.Forget(_token));
            Received = true;
        }
        else if (error.Fault == ClientFault.Refused)
        {
            Refusal = error;
        }
        else
        {
            Failed(connection, error);
        }
    }

    /// <summary>The roll call as it is saved and exported.</summary>
    public FinishedRoll Finished() => new(Class, OpenedAt, ClosedAt ?? OpenedAt ?? default, _link.Server,
        [.. Sheet.Arrivals.Select(static attendee => new FinishedAttendance(attendee.Student, attendee.At))])
    {
        Absent = Sheet.Roster.Count == 0 ? null : [.. Sheet.Absentees.Select(static entry => entry.Student)],
        OffRoster = Sheet.Roster.Count == 0 ? null : [.. Sheet.Arrivals.Where(attendee => !Sheet.Roster.Contains(attendee.Student)).Select(static attendee => attendee.Student)],
    };

    private void Failed(RollConnection connection, ClientError error)
    {
        if (error.Fault == ClientFault.Refused)
        {
            Refusal = error;
        }
        else
        {
            _link.Drop(connection, error);
        }
    }
}
