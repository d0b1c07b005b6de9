using System.Diagnostics;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

public sealed partial class PostgresStore
{
    /// <summary>A lane has something to be done.</summary>
    internal void Enqueue(PostgresLane lane)
    {
        lock (_gate)
        {
            _ready.Enqueue(lane);
            if (_ready.Count <= _idle)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads.Count < Options.Connections && !_isClosed)
            {
                Thread thread = new(Work) { Name = "store", IsBackground = true };
                _threads.Add(thread);
                thread.Start();
            }
        }
    }

    /// <summary>The database does not answer.</summary>
    internal void NoteAway(Exception error)
    {
        lock (_gate)
        {
            if (_isAway || _isClosed)
            {
                return;
            }

            _isAway = true;
            _awaySince = Stopwatch.GetTimestamp();
        }

        PostgresLog.StoreAway(Options.Log, Place, PostgresFault.CauseOf(error));
    }

    /// <summary>The database answers.</summary>
    internal void NoteBack()
    {
        if (!_isAway)
        {
            return;
        }

        lock (_gate)
        {
            if (!_isAway)
            {
                return;
            }

            _isAway = false;
        }

        PostgresLog.StoreBack(Options.Log, Place, (long)Stopwatch.GetElapsedTime(_awaySince).TotalMilliseconds);
    }

    /// <summary>Lets some time pass until the next attempt.</summary>
    internal void PauseBeforeRetry()
    {
        _closing.Wait(RetryInterval);
    }

    private void Work()
    {
        PostgresSession? session = null;
        try
        {
            List<PostgresLane> turn = [];
            while (Next() is { } lane)
            {
                turn.Clear();
                turn.Add(lane);
                Turn(turn, ref session);
            }
        }
        finally
        {
            session?.Dispose();
        }
    }

    private PostgresLane? Next()
    {
        lock (_gate)
        {
            while (_ready.Count == 0 && !_isClosed)
            {
                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }

            return _ready.TryDequeue(out PostgresLane? lane) ? lane : null;
        }
    }

    private void Turn(List<PostgresLane> lanes, ref PostgresSession? session)
    {
        PostgresLane first = lanes[0];
        try
        {
            if (first.Begin() is not { } isAppend)
            {
                return;
            }

            session ??= OpenSession();
            if (isAppend)
            {
                first.AppendTurn(session);
            }
            else
            {
                TakeOthersToConfirm(lanes);
                Confirm(lanes, session);
            }

            NoteBack();
        }
#pragma warning disable CA1031 // Whatever it is, the same is tried again on another connection.
        catch (Exception error)
#pragma warning restore CA1031
        {
            session?.Dispose();
            session = null;
            if (error is not NpgsqlException)
            {
                PostgresLog.StoreTurnFailed(Options.Log, error);
            }

            NoteAway(error);
            foreach (PostgresLane lane in lanes)
            {
                lane.Doubt();
            }

            PauseBeforeRetry();
            if (_isClosed)
            {
                return;
            }
        }

        foreach (PostgresLane lane in lanes)
        {
            lane.End();
        }
    }

    /// <summary>Whoever asks about all classes has every lane wait for a word of the database: one word is enough.</summary>
    private void TakeOthersToConfirm(List<PostgresLane> lanes)
    {
        PostgresLane[] ready;
        lock (_gate)
        {
            ready = [.. _ready];
            _ready.Clear();
        }

        foreach (PostgresLane lane in ready)
        {
            switch (lane.Begin())
            {
                case true:
                    Enqueue(lane);
                    break;
                case false:
                    lanes.Add(lane);
                    break;
                case null:
                    break;
            }
        }
    }

    private static void Confirm(List<PostgresLane> lanes, PostgresSession session)
    {
        foreach (PostgresLane lane in lanes)
        {
            lane.Turning?.Invoke();
        }

        ILookup<int, Appended> news = session
            .Barrier([.. lanes.Select(static lane => lane.Number)], [.. lanes.Select(static lane => lane.Known)])
            .ToLookup(static append => append.Lane);
        foreach (PostgresLane lane in lanes)
        {
            lane.BarrierTurn([.. news[lane.Number]]);
        }
    }
}
