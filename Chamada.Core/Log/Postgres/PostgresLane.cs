using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// One lane of the log: the order of all that happened to some of the classes. What a roll book decides gathers while one append is under
/// way; one of the store's threads at a time appends the next, so groups are as large as the database is slow. Whether the place after the
/// last one that is known is still free is found out by appending: where it is not, what was decided did not happen, and is decided again.
/// </summary>
internal sealed partial class PostgresLane : IRollLog
{
    private readonly Lock _gate = new();
    private readonly Lock _telling = new();
    private readonly PostgresStore _store;
    private readonly Settlements _settlements;
    private readonly LaneNews _news = new();
    private readonly LaneGroup _gathering = new(), _flight = new();
    private readonly HashSet<IDurabilityWaiter> _fresh = [];
    private readonly Queue<RollEvent> _untold = new();
    private readonly AppendBodies _bodies = new();
    private long _known;
    private long _last;
    private long _settled;
    private long _durable;
    private long _applied;
    private int _lockedTurns;
    private bool _isOwned;
    private bool _isUnsure;
    private bool _isExpired;
    private bool _isLoaded;
    private volatile bool _isBroken;

    /// <summary>A lane that knows nothing yet.</summary>
    /// <param name="store">Appends and reads for it.</param>
    /// <param name="number">Its number in the database.</param>
    /// <param name="before">The number after which those of its events begin.</param>
    public PostgresLane(PostgresStore store, int number, long before)
    {
        _store = store;
        _settlements = new Settlements(store.Options.Log);
        Number = number;
        _last = _settled = _durable = _applied = before;
        _news.ContinueAfter(before);
        Feed = new RollFeed(store.Options.Log);
    }

    /// <summary>Its number in the database.</summary>
    public int Number { get; }

    /// <summary>Lets the book take up what <see cref="Read"/> has for it, when nobody asks for anything.</summary>
    public Action? NewsCame { get; set; }

    /// <summary>Whether somebody here watches a roll call of it; nobody does unless told otherwise.</summary>
    public Func<bool> IsWatched { get; set; } = static () => false;

    /// <summary>Called before each word with the database, for tests that let somebody else be quicker.</summary>
    public Action? Turning { get; set; }

    /// <summary>The place up to which it is known. For the thread that has the lane.</summary>
    public long Known => _known;

    /// <inheritdoc/>
    public long DurableSequence => Volatile.Read(ref _durable);

    /// <inheritdoc/>
    public bool HasFailed => _isBroken || _store.IsClosed;

    /// <inheritdoc/>
    public bool HasNews => _news.Any;

    /// <inheritdoc/>
    public RollFeed Feed { get; }

    /// <inheritdoc/>
    public void Read(IRollReader reader)
    {
        (RollEvent[] lost, List<RollEvent> others, long last) = TakeNews();
        try
        {
            reader.Undo(lost);
            foreach (RollEvent other in others)
            {
                reader.Apply(in other);
            }

            reader.ContinueAfter(last);
        }
        catch (Exception error) when (error is InvalidDataException or OutOfMemoryException)
        {
            Break(error);
        }

        lock (_gate)
        {
            foreach (RollEvent other in others)
            {
                _untold.Enqueue(_news.Told(in other));
            }

            _applied = Math.Max(_applied, last);
            if (_applied > _settled)
            {
                Own(); // It can be seen, but whether it lasts is to be asked.
            }
        }

        Tell();
    }

    /// <inheritdoc/>
    public bool Append(ReadOnlySpan<RollEvent> events, IDurabilityWaiter waiter)
    {
        lock (_gate)
        {
            bool isFresh = _fresh.Count > 0 && _fresh.Remove(waiter);
            if (HasFailed)
            {
                _settlements.Add(waiter, Durability.Failed);
            }
            else if (_news.Any)
            {
                _news.Lose(events);
                _settlements.Add(waiter, Durability.Lost);
            }
            else if (isFresh && events.IsEmpty && _gathering.IsEmpty && _flight.IsEmpty)
            {
                return true;
            }
            else
            {
                _gathering.Add(events, waiter, _store.Clock.Elapsed);
                Own();
                return false;
            }
        }

        _settlements.TellLater();
        return false;
    }

