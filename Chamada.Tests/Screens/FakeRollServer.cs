using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tests.Screens;

/// <summary>
/// A server in memory, by the rules of the protocol, that a test can take away, bring back and make lose answers. It lives on the
/// thread of its test.
/// </summary>
internal sealed class FakeRollServer(TimeProvider clock) : RollConnector
{
    private static readonly ClientError Gone = new(ClientFault.Disconnected, "the connection ended");

    private readonly Dictionary<ClassNumber, FakeRoll> _open = [];
    private readonly List<FakeRoll> _closed = [];
    private readonly List<FakeConnection> _connections = [];

    /// <inheritdoc/>
    public override ServerAddress Server { get; } = new("127.0.0.1", 5050);

    /// <summary>Whether connections are accepted.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>How often somebody tried to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>What was asked, in order: the verb and the class.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The verb whose next request is carried out, but whose answer is lost with the connection.</summary>
    public string? LosesAnswerOf { get; set; }

    /// <summary>The verb whose requests are refused, and with which error.</summary>
    public (string Verb, string Code)? Refuses { get; set; }

    /// <summary>The next request with a verb is not carried out, and fails only when the test says so.</summary>
    public TaskCompletionSource HoldNext(string verb)
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = (verb, release.Task);
        return release;
    }

    private (string Verb, Task Release)? _held;

    /// <summary>While set, requests for the open roll calls get no answer in time.</summary>
    public bool IsSilent { get; set; }

    /// <inheritdoc/>
    public override Task<ClientResult<RollConnection>> ConnectAsync(CancellationToken cancellation)
    {
        Attempts++;
        if (!IsUp)
        {
            return Task.FromResult<ClientResult<RollConnection>>(new ClientError(ClientFault.Unreachable, "connection refused"));
        }

        FakeConnection connection = new(this);
        _connections.Add(connection);
        return Task.FromResult<ClientResult<RollConnection>>(connection);
    }

    /// <summary>Breaks every connection.</summary>
    public void Break()
    {
        foreach (FakeConnection connection in _connections.ToArray())
        {
            connection.Break();
        }

        _connections.Clear();
    }

    /// <summary>Forgets everything, as a server without a journal does when it ends.</summary>
    public void Forget()
    {
        _open.Clear();
        _closed.Clear();
    }

    /// <summary>A student registers through some other connection.</summary>
    public PresenceReply Arrive(long number, string student) => Present(ClassNumber.From(number), ModelBench.Student(student));

    /// <summary>Another program opens a class.</summary>
    public void OpenElsewhere(long number) => _open.Add(ClassNumber.From(number), new FakeRoll(ClassNumber.From(number), "another", Now));

    /// <summary>Another program that has the token closes a class, or its time is over.</summary>
    public void CloseElsewhere(long number) => Close(_open[ClassNumber.From(number)]);

    /// <summary>Whether the server still keeps a closed list of a class.</summary>
    public bool KeepsClosed(long number) => _closed.Exists(roll => roll.Class.Value == number);

    /// <summary>Who is present in an open class, in order of arrival.</summary>
    public IEnumerable<string> Students(long number) => _open[ClassNumber.From(number)].Students.Select(static present => present.Student.ToString());

    /// <summary>Whether a class is open.</summary>
    public bool IsOpen(long number) => _open.ContainsKey(ClassNumber.From(number));

    private PresenceReply Present(ClassNumber number, StudentId student)
    {
        if (!_open.TryGetValue(number, out FakeRoll? roll))
        {
            return new PresenceReply(ClassNumber.Refused, Now, "CLOSED");
        }

        return Enter(roll, student, EntryKind.Present, "");
    }

    private PresenceReply Enter(FakeRoll roll, StudentId student, EntryKind kind, string reason)
    {
        if (roll.Students.FirstOrDefault(present => present.Student == student) is { } first)
        {
            return new PresenceReply(roll.Class, first.At, "ALREADY");
        }

        DateTimeOffset now = Now;
        roll.Record.Add(new RecordEntry(student, now, kind, reason));
        Tell(roll, new StudentArrived(roll.Class, student, now) { IsMark = kind == EntryKind.Marked, Reason = reason });
        return new PresenceReply(roll.Class, now, "REGISTERED");
    }

    private PresenceReply TakeOff(FakeRoll roll, StudentId student, string reason)
    {
        DateTimeOffset now = Now;
        if (roll.Students.All(present => present.Student != student))
        {
            return new PresenceReply(roll.Class, now, "ABSENT");
        }

        roll.Record.Add(new RecordEntry(student, now, EntryKind.Removed, reason));
        Tell(roll, new StudentRemoved(roll.Class, student, now, reason));
        return new PresenceReply(roll.Class, now, "REMOVED");
    }

    private static void Tell(FakeRoll roll, RollCallNews news)
    {
        foreach (Action<RollCallNews> watcher in roll.Watchers)
        {
            watcher(news);
        }
    }

    private void Close(FakeRoll roll)
    {
        roll.ClosedAt = Now;
        _open.Remove(roll.Class);
        _closed.Add(roll);
        Tell(roll, new RollCallEnded(roll.Class, roll.ClosedAt));
    }

    private sealed class FakeRoll(ClassNumber number, string token, DateTimeOffset openedAt)
    {
        public ClassNumber Class => number;

        public string Token => token;

        public DateTimeOffset OpenedAt => openedAt;

        public DateTimeOffset ClosedAt { get; set; }

        public DateTimeOffset? ClosesAt { get; set; }

        public List<RecordEntry> Record { get; } = [];

        /// <summary>Those whose newest entry is not a removal, in order of arrival.</summary>
        public IReadOnlyList<PresentStudent> Students =>
        [
            .. Record.Where((entry, i) => entry.Kind != EntryKind.Removed && Record.FindLastIndex(other => other.Student == entry.Student) == i)
                .Select(static entry => new PresentStudent(entry.Student, entry.At)),
        ];

        public List<Action<RollCallNews>> Watchers { get; } = [];

        public ListReply Listing => new(number, openedAt, Students) { ClosesAt = ClosesAt, Record = [.. Record] };
    }

    private sealed class FakeConnection(FakeRollServer server) : RollConnection
    {
        private readonly TaskCompletionSource<ClientError> _end = new();
        private readonly List<(FakeRoll Roll, Action<RollCallNews> News)> _watches = [];

        public override Task<ClientError> Disconnected => _end.Task;

        public void Break()
        {
            foreach ((FakeRoll roll, Action<RollCallNews> news) in _watches)
            {
                roll.Watchers.Remove(news);
            }

            _end.TrySetResult(Gone);
        }

        public override Task<ClientResult<OpenReply>> OpenAsync(ClassNumber number, string token, TimeSpan? limit) => Answer<OpenReply>("OPEN", number, () =>
        {
            if (server._open.TryGetValue(number, out FakeRoll? open))
            {
                return open.Token == token ? new OpenReply(number, open.OpenedAt, token) : Refused("EXISTS");
            }

            if (server._closed.Exists(closed => closed.Class == number && closed.Token == token))
            {
                return Refused("DENIED");
            }

            FakeRoll roll = new(number, token, server.Now) { ClosesAt = server.Now + limit };
            server._open.Add(number, roll);
            return new OpenReply(number, roll.OpenedAt, token);
        });

        public override Task<ClientResult<PresenceReply>> PresentAsync(ClassNumber number, StudentId student) =>
            Answer<PresenceReply>("PRESENT", number, () => server.Present(number, student));

        public override Task<ClientResult<PresenceReply>> MarkAsync(ClassNumber number, string token, StudentId student, bool present, string reason) =>
            Answer<PresenceReply>("MARK", number, () => Open(number, token, out FakeRoll? roll) is { } error ? error
                : present ? server.Enter(roll!, student, EntryKind.Marked, reason) : server.TakeOff(roll!, student, reason));

        public override Task<ClientResult<ExtendReply>> ExtendAsync(ClassNumber number, string token, TimeSpan more) =>
            Answer<ExtendReply>("EXTEND", number, () =>
            {
                if (Open(number, token, out FakeRoll? roll) is { } error)
                {
                    return error;
                }

                if (roll!.ClosesAt is not { } at)
                {
                    return Refused("NOLIMIT");
                }

                roll.ClosesAt = at + more;
                Tell(roll, new LimitExtended(number, at + more));
                return new ExtendReply(number, at + more);
            });

        public override Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token) =>
            Answer<ListReply>("LIST", number, () => Open(number, token, out FakeRoll? roll) is { } error ? error : roll!.Listing);

        public override Task<ClientResult<ListReply>> WatchAsync(ClassNumber number, string token, Action<RollCallNews> news) =>
            Answer<ListReply>("WATCH", number, () =>
            {
                if (Open(number, token, out FakeRoll? roll) is { } error)
                {
                    return error;
                }

                roll!.Watchers.Add(news);
                _watches.Add((roll, news));
                return roll.Listing;
            });

        public override Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token) => Answer<CloseReply>("CLOSE", number, () =>
        {
            FakeRoll? roll = server._closed.Find(closed => closed.Class == number && closed.Token == token);
            if (roll is null)
            {
                if (Open(number, token, out roll) is { } error)
                {
                    return error;
                }

                server.Close(roll!);
            }

            return new CloseReply(number, roll!.ClosedAt, [.. roll.Students.Select(static present => present.Student)])
            {
                OpenedAt = roll.OpenedAt,
                Record = [.. roll.Record],
            };
        });

        public override Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token) => Answer<string>("RECEIVED", number, () =>
            server._closed.RemoveAll(closed => closed.Class == number && closed.Token == token) > 0
                ? "OK"
                : server._open.ContainsKey(number) ? Refused("DENIED") : Refused("NOTOPEN"));

        public override Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync()
        {
            if (server.IsSilent)
            {
                return Task.FromResult<ClientResult<IReadOnlyList<RollsLine>>>(new ClientError(ClientFault.TimedOut, "no answer within 10 s"));
            }

            IReadOnlyList<RollsLine> rolls = [.. server._open.Values.Select(static roll => new RollsLine(roll.Class, roll.OpenedAt, roll.Students.Count)).OrderBy(static roll => roll.Class)];
            return Task.FromResult(_end.Task.IsCompleted ? Gone : Wrap(rolls));
        }

        public override ValueTask DisposeAsync()
        {
            Break();
            return ValueTask.CompletedTask;
        }

        private Task<ClientResult<T>> Answer<T>(string verb, ClassNumber number, Func<ClientResult<T>> work)
            where T : class
        {
            if (_end.Task.IsCompleted)
            {
                return Task.FromResult<ClientResult<T>>(Gone);
            }

            server.Log.Add($"{verb} {number}");
            if (server._held is { } held && held.Verb == verb)
            {
                server._held = null;
                return FailAfterAsync<T>(held.Release);
            }

            if (server.Refuses is { } refused && refused.Verb == verb)
            {
                return Task.FromResult<ClientResult<T>>(Refused(refused.Code));
            }

            ClientResult<T> result = work();
            if (server.LosesAnswerOf == verb)
            {
                server.LosesAnswerOf = null;
                server.Break();
                return Task.FromResult<ClientResult<T>>(Gone);
            }

            return Task.FromResult(result);
        }

        private static async Task<ClientResult<T>> FailAfterAsync<T>(Task release)
            where T : class
        {
            await release;
            return Gone;
        }

        private ClientError? Open(ClassNumber number, string token, out FakeRoll? roll) =>
            !server._open.TryGetValue(number, out roll) ? Refused("NOTOPEN") : roll.Token != token ? Refused("DENIED") : null;

        private static ClientError Refused(string code) => new(ClientFault.Refused, code.ToLowerInvariant(), code);
    }

    /// <summary>How far this server's clock is ahead of the test's.</summary>
    public TimeSpan Ahead { get; set; }

    private DateTimeOffset Now => clock.GetLocalNow() + Ahead;

    /// <summary>No operator converts an interface, but a type parameter that stands for one.</summary>
    private static ClientResult<T> Wrap<T>(T value)
        where T : class => value;
}
