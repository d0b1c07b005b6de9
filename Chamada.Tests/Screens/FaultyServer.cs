using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Screens;

/// <summary>
/// A real server on a journal in memory, that a test can take away, bring back and make lose answers. It runs by the test's clock. What is
/// asked of it is answered when the call returns, and told to those who watch: a test waits for nothing but what it moves the clock for.
/// </summary>
internal sealed class FaultyServer : IDisposable
{
    private static readonly ClientError Gone = new(ClientFault.Disconnected, "the connection ended");

    private readonly Lock _gate = new(); // A delivery goes on in the thread pool after each step in the teacher's folder.
    private readonly ShiftedClock _clock;
    private readonly List<string> _log = [];
    private readonly Dictionary<ClassNumber, string> _tokens = [];
    private readonly List<FaultyClient> _clients = [];
    private (string Verb, Task Release)? _held;
    private TestServer _server;
    private RollClient _other;

    public FaultyServer(TimeProvider clock)
    {
        _clock = new ShiftedClock(clock);
        (_server, _other) = Start();
    }

    public ServerAddress Address { get; } = new("127.0.0.1", 5050);

    /// <summary>Whether connections are accepted.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>How often somebody tried to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>What was asked, in order: the verb and the class.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

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

    /// <summary>While set, the question for the open roll calls gets no answer in time.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How far this server's clock is ahead of the test's.</summary>
    public TimeSpan Ahead
    {
        get => _clock.Ahead;
        set => _clock.Ahead = value;
    }

    public Task<ClientResult<IRollClient>> ConnectAsync(ServerAddress server, CancellationToken cancellation)
    {
        Attempts++;
        if (!IsUp)
        {
            return Task.FromResult<ClientResult<IRollClient>>(new ClientError(ClientFault.Unreachable, "connection refused"));
        }

        FaultyClient client = new(this, Await(Task.Run(_server.ClientAsync)));
        lock (_gate)
        {
            _clients.Add(client);
        }

        return Task.FromResult(ClientResult.Of<IRollClient>(client));
    }

    /// <summary>Breaks every connection.</summary>
    public void Break()
    {
        FaultyClient[] clients = Clients();
        lock (_gate)
        {
            _clients.Clear();
        }

        foreach (FaultyClient client in clients)
        {
            client.Break();
        }
    }

    /// <summary>Forgets everything, as a server without a data folder does when it ends.</summary>
    public void Forget()
    {
        Stop();
        (_server, _other) = Start();
    }

    /// <summary>A student registers through some other connection, and stands by a number that is not on the list.</summary>
    public PresenceReply Arrive(long number, string student) =>
        Arrive(number, student, new PresentOptions { IsConfirmed = true });

    /// <summary>A student asks through some other connection.</summary>
    public PresenceReply Arrive(long number, string student, PresentOptions brings) =>
        Done(Await(_other.PresentAsync(ClassNumber.From(number), ModelBench.Student(student), brings)));

    /// <summary>Another program opens a class.</summary>
    public void OpenElsewhere(long number, TimeSpan? limit = null) => OpenElsewhere(number, new OpenOptions { Limit = limit });

    /// <inheritdoc cref="OpenElsewhere(long, TimeSpan?)"/>
    /// <returns>The token.</returns>
    public string OpenElsewhere(long number, OpenOptions options)
    {
        ClassNumber opened = ClassNumber.From(number);
        _tokens[opened] = RollClient.NewToken();
        Done(Await(_other.OpenAsync(opened, _tokens[opened], options)));
        return _tokens[opened];
    }

    /// <summary>The code of now, which the class's board shows.</summary>
    public string CodeOf(long number) =>
        Done(Await(_other.CodeAsync(ClassNumber.From(number), _tokens[ClassNumber.From(number)]))).Code!.Value.ToString();

    /// <summary>Another program that has the token gives the numbers of the class's list.</summary>
    public void GiveRoster(long number, params string[] students) => Done(Await(_other.AddToRosterAsync(
        ClassNumber.From(number), _tokens[ClassNumber.From(number)], [.. students.Select(ModelBench.Student)])));

    /// <summary>Everything that happened in an open class.</summary>
    public IReadOnlyList<RecordEntry> Record(long number) =>
        Done(Await(_other.ListAsync(ClassNumber.From(number), _tokens[ClassNumber.From(number)]))).Record;

