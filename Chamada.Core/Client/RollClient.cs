using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Tls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Client;

/// <summary>Settings of a <see cref="RollClient"/>.</summary>
public sealed record RollClientOptions
{
    /// <summary>How long connecting and each answer may take. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a student whose class another server hosts (<c>MOVED</c>) is registered there, one step and no further. Default:
    /// yes.</summary>
    public bool FollowsMoved { get; init; } = true;

    /// <summary>Whether TLS is spoken to the server, and by what it is known. Null, the default, for never.</summary>
    public ServerTrust? Trust { get; init; }

    /// <summary>The teacher's key that is shown to the server; null for none. It is shown to no server to which that one sends
    /// students.</summary>
    public ClientKey? Key { get; init; }

    /// <summary>
    /// Whether a server that cannot record now (<c>UNAVAILABLE</c>) is as good as gone: for who knows others. Then that answer ends the
    /// connection, and the request may be made somewhere else. Default: no.
    /// </summary>
    public bool LeavesUnavailable { get; init; }

    /// <summary>The clock that measures the timeout.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// For how long the thread that asks waits itself, first for the connection and then for each answer, before the runtime's threads do
    /// it. For a program that asks one thing and ends: to start those threads takes longer than the answer. Nothing notices a
    /// cancellation meanwhile, so it should be short. Default: not at all.
    /// </summary>
    public TimeSpan OnThread { get; init; }
}

/// <summary>
/// One connection to a server, in RESP 3. Requests may be made from several threads at once; they are pipelined, and each gets
/// its own answer. No failure is an exception: it is a <see cref="ClientError"/>, and after one that is not
/// <see cref="ClientFault.Refused"/> the connection is of no more use. Cancelling a request breaks the connection, too.
/// </summary>
public sealed class RollClient : IRollClient
{
    private const string ServerName = "chamada";

    /// <summary>What a server says that only speaks TLS.</summary>
    private const string TlsOnly = "this server speaks only TLS";

    /// <summary>What a server of the first edition says of a device.</summary>
    private const string DeviceUnknown = "syntax error: unknown option 'DEVICE'";

    /// <summary>What a server says that knows of no receipts.</summary>
    private const string ReceiptUnknown = "syntax error: unknown option 'RECEIPT'";

    private readonly RollClientOptions _options;
    private readonly ConcurrentDictionary<ClassNumber, Action<RollCallNews>> _watched = new();
    private readonly RespConnection _connection;
    private readonly MovedRequests? _moved;

    private RollClient(ServerAddress server, Socket socket, Stream? enciphered, RollClientOptions options)
    {
        Server = server;
        _options = options;
        _connection = new RespConnection(
            socket, TakePush, enciphered is null && !socket.Blocking ? options.OnThread : TimeSpan.Zero, enciphered);
        _moved = options.FollowsMoved ? new MovedRequests(server, options) : null;
    }

    /// <inheritdoc/>
    public ServerAddress Server { get; }

    /// <inheritdoc/>
    public Fingerprint? Fingerprint { get; private init; }

    /// <inheritdoc/>
    public bool IsConnected => !_connection.Ended.IsCompleted;

    /// <inheritdoc/>
    public Task<ClientError> Disconnected => _connection.Ended;

    /// <summary>A fresh random token of 128 bits, as 32 hexadecimal digits.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Connects in this way, for who knows only <see cref="IRollClient"/>.</summary>
    public static ConnectToServer Connector(RollClientOptions? options = null) => async (server, cancellation) =>
    {
        ClientResult<RollClient> connected = await ConnectAsync(server, options, cancellation).ConfigureAwait(false);
        return connected.Try(out RollClient? client, out ClientError? error) ? ClientResult.Of<IRollClient>(client) : error;
    };

    /// <summary>Connects in this way to one of several servers, as <see cref="ServerFailover"/> does.</summary>
    public static ConnectToServer Connector(ServerList servers, RollClientOptions? options = null) =>
        new ServerFailover(servers, options).ConnectAsync;

