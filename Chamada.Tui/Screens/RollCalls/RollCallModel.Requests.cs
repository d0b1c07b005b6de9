using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>What is asked of the server and of the teacher's folder, step by step.</content>
internal sealed partial class RollCallModel
{
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

            await MarkAsync(connection);
            if (_extendWanted)
            {
                await ExtendAsync(connection);
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
            IsLimitPassedOver = _limit is not null;
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
            ClientResult<OpenReply> answer = await connection.OpenAsync(Class, reserved.Token, _limit);
            if (answer.Try(out OpenReply? opened, out ClientError? refusal))
            {
                FolderError = await Task.Run(() => reserved.Confirm(opened.OpenedAt));
                _token = reserved.Stored;
                OpenedAt = opened.OpenedAt;
                Phase = RollCallPhase.Open;
                if (!reserved.IsTakenUp)
                {
                    Hear(opened.OpenedAt);
                }
            }
            else if (refusal.Code == "DENIED" && reserved.IsTakenUp)
            {
                // The lost request did open a roll call, whose time is over by now: its list is fetched first, then a new one opened.
                FolderError = await Task.Run(() => reserved.Confirm(null));
                _again = FolderError is null;
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
        List<RollCallNews>? early = [];
        ClientResult<ListReply> answer = await connection.WatchAsync(Class, _token!.Token, news => _thread.Post(() =>
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
        if (answer.Try(out ListReply? listing, out ClientError? error))
        {
            _watchedOn = connection;
            OpenedAt = listing.OpenedAt;
            ClosesAt = listing.ClosesAt;
            IsLimitPassedOver &= ClosesAt is null || ClosesAt != OpenedAt + _limit; // A lost answer may have opened it after all.
            Sheet.Reset(listing.Record);
            List<RollCallNews> waiting = early;
            early = null;
            foreach (RollCallNews news in waiting)
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

    private void Take(RollConnection connection, RollCallNews news)
    {
        if (connection != _watchedOn || Phase is not (RollCallPhase.Open or RollCallPhase.Closing))
        {
            return;
        }

        switch (news)
        {
            case StudentArrived arrived:
                Hear(news.At);
                Sheet.Take(new RecordEntry(arrived.Student, arrived.At, arrived.IsMark ? EntryKind.Marked : EntryKind.Present, arrived.Reason));
                break;
            case StudentRemoved removed:
                Hear(news.At);
                Sheet.Take(new RecordEntry(removed.Student, removed.At, EntryKind.Removed, removed.Reason));
                break;
            case LimitExtended:
                ClosesAt = news.At;
                break;
            case RollCallEnded when Phase == RollCallPhase.Open:
                IsTimeUp = !_closeWanted && news.At >= ClosesAt;
                Phase = RollCallPhase.Closing;
                Advance();
                break;
        }

        Changed?.Invoke();
    }

    /// <summary>Sends the marks that wait, in order. One whose answer is lost is sent again later: that changes nothing.</summary>
    private async Task MarkAsync(RollConnection connection)
    {
        while (Phase == RollCallPhase.Open && _marks.TryPeek(out HandMark? mark))
        {
            ClientResult<PresenceReply> answer = await connection.MarkAsync(Class, _token!.Token, mark.Student, mark.IsPresent, mark.Reason);
            if (answer.Try(out PresenceReply? reply, out ClientError? error))
            {
                _marks.Dequeue();
                LastMark = new MarkAnswer(mark, reply.Word, reply.At);
            }
            else if (error.Fault == ClientFault.Refused)
            {
                _marks.Dequeue();
                Refusal = error;
            }
            else
            {
                Failed(connection, error);
                return;
            }

            Changed?.Invoke();
        }
    }

    /// <summary>Asks once. When the answer is lost, the list that comes with the next connection tells how much time there is.</summary>
    private async Task ExtendAsync(RollConnection connection)
    {
        _extendWanted = false;
        if (Phase != RollCallPhase.Open)
        {
            return;
        }

        ClientResult<ExtendReply> answer = await connection.ExtendAsync(Class, _token!.Token, Extension);
        if (answer.Try(out ExtendReply? extended, out ClientError? error))
        {
            ClosesAt = extended.ClosesAt;
        }
        else
        {
            Failed(connection, error);
        }
    }

    private async Task CloseAsync(RollConnection connection)
    {
        ClientResult<CloseReply> answer = await connection.CloseAsync(Class, _token!.Token);
        if (answer.Try(out CloseReply? closed, out ClientError? error))
        {
            ClosedAt = closed.ClosedAt;
            Sheet.Reset(closed.Record);
            _marks.Clear();
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
        SavedList? elsewhere = null;
        FolderResult<IReadOnlyList<SavedListFile>> history = await Task.Run(() => _folder.SavedLists.History(Class));
        if (history.Try(out IReadOnlyList<SavedListFile>? lists, out _))
        {
            foreach (SavedListFile saved in lists.Take(3))
            {
                FolderResult<SavedList> reading = await Task.Run(() => SavedListFolder.Read(saved));
                if (reading.Try(out SavedList? roll, out _) && roll.OpenedAt is not null && roll.OpenedAt == OpenedAt)
                {
                    elsewhere = roll;
                    SavedFile = saved.File;
                    break;
                }
            }
        }

        if (elsewhere is not null)
        {
            Sheet.Reset(elsewhere);
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
        SavedList roll = Finished();
        FolderResult<SavedListFile> saving = await Task.Run(() =>
        {
            FolderResult<SavedListFile> result = _folder.SavedLists.Save(roll);
            if (result.Try(out SavedListFile? saved, out _) && _token is not null)
            {
                // Only a note for the next start: without it the server would be asked once more for what is already here.
                _ = Phase == RollCallPhase.Closed
                    ? TokenFolder.MarkSaved(_token, saved.File)
                    : TokenFolder.Forget(_token);
            }

            return result;
        });
        if (saving.Try(out SavedListFile? file, out FolderError? error))
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
            FolderError = await Task.Run(() => TokenFolder.Forget(_token));
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

    /// <summary>What has happened just now tells how far the server's clock is ahead of this machine's.</summary>
    private void Hear(DateTimeOffset now) => ServerAhead = now - _link.Clock.GetUtcNow();
}
