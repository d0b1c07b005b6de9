using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Tui.Screens.Boards;

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

            if (IsRosterDue)
            {
                await GiveRosterAsync(connection);
            }

            await MarkAsync(connection);
            await CheckAsync(connection);
            if (_extendWanted)
            {
                await ExtendAsync(connection);
            }

            if (_codeWanted is { } period)
            {
                _codeWanted = null;
                await ChangeCodeAsync(connection, period);
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

        if (Phase == RollCallPhase.Closed && IsReceiptDue && _link.Connection is { } last)
        {
            await ReceiveAsync(last);
        }
    }

    private RollCallDelivery Deliver(IRollClient connection) => new(new DirectRequests(connection), _link.Servers, _folder);

    private async Task OpenAsync(IRollClient connection)
    {
        TokenReview review = await ReviewAsync(connection);
        if (review.FolderError is not null || review.Error is not null)
        {
            return;
        }

        if (review.Open is { } open)
        {
            _token = open;
            OpenedAt = open.OpenedAt;
            _isLimitPassedOver = _limit is not null;
            Phase = RollCallPhase.Open;
            return;
        }

        Opening opening = await OpenAsync(Deliver(connection));
        FolderError = opening.FolderError;
        if (opening.Token is { } token)
        {
            _token = token;
            OpenedAt = opening.OpenedAt;
            Phase = RollCallPhase.Open;
            if (!opening.IsTakenUp)
            {
                Hear(opening.OpenedAt!.Value);
            }
        }
        else if (opening.Refusal is { } refusal)
        {
            Refusal = refusal;
            Phase = RollCallPhase.Refused;
        }
        else if (opening.Error is { } error)
        {
            Failed(connection, error);
        }

        if (opening.LeavesList)
        {
            // An earlier request of this account, whose answer was lost, had opened a roll call whose time is over by now.
            await ReviewAsync(connection);
        }
    }

    /// <summary>Looks at this class's tokens; lists that had been closed but never fetched are saved.</summary>
    private async Task<TokenReview> ReviewAsync(IRollClient connection)
    {
        TokenReview review = await Deliver(connection).ReviewAsync(Class, CancellationToken.None);
        RecoveredFiles = [.. RecoveredFiles, .. review.SavedFiles];
        LostLists += review.Lost;
        FolderError = review.FolderError ?? (review.Unreadable is [var unreadable, ..] ? unreadable : FolderError);
        if (review.Error is { } broken)
        {
            Failed(connection, broken);
        }

        return review;
    }

    private async Task WatchAsync(IRollClient connection)
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
            await ReadNotesAsync(listing.OpenedAt);
            ClosesAt = listing.ClosesAt;
            if (_isLimitPassedOver && ClosesAt != OpenedAt + _limit) // A lost answer may have opened it after all.
            {
                Answered(new MinutesAnswer());
            }

            _isLimitPassedOver = false;
            Sheet.Reset(listing.Record);
            HasList = true;
            List<RollCallNews> waiting = early;
            early = null;
            foreach (RollCallNews news in waiting)
            {
                Take(connection, news);
            }

            await AskCodeAsync(connection);
        }
        else if (error.HasNothingUnderToken)
        {
            // Closed by another program of this account, or by its time limit: then CLOSE gives the list.
            _isOverThere = true;
            Phase = RollCallPhase.Closing;
        }
        else
        {
            Failed(connection, error);
        }
    }

    private void Take(IRollClient connection, RollCallNews news)
    {
        if (connection != _watchedOn || Phase is not (RollCallPhase.Open or RollCallPhase.Closing))
        {
            return;
        }

        switch (news)
        {
            case EntryAdded added:
                Hear(news.At);
                Sheet.Take(added.Entry);
                break;
            case CodeTurned turned:
                _codesHeard++;
                Show(turned.Code);
                break;
            case LimitExtended:
                ClosesAt = news.At;
                break;
            case RollCallEnded when Phase == RollCallPhase.Open:
                IsTimeUp = !_closeWanted && news.At >= ClosesAt;
                _isOverThere = true;
                Phase = RollCallPhase.Closing;
                Advance();
                break;
        }

        Changed?.Invoke();
    }

    /// <summary>Asks for the code of now; what follows is told to those who watch. A server of the first edition has none.</summary>
    private async Task AskCodeAsync(IRollClient connection)
    {
        int heard = _codesHeard;
        ClientResult<CodeReply> answer = await connection.CodeAsync(Class, _token!.Token);
        if (answer.Try(out CodeReply? code, out ClientError? error))
        {
            if (heard == _codesHeard)
            {
                Show(code); // Otherwise a newer one came meanwhile.
            }
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Failed(connection, error);
        }
    }

    private async Task ChangeCodeAsync(IRollClient connection, TimeSpan period)
    {
        if (Phase != RollCallPhase.Open)
        {
            return;
        }

        int heard = _codesHeard;
        ClientResult<CodeReply> answer = await connection.ChangeCodeAsync(Class, _token!.Token, period);
        if (!answer.Try(out CodeReply? code, out ClientError? error))
        {
            Failed(connection, error);
        }
        else if (heard == _codesHeard)
        {
            Show(code);
        }
    }

    private void Show(CodeReply reply) => Code = reply.Code is { } digits
        ? new ClassCode(digits.ToString(), reply.Period, reply.Left, _link.Clock.GetTimestamp())
        : null;

    /// <summary>Sends the marks that wait, in order. One whose answer is lost is sent again later: that changes nothing.</summary>
    private async Task MarkAsync(IRollClient connection)
    {
        while (Phase == RollCallPhase.Open && _marks.TryPeek(out HandMark? mark))
        {
            if (mark.Undoes is { } undone && _ineffective.Contains(undone))
            {
                // It changed nothing: the student had come by himself, and is not to lose that.
                _marks.Dequeue();
                continue;
            }

            ClientResult<PresenceReply> answer =
                await connection.MarkAsync(Class, _token!.Token, mark.Student, mark.IsPresent, mark.Reason);
            if (answer.Try(out PresenceReply? reply, out ClientError? error))
            {
                _marks.Dequeue();
                Answered(new MarkAnswer(mark, reply.Word, reply.At));
                if (reply.Word is not ("REGISTERED" or "REMOVED"))
                {
                    Forget(mark);
                }
            }
            else if (error.HasNothingUnderToken)
            {
                // Over at the server before the news of it came: the mark waits on, and closing tells that it was too late.
                _isOverThere = true;
                Phase = RollCallPhase.Closing;
                return;
            }
            else if (error.Fault == ClientFault.Refused)
            {
                _marks.Dequeue();
                Forget(mark);
                RefusedBy(error);
            }
            else
            {
                Failed(connection, error);
                return;
            }

            Changed?.Invoke();
        }
    }

    /// <summary>A mark changed nothing, so there is nothing to take back.</summary>
    private void Forget(HandMark mark)
    {
        _ineffective.Add(mark);
        _undoable.RemoveAll(other => ReferenceEquals(other, mark));
    }

    /// <summary>Asks once. When the answer is lost, the list that comes with the next connection tells how much time there is.</summary>
    private async Task ExtendAsync(IRollClient connection)
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

    private async Task CloseAsync(IRollClient connection)
    {
        ClientResult<CloseReply> answer = await Deliver(connection).CloseAsync(_token!, CancellationToken.None);
        if (answer.Try(out CloseReply? closed, out ClientError? error))
        {
            ClosedAt = closed.ClosedAt;
            Sheet.Reset(closed.Record);
            _isRecordWhole = closed.IsWhole;
            _refused = closed.Refused;
            IsTimeUp |= !_closeWanted && closed.ClosedAt >= ClosesAt; // Also where the news of it found nobody.
            MissMarks();
            IsDiscarded = _discardWanted;
            Phase = RollCallPhase.Closed;
        }
        else if (error.HasNothingUnderToken)
        {
            await FindElsewhereAsync(connection);
        }
        else
        {
            Failed(connection, error);
            if (error.Fault == ClientFault.Refused && !_isOverThere)
            {
                // A server that cannot write, for example: the roll call stays open and watched, and the teacher is told why. One that is
                // over already is asked for again, until its list is here.
                _closeWanted = _discardWanted = false;
                Phase = RollCallPhase.Open;
            }
        }
    }

    /// <summary>
    /// The server has nothing left of it: another program of this account holds the list, or the server has moved it to a file, or it is
    /// lost there.
    /// </summary>
    private async Task FindElsewhereAsync(IRollClient connection)
    {
        MissMarks();
        _discardWanted = false;
        SavedListFile? file = OpenedAt is { } opened ? await Task.Run(() => _folder.SavedLists.Find(Class, opened)) : null;
        file ??= (await Deliver(connection).FetchUnfetchedAsync(_token!, CancellationToken.None))?.Value;
        if (file is not null && (await Task.Run(() => SavedListFolder.Read(file))).Try(out SavedList? elsewhere, out _))
        {
            SavedFile = file.File;
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

    /// <summary>What still waits comes too late: it is told, and saved as that.</summary>
    private void MissMarks()
    {
        LateMarks = [.. _marks.Select(static mark => new LateMark(mark.Student, mark.IsPresent, mark.Reason, mark.WantedAt))];
        _marks.Clear();
    }

    private async Task SaveAsync()
    {
        SavedList list = ToSavedList();
        bool isGone = Phase == RollCallPhase.Gone;
        FolderResult<SavedListFile> saving = await Task.Run(() => _folder.Save(list, _token));
        if (!saving.Try(out SavedListFile? file, out FolderError? error))
        {
            FolderError = error;
            return;
        }

        if (_token is { } token)
        {
            // Only a note for the next start: without it the server would be asked once more for what is already here. What it has lost, it
            // has said that it has lost.
            _ = await Task.Run(() => isGone ? TokenFolder.Forget(token) : TokenFolder.MarkSaved(token, file.File));
        }

        await ForgetNotesAsync(); // They stand in the list.

        FolderError = null;
        SavedFile = file.File;
        IsLateSaved = LateMarks.Count > 0 && (await Task.Run(() => SavedListFolder.Read(file))).Value?.Late.Count == LateMarks.Count;
    }

    private async Task ReceiveAsync(IRollClient connection)
    {
        Receipt receipt = await Deliver(connection).ReceiptAsync(_token!, CancellationToken.None);
        if (receipt.Error is { } error)
        {
            Failed(connection, error);
            return;
        }

        FolderError = receipt.FolderError;
        Received = true;
    }

    private void Failed(IRollClient connection, ClientError error)
    {
        if (error.Fault == ClientFault.Refused)
        {
            RefusedBy(error);
        }
        else
        {
            _link.Drop(connection, error);
        }
    }

    /// <summary>What has happened just now tells how far the server's clock is ahead of this machine's.</summary>
    private void Hear(DateTimeOffset now) => ServerAhead = now - _link.Clock.GetUtcNow();
}