    /// <summary>Another program that has the token closes a class.</summary>
    public void CloseElsewhere(long number) => Done(Await(_other.CloseAsync(ClassNumber.From(number), _tokens[ClassNumber.From(number)])));

    /// <summary>Somebody closes a class by a key, in the teacher's place.</summary>
    public void CloseByKey(long number, string name)
    {
        RollBatch batch = new(new NoOwner())
        {
            Caller = RollAsk.Here with { Key = new TeacherKey(name, mayCloseAny: true) },
        };
        batch.Add(RollAsk.CloseAny(ClassNumber.From(number)));
        _server.Book.Submit(batch);
        TellWatchers();
    }

    /// <summary>That other program has the list on disk.</summary>
    public void ReceiveElsewhere(long number) =>
        Done(Await(_other.ReceivedAsync(ClassNumber.From(number), _tokens[ClassNumber.From(number)])));

    /// <summary>Whether the server still keeps the closed list that it had under the last token for a class.</summary>
    public bool KeepsClosed(long number) =>
        !IsOpen(number) && Await(_other.CloseAsync(ClassNumber.From(number), _tokens[ClassNumber.From(number)])).Value is not null;

    /// <summary>Who is present in an open class, in order of arrival.</summary>
    public IReadOnlyList<string> Students(long number)
    {
        ClassNumber open = ClassNumber.From(number);
        return [.. Await(_other.ListAsync(open, _tokens[open])).Value!.Students.Select(static present => present.Student.ToString())];
    }

    /// <summary>Whether a class is open.</summary>
    public bool IsOpen(long number) => Await(_other.RollsAsync()).Value!.Any(line => line.Class.Value == number);

    public void Dispose()
    {
        IsUp = false;
        Stop();
    }

    private (TestServer Server, RollClient Other) Start()
    {
        // Connections are silent for as long as a test moves the clock.
        TestServer server = new(new ServerOptions { IdleTimeout = TimeSpan.Zero }, _clock);
        return (server, Await(Task.Run(server.ClientAsync)));
    }

    private void Stop()
    {
        Break();
        Await(_other.DisposeAsync().AsTask());
        Await(_server.DisposeAsync().AsTask());
    }

    private T Done<T>(ClientResult<T> result)
        where T : class
    {
        Assert.True(result.Try(out T? value, out ClientError? error), error?.ToString());
        TellWatchers();
        return value;
    }

    /// <summary>What follows on a connection follows what it watches.</summary>
    private void TellWatchers()
    {
        foreach (FaultyClient client in Clients().Where(static client => client.Watches))
        {
            client.CatchUp();
        }
    }

    private FaultyClient[] Clients()
    {
        lock (_gate)
        {
            return [.. _clients];
        }
    }

    /// <summary>Waits on the models' thread, so nothing that it waits for may go on there.</summary>
    private static T Await<T>(Task<T> task)
    {
        Assert.True(task.Wait(TestServer.Patience));
        return task.Result;
    }

    private static void Await(Task task) => Assert.True(task.Wait(TestServer.Patience));

    private sealed class NoOwner : IRollBatchOwner
    {
        public void BatchDecided() => Assert.Fail("Nothing here waits for a disk.");
    }

    private sealed class FaultyClient(FaultyServer server, RollClient real) : IRollClient
    {
        private readonly TaskCompletionSource<ClientError> _end = new();

        public ServerAddress Server => server.Address;

        public bool IsConnected => !_end.Task.IsCompleted;

        public Task<ClientError> Disconnected => _end.Task;

        public bool Watches { get; private set; }

        public void Break()
        {
            Await(real.DisposeAsync().AsTask());
            _end.TrySetResult(Gone);
        }

        public void CatchUp() => Await(real.RollsAsync());

        public Task<ClientResult<OpenReply>> OpenAsync(ClassNumber number, string token, OpenOptions options,
            CancellationToken cancellation)
        {
            lock (server._gate)
            {
                server._tokens[number] = token;
            }

            return Ask("OPEN", number, () => real.OpenAsync(number, token, options, cancellation));
        }

        public Task<ClientResult<ExtendReply>> ExtendAsync(ClassNumber number, string token, TimeSpan more,
            CancellationToken cancellation) =>
            Ask("EXTEND", number, () => real.ExtendAsync(number, token, more, cancellation));

        public Task<ClientResult<PresenceReply>> MarkAsync(
            ClassNumber number, string token, StudentId student, bool present, string reason, CancellationToken cancellation) =>
            Ask("MARK", number, () => real.MarkAsync(number, token, student, present, reason, cancellation));