    /// <summary>Takes the lane, and what is to be done for it. To be followed by one of the turns.</summary>
    /// <returns>Whether something is to be appended; false where what is known is only to be confirmed; null where nothing is to be
    /// done.</returns>
    public bool? Begin()
    {
        lock (_gate)
        {
            if (_flight.IsEmpty && !_isUnsure)
            {
                _flight.TakeOver(_gathering);
            }

            if (_flight.IsEmpty && !_isUnsure && _applied <= _settled)
            {
                _isOwned = false;
                return null;
            }

            return _flight.Events.Length > 0 || _isUnsure;
        }
    }

    /// <summary>Ends what <see cref="Begin"/> began: the lane waits for its next turn where there is more to be done.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOwned = false;
            if (!_gathering.IsEmpty || !_flight.IsEmpty || _isUnsure || _applied > _settled)
            {
                Own();
            }
        }
    }

    /// <summary>Takes the lane if nobody has it and nothing is to be appended, for a look at what others have appended.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            return !_isOwned && !_news.Any && !HasFailed && (_isOwned = true);
        }
    }

    /// <summary>
    /// Tells those who have waited for too long that the database cannot be reached. What was not on its way is not going to happen.
    /// </summary>
    public void Expire()
    {
        long patience = _store.Clock.Elapsed - _store.Options.Patience.Ticks;
        lock (_gate)
        {
            if (!(_flight.Oldest < patience) && !(_gathering.Oldest < patience))
            {
                return;
            }

            _isExpired |= _flight.Events.Length > 0;
            _news.Lose(_gathering.Events);
            _flight.Refuse(_settlements);
            _gathering.Settle(_settlements, Durability.Failed);
        }

        _settlements.TellLater();
    }

    /// <summary>Reads the lane from its beginning, or from where it is known.</summary>
    /// <exception cref="InvalidDataException">What is in it contradicts itself.</exception>
    public void Load(PostgresSession session)
    {
        List<Appended> news;
        do
        {
            news = session.News(Number, _known);
            Lose(news, isSettled: true);
        }
        while (news.Count == PostgresSession.Page);
        _isLoaded = true;
        if (_isBroken)
        {
            throw new InvalidDataException($"lane {Number} contradicts itself");
        }
    }

    /// <summary>The store is closed: nobody is to wait any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _flight.Refuse(_settlements);
            _gathering.Settle(_settlements, Durability.Failed);
        }

        _settlements.Tell();
    }

    private (RollEvent[] Lost, List<RollEvent> Others, long Last) TakeNews()
    {
        lock (_gate)
        {
            return _news.Take();
        }
    }

    private void Own()
    {
        if (!_isOwned)
        {
            _isOwned = true;
            _store.Enqueue(this);
        }
    }

    private void Break(Exception error)
    {
        _isBroken = true;
        PostgresLog.StoreDamaged(_store.Options.Log, _store.Place, Number, error.Message);
    }

    /// <summary>Tells the feed what is durable and has been applied.</summary>
    private void Tell()
    {
        lock (_telling)
        {
            RollEvent[] told;
            lock (_gate)
            {
                int count = 0;
                foreach (RollEvent next in _untold)
                {
                    count += next.Sequence <= _settled ? 1 : 0;
                }

                told = new RollEvent[count];
                for (int i = 0; i < count; i++)
                {
                    told[i] = _untold.Dequeue();
                }

                Volatile.Write(ref _durable, Math.Max(_durable, Math.Min(_settled, _applied)));
            }

            if (told.Length > 0)
            {
                Feed.Publish(told);
            }
        }
    }
}