    /// <summary>Connects and makes sure that a Chamada server is at the other end.</summary>
    public static async Task<ClientResult<RollClient>> ConnectAsync(
        ServerAddress address, RollClientOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new RollClientOptions();
        string place = address.Address?.ToString() ?? address.Host;
        address = address with { Address = null };
        bool isEnciphered = options.Trust is { } trust && trust.Enciphers(address);
        Socket? socket = options.OnThread > TimeSpan.Zero && !isEnciphered
            ? PatientSocket.ConnectOnThread(place, address.Port, options.OnThread)
            : null;
        if (socket is not null)
        {
            return await GreetAsync(address, socket, null, null, options, cancellation).ConfigureAwait(false);
        }

        using CancellationTokenSource patience = new(options.Timeout, options.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            socket = await PatientSocket.ConnectAsync(place, address.Port, options.Clock, either.Token).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            return new ClientError(ClientFault.Unreachable, exception.Message) { Socket = exception.SocketErrorCode };
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested
                ? new ClientError(ClientFault.Unreachable, "connecting was cancelled")
                : new ClientError(ClientFault.Unreachable, "no answer to the attempt to connect") { Socket = SocketError.TimedOut };
        }

        if (!isEnciphered)
        {
            return await GreetAsync(address, socket, null, null, options, cancellation).ConfigureAwait(false);
        }

        ClientResult<Tuple<Stream, Fingerprint>> agreed =
            await EncipheredStream.BeginAsync(socket, address, options.Trust!, either.Token).ConfigureAwait(false);
        return agreed.Try(out Tuple<Stream, Fingerprint>? tls, out ClientError? untold)
            ? await GreetAsync(address, socket, tls.Item1, tls.Item2, options, cancellation).ConfigureAwait(false)
            : untold;
    }

    private static async Task<ClientResult<RollClient>> GreetAsync(
        ServerAddress address, Socket socket, Stream? enciphered, Fingerprint? fingerprint, RollClientOptions options,
        CancellationToken cancellation)
    {
        RollClient client = new(address, socket, enciphered, options) { Fingerprint = fingerprint };
        ClientResult<string> greeting = await client.AskAsync(["HELLO", "3"], Greeting, cancellation).ConfigureAwait(false);
        if (greeting.Try(out _, out ClientError? error) && options.Key is { } key)
        {
            error = (await client.AskAsync(
                ["AUTH", key.User, key.Text], static reply => reply.Type == ReplyType.Simple ? reply.Text : null, cancellation)
                .ConfigureAwait(false)).Error;
        }

        if (error is null)
        {
            return client;
        }

        await client.DisposeAsync().ConfigureAwait(false);

        if (error.Detail.StartsWith(TlsOnly, StringComparison.Ordinal))
        {
            return error with { Fault = ClientFault.TlsOnly };
        }

        // A Chamada server refuses a greeting only when it has too many connections, which may pass.
        return error.Fault == ClientFault.Refused && !error.IsWrongKey && error.Code is not ("RATE" or "OOM")
            && !error.Detail.StartsWith("max number of clients", StringComparison.Ordinal)
            ? error with { Fault = ClientFault.NotChamada }
            : error;
    }

    /// <inheritdoc/>
    public Task<ClientResult<OpenReply>> OpenAsync(
        ClassNumber number, string token, OpenOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AskAsync(["OPEN", number.ToString(), "TOKEN", token, .. Words(options)], Replies.Opened, cancellation);
    }

