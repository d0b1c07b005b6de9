using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

internal sealed partial class PostgresLane
{
    /// <summary>Appends what has been decided.</summary>
    /// <param name="session">The connection. After an exception the turn is to be taken again, with another one.</param>
    public void AppendTurn(PostgresSession session)
    {
        Turning?.Invoke();
        if (_isUnsure)
        {
            FindOut(session);
        }
        else if (_lockedTurns > 0)
        {
            LockedTurn(session);
        }
        else if (Try(session, isLocked: false) is { } began)
        {
            Committed(began);
        }
        else
        {
            LoseTo(session);
        }
    }

    /// <summary>Takes up what a barrier has told: all that is known by now is durable.</summary>
    /// <param name="news">What others have appended.</param>
    public void BarrierTurn(List<Appended> news)
    {
        bool isWhole = news.Count < PostgresSession.Page;
        if (news.Count > 0)
        {
            lock (_gate)
            {
                for (int i = 0; isWhole && i < _flight.Waiters.Length; i++)
                {
                    _fresh.Add(_flight.Waiters[i]);
                }
            }

            Lose(news, isSettled: true);
            return;
        }

        lock (_gate)
        {
            _settled = _last;
            _flight.Settle(_settlements, Durability.Durable);
        }

        Tell();
        _settlements.Tell();
    }

    /// <summary>Takes up what others have appended.</summary>
    /// <param name="news">What they have.</param>
    /// <param name="isSettled">Whether it is durable.</param>
    public void Lose(List<Appended> news, bool isSettled)
    {
        lock (_gate)
        {
            try
            {
                foreach (Appended append in news)
                {
                    if (append.Seq != _known + 1 && _isLoaded)
                    {
                        throw new InvalidDataException($"what followed place {_known} is gone; the server is to be started again");
                    }

                    _news.Add(append);
                    _known = append.Seq;
                    _last = append.Last;
                }
            }
            catch (InvalidDataException error)
            {
                Break(error);
            }

            if (isSettled)
            {
                _settled = _last;
            }

            _news.LoseFirst(_flight.Events);
            _news.Lose(_gathering.Events);
            _flight.Settle(_settlements, Durability.Lost);
            _gathering.Settle(_settlements, Durability.Lost);
            _isUnsure = _isExpired = false;
        }

        _settlements.Tell();
        NewsCame?.Invoke();
    }

    /// <summary>An attempt has failed, and nobody knows with what outcome.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _isUnsure = _flight.Events.Length > 0;
        }
    }

    /// <returns>When the append began, or null where somebody else was quicker.</returns>
    private long? Try(PostgresSession session, bool isLocked)
    {
        Append append = _bodies.Of(Number, _known, _flight);
        long began = _store.Clock.Elapsed;
        bool isWon = isLocked ? session.TryAppendAndCommit(in append) : session.TryAppend(in append);
        return isWon ? began : null;
    }

    private void Committed(long began)
    {
        int count;
        lock (_gate)
        {
            count = _flight.Events.Length;
            _known++;
            foreach (RollEvent mine in _flight.Events)
            {
                _news.Learn(in mine);
                _untold.Enqueue(mine);
            }

            _last = _settled = _flight.Events[^1].Sequence;
            _applied = Math.Max(_applied, _last);
            _flight.Settle(_settlements, Durability.Durable);
            _isUnsure = _isExpired = false;
        }

        _store.Options.Committed?.Invoke(count, TimeSpan.FromTicks(_store.Clock.Elapsed - began));
        Tell();
        _settlements.Tell();
    }

    private void LoseTo(PostgresSession session)
    {
        List<Appended> news = session.News(Number, _known);
        if (news.Count == 0)
        {
            session.ReadClock(isSurprise: true);
        }
        else
        {
            _lockedTurns = PostgresStore.LockedTurns;
        }

        Lose(news, isSettled: false);
    }

    /// <summary>One trip to lock the lane and see what others have appended, one to append.</summary>
    private void LockedTurn(PostgresSession session)
    {
        _lockedTurns--;
        List<Appended> news = session.Lock(Number, _known);
        if (news.Count > 0)
        {
            Lose(news, isSettled: false);
            lock (_gate)
            {
                _flight.TakeOver(_gathering);
            }
        }

        if (_flight.Events.Length == 0)
        {
            session.Commit();
        }
        else if (Try(session, isLocked: true) is { } began)
        {
            Committed(began);
        }
        else
        {
            LoseTo(session);
        }
    }

    /// <summary>
    /// Finds out what became of an append whose commit nobody has confirmed. The same is tried again, under the same name; or, where nobody
    /// waits for it any more, its place is taken by an append of nothing, so that it cannot happen later.
    /// </summary>
    private void FindOut(PostgresSession session)
    {
        bool isFence;
        Append append;
        lock (_gate)
        {
            isFence = _isExpired;
            append = isFence ? AppendBodies.Nothing(Number, _known, _flight.Fence, _last) : _bodies.Of(Number, _known, _flight);
        }

        long began = _store.Clock.Elapsed;
        if (session.TryAppend(in append))
        {
            if (isFence)
            {
                Fenced([]);
            }
            else
            {
                Committed(began);
            }

            return;
        }

        List<Appended> news = session.Barrier([Number], [_known]);
        if (news.Count == 0)
        {
            session.ReadClock(isSurprise: true);
        }
        else if (news[0].Writer == _flight.Id)
        {
            Committed(began);
            if (news.Count > 1)
            {
                Lose(news[1..], isSettled: true);
            }
        }
        else if (news[0].Writer == _flight.Fence)
        {
            Fenced(news[1..]);
        }
        else
        {
            Lose(news, isSettled: true);
        }
    }

    private void Fenced(List<Appended> news)
    {
        _known++;
        Lose(news, isSettled: true);
    }
}
