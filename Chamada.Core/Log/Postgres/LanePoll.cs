using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// Looks at what others have appended: often in lanes in which somebody here watches, now and then in all. One question for all of them;
/// only where there is something, one more that makes sure that it lasts, before anybody is told.
/// </summary>
internal sealed class LanePoll(PostgresStore store) : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly List<PostgresLane> _taken = [];
    private Thread? _thread;
    private bool _isWoken;
    private bool _isStopping;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "poll", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Looks soon.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        if (_thread is { } thread)
        {
            await Task.Run(thread.Join).ConfigureAwait(false);
        }
    }

    private void Run()
    {
        PostgresSession? session = null;
        long all = 0;
        while (Pause(IsAnyWatched() ? store.Options.PollInterval : store.Options.IdleInterval))
        {
            long now = store.Clock.Elapsed;
            bool isAll = now - all >= store.Options.IdleInterval.Ticks;
            try
            {
                session ??= store.OpenSession();
                Look(session, isAll);
                store.NoteBack();
                all = isAll ? now : all;
            }
#pragma warning disable CA1031 // Whatever it is, it is tried again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                session?.Dispose();
                session = null;
                store.NoteAway(error);
                store.PauseBeforeRetry();
            }
            finally
            {
                foreach (PostgresLane lane in _taken)
                {
                    lane.End();
                }

                _taken.Clear();
            }
        }

        session?.Dispose();
    }

    private bool IsAnyWatched() => Array.Exists(store.Lanes, static lane => lane.IsWatched());

    private void Look(PostgresSession session, bool isAll)
    {
        if (isAll)
        {
            session.ReadClock();
        }

        _taken.AddRange(store.Lanes.Where(lane => (isAll || lane.IsWatched()) && lane.TryTake()));
        if (_taken.Count == 0)
        {
            return;
        }

        int[] lanes = [.. _taken.Select(static lane => lane.Number)];
        long[] known = [.. _taken.Select(static lane => lane.Known)];
        if (session.Look(lanes, known).Count == 0)
        {
            return;
        }

        ILookup<int, Appended> news = session.Barrier(lanes, known).ToLookup(static append => append.Lane);
        foreach (PostgresLane lane in _taken)
        {
            if (news[lane.Number].Any())
            {
                lane.Lose([.. news[lane.Number]], isSettled: true);
            }
        }
    }

    private bool Pause(TimeSpan time)
    {
        lock (_gate)
        {
            if (!_isStopping && !_isWoken)
            {
                Monitor.Wait(_gate, time);
            }

            _isWoken = false;
            return !_isStopping;
        }
    }
}
