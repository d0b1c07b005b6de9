using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// The roll calls that several servers share: a roll book for each lane of their log, with the classes that are hashed to it, behind what
/// looks like one. What asks about one class, or several of one lane, goes straight to that lane's book; what asks about others is split,
/// and answered when all have.
/// </summary>
internal sealed class RollLanes : IHostedBook
{
    /// <summary>
    /// Below the lane's own number in the numbers of its events, so that none is ever given in two lanes: of the 48 bits that a number may
    /// have (<see cref="Attendance.MaxSequence"/>) the lanes take six.
    /// </summary>
    private const int NumberBits = 42;

    /// <summary>How much more than its share of all limits one lane may have: classes fall into lanes by chance.</summary>
    private const int Unevenness = 4;

    private readonly PostgresStore _store;
    private readonly RollBook[] _books;
    private readonly PostgresLane[] _lanes;
    private readonly Lock _gate = new();
    private RollFeed? _feed;

    private RollLanes(PostgresStore store, PostgresLane[] lanes, RollBook[] books)
    {
        _store = store;
        _lanes = lanes;
        _books = books;
    }

    /// <inheritdoc/>
    public event Action? TimeMatters;

    /// <summary>How many lanes there are.</summary>
    public int Count => _books.Length;

    /// <inheritdoc/>
    public RollFeed Feed
    {
        get
        {
            lock (_gate)
            {
                if (_feed is null)
                {
                    _feed = new RollFeed(_store.Options.Log);
                    Joint joint = new(_feed);
                    foreach (PostgresLane lane in _lanes)
                    {
                        lane.Feed.Subscribe(joint);
                    }
                }

                return _feed;
            }
        }
    }

    /// <inheritdoc/>
    public (int Open, long Pending) Figures
    {
        get
        {
            (int open, long pending) = (0, 0);
            foreach (IHostedBook book in _books)
            {
                (int more, long undurable) = book.Figures;
                open += more;
                pending += undurable;
            }

            return (open, pending);
        }
    }

    /// <inheritdoc/>
    public long DurableSequence
    {
        get
        {
            long sum = 0;
            for (int lane = 0; lane < _lanes.Length; lane++)
            {
                sum += _lanes[lane].DurableSequence - Before(lane);
            }

            return sum;
        }
    }

    /// <summary>Takes up what is in a store.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="Npgsql.NpgsqlException">The database does not answer.</exception>
    /// <exception cref="InvalidDataException">What is in it contradicts itself.</exception>
    public static RollLanes Open(PostgresStore store)
    {
        PostgresLane[] lanes = store.OpenLanes(Before);
        RollBook[] books = new RollBook[lanes.Length];
        RollLanes all = new(store, lanes, books);
        for (int i = 0; i < lanes.Length; i++)
        {
            RollBook book = books[i] = new RollBook(lanes[i], store.Clock) { Share = Math.Max(1, lanes.Length / Unevenness) };
            book.TimeMatters += () => all.TimeMatters?.Invoke();
            lanes[i].NewsCame = book.CatchUp;
            lanes[i].IsWatched = () => book.IsWatched;
            book.CatchUp();
        }

        store.BeginPolling();
        return all;
    }

    /// <summary>The lane of a class, 0 to <see cref="PostgresStore.LaneCount"/> − 1. It is stored: the same for ever.</summary>
    public static int LaneOf(ClassNumber number) => (int)(((ulong)number.Value * 0x9E3779B97F4A7C15) >> 58);

    /// <inheritdoc/>
    public bool Submit(RollBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ReadOnlySpan<RollRequest> requests = batch.Requests;
        int lane = requests.IsEmpty ? 0 : LaneOf(requests[0].Class);
        ClassNumber known = requests.IsEmpty ? default : requests[0].Class;
        bool isOne = requests.IsEmpty || known != ClassNumber.Refused;
        for (int i = 1; isOne && i < requests.Length; i++)
        {
            ClassNumber number = requests[i].Class;
            if (number != known)
            {
                isOne = number != ClassNumber.Refused && LaneOf(number) == lane;
                known = number;
            }
        }

        return isOne ? _books[lane].Submit(batch) : new SplitBatch(batch, Count).Submit(_books);
    }

    /// <inheritdoc/>
    public bool DecidesAsOne(ClassNumber first, ClassNumber second) =>
        first == second || (first != ClassNumber.Refused && second != ClassNumber.Refused && LaneOf(first) == LaneOf(second));

    /// <inheritdoc/>
    public void Watch(IRollRecord roll, IRollWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(roll);
        _books[LaneOf(roll.Class)].Watch(roll, watcher);
        _store.Watched();
    }

    /// <inheritdoc/>
    public void StopWatching(IRollRecord roll, IRollWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(roll);
        _books[LaneOf(roll.Class)].StopWatching(roll, watcher);
    }

    /// <inheritdoc/>
    public TimeSpan? PassTime()
    {
        TimeSpan? next = null;
        foreach (RollBook book in _books)
        {
            if (book.PassTime() is { } own && !(own > next))
            {
                next = own;
            }
        }

        return next;
    }

    /// <inheritdoc/>
    public ShownCode Show(RollCode code) => _books[0].Show(code);

    /// <inheritdoc/>
    public long DurableSequenceOf(IRollRecord roll) => _lanes[LaneOf(roll.Class)].DurableSequence;

    /// <inheritdoc/>
    public void YieldRoom()
    {
        // Nothing is set aside: a server that has no room is one of several.
    }

    private static long Before(int lane) => (long)lane << NumberBits;

    /// <summary>Tells what the lanes tell, one lane at a time.</summary>
    private sealed class Joint(RollFeed feed) : IRollFeedReader
    {
        private readonly Lock _gate = new();

        public void Durable(ReadOnlySpan<RollEvent> events)
        {
            lock (_gate)
            {
                feed.Publish(events);
            }
        }
    }
}