    /// <inheritdoc/>
    public Task<ClientResult<ExtendReply>> ExtendAsync(
        ClassNumber number, string token, TimeSpan more, CancellationToken cancellation = default) =>
        AskAsync(["EXTEND", number.ToString(), token, Seconds(more)], Replies.Extended, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<PresenceReply>> MarkAsync(
        ClassNumber number, string token, StudentId student, bool present, string reason = "", CancellationToken cancellation = default)
    {
        string word = present ? "PRESENT" : "ABSENT";
        return AskAsync(
            string.IsNullOrWhiteSpace(reason)
                ? ["MARK", number.ToString(), token, student.ToString(), word]
                : ["MARK", number.ToString(), token, student.ToString(), word, reason],
            Replies.Presence,
            cancellation);
    }

    /// <inheritdoc/>
    public Task<ClientResult<CheckReply>> CheckAsync(
        ClassNumber number, string token, StudentId student, bool isHere, CancellationToken cancellation = default) =>
        AskAsync(["CHECK", number.ToString(), token, student.ToString(), isHere ? "HERE" : "MISSING"], Replies.Check, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<CheckReply>> CountHeadsAsync(
        ClassNumber number, string token, int heads, CancellationToken cancellation = default) =>
        AskAsync(
            ["CHECK", number.ToString(), token, "HEADS", heads.ToString(CultureInfo.InvariantCulture)], Replies.Check, cancellation);

    /// <inheritdoc/>
    public async Task<ClientResult<PresenceReply>> PresentAsync(
        ClassNumber number, StudentId student, PresentOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClientResult<PresenceReply> answer = await AskAsync(
            ["PRESENT", number.ToString(), student.ToString(), .. Words(options)], Replies.Presence, cancellation).ConfigureAwait(false);
        switch (answer.Error)
        {
            case { Fault: ClientFault.Refused, Code: "MOVED" } moved when _moved is not null && options.Token is null:
                return await _moved.PresentAsync(moved, number, student, options, cancellation).ConfigureAwait(false);
            case { Fault: ClientFault.Refused, Code: "ERR", Detail: DeviceUnknown } when options.Device is not null:
                return await PresentAsync(number, student, options with { Device = null }, cancellation).ConfigureAwait(false);
            case { Fault: ClientFault.Refused, Code: "ERR", Detail: ReceiptUnknown } when options.WantsReceipt:
                return await PresentAsync(number, student, options with { WantsReceipt = false }, cancellation).ConfigureAwait(false);
            default:
                return answer;
        }
    }

    /// <inheritdoc/>
    public Task<ClientResult<CodeReply>> CodeAsync(ClassNumber number, string token, CancellationToken cancellation = default) =>
        AskAsync(["CODE", number.ToString(), token], Replies.Code, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<CodeReply>> ChangeCodeAsync(
        ClassNumber number, string token, TimeSpan period, CancellationToken cancellation = default) =>
        AskAsync(["CODE", number.ToString(), token, Seconds(period)], Replies.Code, cancellation);

    /// <inheritdoc/>
    public async Task<ClientResult<RosterReply>> AddToRosterAsync(
        ClassNumber number, string token, IReadOnlyList<StudentId> students, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(students);
        ClientResult<RosterReply> answer = new RosterReply(0);
        for (int sent = 0; sent < students.Count || sent == 0; sent += RosterCommand.MostAdded)
        {
            string[] some = [.. students.Skip(sent).Take(RosterCommand.MostAdded).Select(static student => student.ToString())];
            string[] words = some.Length == 0 ? ["ROSTER", number.ToString(), token] : ["ROSTER", number.ToString(), token, "ADD", .. some];
            answer = await AskAsync(words, Replies.Roster, cancellation).ConfigureAwait(false);
            if (answer.Error is not null)
            {
                break;
            }
        }

        return answer;
    }

    /// <inheritdoc/>
    public Task<ClientResult<RosterReply>> ClearRosterAsync(ClassNumber number, string token, CancellationToken cancellation = default) =>
        AskAsync(["ROSTER", number.ToString(), token, "CLEAR"], Replies.Roster, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token, CancellationToken cancellation = default) =>
        AskAsync(["LIST", number.ToString(), token, "LOG"], Replies.Listing, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<IReadOnlyList<RefusedLine>>> RefusalsAsync(
        ClassNumber number, string token, CancellationToken cancellation = default) =>
        AskAsync(["REFUSALS", number.ToString(), token], Replies.Refusals, cancellation);

    /// <inheritdoc/>
    public async Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token, CancellationToken cancellation = default)
    {
        ClientResult<CloseReply> answer =
            await AskAsync(["CLOSE", number.ToString(), token, "LOG"], Replies.Closed, cancellation).ConfigureAwait(false);

        // The list counts. A server that does not say whom it refused, or is gone by now, takes nothing from it.
        return answer.Try(out CloseReply? closed, out _)
            ? closed with { Refused = (await RefusalsAsync(number, token, cancellation).ConfigureAwait(false)).Value }
            : answer;
    }

    /// <inheritdoc/>
    public Task<ClientResult<CloseReply>> CloseAnyAsync(ClassNumber number, CancellationToken cancellation = default) =>
        AskAsync(["CLOSE", number.ToString(), "ADMIN", "LOG"], Replies.Closed, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token, CancellationToken cancellation = default) =>
        AskAsync(["RECEIVED", number.ToString(), token], static reply => reply.Type == ReplyType.Simple ? reply.Text : null, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync(CancellationToken cancellation = default) =>
        AskAsync(["ROLLS"], Replies.Rolls, cancellation);

    /// <inheritdoc/>
    public Task<ClientResult<ListReply>> WatchAsync(
        ClassNumber number, string token, Action<RollCallNews> news, CancellationToken cancellation = default) => AskAsync(
            ["WATCH", number.ToString(), token, "LOG"],
            Replies.Listing,
            cancellation,
            reply =>
            {
                // On the receiving thread, before the first push can be read.
                if (reply.Type == ReplyType.Array)
                {
                    _watched[number] = news;
                }
            });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        if (_moved is not null)
        {
            await _moved.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ClientResult<T>> AskAsync<T>(
        string[] words, Func<RespReply, T?> read, CancellationToken cancellation, Action<RespReply>? answered = null)
        where T : class
    {
        Task<ClientResult<RespReply>> request = _connection.RequestAsync(output => Write(output, words), answered);
        try
        {
            ClientResult<RespReply> result = await request.WaitAsync(_options.Timeout, _options.Clock, cancellation).ConfigureAwait(false);
            if (!result.Try(out RespReply? reply, out ClientError? error))
            {
                return error;
            }

            ClientResult<T> answer = Interpret(reply, read);
            return _options.LeavesUnavailable && answer.Error is { IsUnavailable: true } unable
                ? Broken(unable with { Fault = ClientFault.Disconnected, Server = Server })
                : answer;
        }
        catch (TimeoutException)
        {
            return Broken(new ClientError(ClientFault.TimedOut, $"no answer to {words[0]} within {_options.Timeout.TotalSeconds:0.#} s"));
        }
        catch (OperationCanceledException)
        {
            return Broken(new ClientError(ClientFault.Disconnected, $"{words[0]} was cancelled"));
        }
    }

    private ClientResult<T> Interpret<T>(RespReply reply, Func<RespReply, T?> read)
        where T : class
    {
        if (reply.Type == ReplyType.Error)
        {
            int space = reply.Text.IndexOf(' ', StringComparison.Ordinal);
            return space < 0
                ? new ClientError(ClientFault.Refused, reply.Text, reply.Text)
                : new ClientError(ClientFault.Refused, reply.Text[(space + 1)..], reply.Text[..space]);
        }

        return read(reply) is { } value
            ? value
            : Broken(new ClientError(ClientFault.NotChamada, "the answer is not of the form that a Chamada server gives it"));
    }

    private ClientError Broken(ClientError error)
    {
        _connection.Break(error);
        return error;
    }

    private void TakePush(RespReply push)
    {
        if (Replies.News(push) is { } news && _watched.TryGetValue(news.Class, out Action<RollCallNews>? listener))
        {
            if (news is RollCallEnded)
            {
                _watched.TryRemove(news.Class, out _);
            }

            listener(news);
        }
    }

    private static IEnumerable<string> Words(OpenOptions options) =>
    [
        .. Option("FOR", options.Limit is { } limit ? Seconds(limit) : null),
        .. Option("CODE", options.CodePeriod is { } period ? Seconds(period) : null),
        .. Option("DEVICE", options.Device?.ToString().ToLowerInvariant()),
        .. Option("FROM", options.From?.ToString()),
        .. Option("LISTED", options.Listed?.ToString().ToLowerInvariant()),
    ];

    private static IEnumerable<string> Words(PresentOptions options) =>
    [
        .. Option("CODE", options.Code?.ToString()),
        .. Option("DEVICE", options.Device),
        .. Option("TOKEN", options.Token),
        .. options.IsConfirmed ? ["CONFIRM"] : (string[])[],
        .. options.WantsReceipt ? ["RECEIPT"] : (string[])[],
    ];

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string? Greeting(RespReply reply)
    {
        for (int i = 0; i + 1 < reply.Items.Count; i += 2)
        {
            if (reply.Items[i].Text == "server" && reply.Items[i + 1].Text == ServerName)
            {
                return ServerName;
            }
        }

        return null;
    }

    private static void Write(IBufferWriter<byte> output, string[] words)
    {
        Span<byte> bytes = output.GetSpan(16 + words.Sum(static word => 32 + Encoding.UTF8.GetMaxByteCount(word.Length)));
        RespWriter request = new(bytes);
        request.Array(words.Length);
        foreach (string word in words)
        {
            request.Bulk(Encoding.UTF8.GetBytes(word));
        }

        output.Advance(request.Written);
    }
}
