using Chamada.Core.Client;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Links;

/// <summary>How it stands with the connection to the server.</summary>
internal enum LinkPhase
{
    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>The connection stands.</summary>
    Connected,

    /// <summary>There is none; the next attempt comes by itself in <see cref="ServerLink.UntilRetry"/>.</summary>
    Waiting,
}

/// <summary>
/// Keeps a connection to a server, or to any of several: connects, notices when it is gone, and connects again, quietly and with growing
/// pauses. It asks for the open roll calls from time to time, which shows them and at the same time proves that the server still answers.
/// </summary>
internal sealed class ServerLink(ServerList servers, ConnectToServer connect, ModelThread thread, TimeProvider clock,
    Random random) : IAsyncDisposable
{
    /// <summary>A connection that stood this long was a good one: after it, the first new attempt comes at once.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private CancellationTokenSource _wake = new();
    private TaskCompletionSource<ClientError>? _dropped;
    private TimeSpan _pollInterval = TimeSpan.FromSeconds(10);
    private long _retryAt;
    private Task _life = Task.CompletedTask;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>A new connection stands. What was asked for on an earlier one has to be asked for again.</summary>
    public event Action<IRollClient>? Connected;

    /// <summary>The server, or any of several.</summary>
    public ServerList Servers => servers;

    /// <summary>The server under whose name things are kept.</summary>
    public ServerAddress Server => servers.First;

    /// <summary>The server that is meant on the screen: the one with which the connection stands, otherwise the one about which there is
    /// something to tell.</summary>
    public ServerAddress Shown => Connection?.Server ?? LastError?.Server ?? Server;

    /// <summary>This machine's clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The state.</summary>
    public LinkPhase Phase { get; private set; } = LinkPhase.Connecting;

    /// <summary>The connection; null when there is none.</summary>
    public IRollClient? Connection { get; private set; }

    /// <summary>Why there is no connection; null when there is one and before the first attempt has ended.</summary>
    public ClientError? LastError { get; private set; }

    /// <summary>The time until the next attempt; zero unless waiting.</summary>
    public TimeSpan UntilRetry => Phase != LinkPhase.Waiting
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Max(0, clock.GetElapsedTime(clock.GetTimestamp(), _retryAt).Ticks));

    /// <summary>The open roll calls as the server told them last; null until it has.</summary>
    public IReadOnlyList<RollsLine>? OpenRolls { get; private set; }

    /// <summary>How often the server is asked for its open roll calls. Default 10 s; shorter where they are shown.</summary>
    public TimeSpan PollInterval
    {
        get => _pollInterval;
        set
        {
            bool sooner = value < _pollInterval;
            _pollInterval = value;
            if (sooner && Phase == LinkPhase.Connected)
            {
                Wake();
            }
        }
    }

    /// <summary>Begins. Called once, on the models' thread.</summary>
    public void Start() => thread.Run(() => _life = LiveAsync());

    /// <summary>Does at once what would be done later: the next attempt, or asking for the open roll calls.</summary>
    public void Wake()
    {
        CancellationTokenSource wake = _wake;
        _wake = new CancellationTokenSource();
        wake.Cancel();
    }

    /// <summary>Gives up a connection that a request found to be of no more use.</summary>
    public void Drop(IRollClient connection, ClientError error)
    {
        if (connection == Connection)
        {
            _dropped?.TrySetResult(error);
        }
    }

    /// <summary>Ends for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Wake();
        try
        {
            await _life;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        _ending.Dispose();
        _wake.Dispose();
    }

    private async Task LiveAsync()
    {
        int failures = 0;
        while (!_ending.IsCancellationRequested)
        {
            Phase = Phase == LinkPhase.Waiting ? LinkPhase.Waiting : LinkPhase.Connecting;
            ClientResult<IRollClient> result = await connect(servers.First, _ending.Token);
            if (result.Try(out IRollClient? connection, out ClientError? error))
            {
                long since = clock.GetTimestamp();
                error = await TendAsync(connection);
                failures = clock.GetElapsedTime(since) >= Stable ? 0 : failures + 1;
            }
            else
            {
                failures++;
            }

            if (!_ending.IsCancellationRequested)
            {
                await PauseAsync(error, failures);
            }
        }
    }

    /// <summary>From connected to lost. Answers why it was lost.</summary>
    private async Task<ClientError> TendAsync(IRollClient connection)
    {
        await using (connection)
        {
            _dropped = new TaskCompletionSource<ClientError>(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<ClientError> end = AnyOf(connection.Disconnected, _dropped.Task);
            Connection = connection;
            LastError = null;
            Phase = LinkPhase.Connected;
            Connected?.Invoke(connection);
            Changed?.Invoke();
            try
            {
                while (!end.IsCompleted && !_ending.IsCancellationRequested)
                {
                    await PollAsync(connection);
                    await WaitAsync(PollInterval, end);
                }
            }
            finally
            {
                Connection = null;
            }

            return end.IsCompleted ? await end : new ClientError(ClientFault.Disconnected, "closed by this program");
        }
    }

    private async Task PollAsync(IRollClient connection)
    {
        ClientResult<IReadOnlyList<RollsLine>> answer = await connection.RollsAsync();
        if (answer.Try(out IReadOnlyList<RollsLine>? rolls, out ClientError? error))
        {
            OpenRolls = rolls;
            Changed?.Invoke();
        }
        else if (error.Fault != ClientFault.Refused)
        {
            Drop(connection, error);
        }
    }

    private async Task PauseAsync(ClientError error, int failures)
    {
        TimeSpan pause = Backoff.Patient.After(failures, random);
        _retryAt = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        LastError = error;
        Phase = LinkPhase.Waiting;
        Changed?.Invoke();
        if (pause > TimeSpan.Zero)
        {
            await WaitAsync(pause, Task.CompletedTask, waitForOther: false);
        }
    }

    /// <summary>Waits for the time, for the other task or for <see cref="Wake"/>, whichever is first.</summary>
    private async Task WaitAsync(TimeSpan time, Task other, bool waitForOther = true)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(_wake.Token, _ending.Token);
        Task delay = Task.Delay(time, clock, linked.Token);
        await (waitForOther ? Task.WhenAny(delay, other) : Task.WhenAny(delay));
        await linked.CancelAsync();
    }

    private static async Task<ClientError> AnyOf(Task<ClientError> first, Task<ClientError> second) =>
        await await Task.WhenAny(first, second);
}