        public Task<ClientResult<CheckReply>> CheckAsync(
            ClassNumber number, string token, StudentId student, bool isHere, CancellationToken cancellation) =>
            Ask("CHECK", number, () => real.CheckAsync(number, token, student, isHere, cancellation));

        public Task<ClientResult<CheckReply>> CountHeadsAsync(
            ClassNumber number, string token, int heads, CancellationToken cancellation) =>
            Ask("CHECK", number, () => real.CountHeadsAsync(number, token, heads, cancellation));

        public Task<ClientResult<PresenceReply>> PresentAsync(
            ClassNumber number, StudentId student, PresentOptions options, CancellationToken cancellation) =>
            Ask("PRESENT", number, () => real.PresentAsync(number, student, options, cancellation));

        public Task<ClientResult<CodeReply>> CodeAsync(ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("CODE", number, () => real.CodeAsync(number, token, cancellation));

        public Task<ClientResult<CodeReply>> ChangeCodeAsync(
            ClassNumber number, string token, TimeSpan period, CancellationToken cancellation) =>
            Ask("CODE", number, () => real.ChangeCodeAsync(number, token, period, cancellation));

        public Task<ClientResult<RosterReply>> AddToRosterAsync(
            ClassNumber number, string token, IReadOnlyList<StudentId> students, CancellationToken cancellation) =>
            Ask("ROSTER", number, () => real.AddToRosterAsync(number, token, students, cancellation));

        public Task<ClientResult<RosterReply>> ClearRosterAsync(ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("ROSTER", number, () => real.ClearRosterAsync(number, token, cancellation));

        public Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("LIST", number, () => real.ListAsync(number, token, cancellation));

        public Task<ClientResult<IReadOnlyList<RefusedLine>>> RefusalsAsync(
            ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("REFUSALS", number, () => real.RefusalsAsync(number, token, cancellation));

        public Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("CLOSE", number, () => real.CloseAsync(number, token, cancellation));

        public Task<ClientResult<CloseReply>> CloseAnyAsync(ClassNumber number, CancellationToken cancellation) =>
            Ask("CLOSE", number, () => real.CloseAnyAsync(number, cancellation));

        public Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token, CancellationToken cancellation) =>
            Ask("RECEIVED", number, () => real.ReceivedAsync(number, token, cancellation));

        public Task<ClientResult<ListReply>> WatchAsync(ClassNumber number, string token, Action<RollCallNews> news,
            CancellationToken cancellation)
        {
            Watches = true;
            return Ask("WATCH", number, () => real.WatchAsync(number, token, news, cancellation));
        }

        public Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync(CancellationToken cancellation) => Task.FromResult(
            server.IsSilent ? new ClientError(ClientFault.TimedOut, "no answer within 10 s")
            : _end.Task.IsCompleted ? Gone
            : Await(real.RollsAsync(cancellation)));

        public ValueTask DisposeAsync()
        {
            lock (server._gate)
            {
                server._clients.Remove(this);
            }

            Break();
            return ValueTask.CompletedTask;
        }

        private Task<ClientResult<T>> Ask<T>(string verb, ClassNumber number, Func<Task<ClientResult<T>>> ask)
            where T : class
        {
            if (_end.Task.IsCompleted)
            {
                return Task.FromResult<ClientResult<T>>(Gone);
            }

            lock (server._gate)
            {
                server._log.Add($"{verb} {number}");
            }

            if (server._held is { } held && held.Verb == verb)
            {
                server._held = null;
                return FailAfterAsync<T>(held.Release);
            }

            if (server.Refuses is { } refused && refused.Verb == verb)
            {
                return Task.FromResult<ClientResult<T>>(new ClientError(ClientFault.Refused, refused.Code.ToLowerInvariant(),
                    refused.Code));
            }

            ClientResult<T> answer = Await(ask());
            if (server.LosesAnswerOf == verb)
            {
                server.LosesAnswerOf = null;
                server.Break();
                return Task.FromResult<ClientResult<T>>(Gone);
            }

            server.TellWatchers();
            return Task.FromResult(answer);
        }
    }

    private static async Task<ClientResult<T>> FailAfterAsync<T>(Task release)
        where T : class
    {
        await release;
        return Gone;
    }

    /// <summary>The test's clock, and the time of day of a machine whose clock is wrong.</summary>
    private sealed class ShiftedClock(TimeProvider clock) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}
