using Chamada.Core.Rolls;

namespace Chamada.Core.Client;

/// <summary>Settings of a <see cref="RollClient"/>.</summary>
public sealed record RollClientOptions
{
    /// <summary>How long connecting and each answer may take. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock that measures the timeout.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// One connection to a server, in RESP. Requests may be made from several threads at once; they are pipelined, and each gets
/// its own answer. No failure is an exception: it is a <see cref="ClientError"/>, and after one that is not
/// <see cref="ClientFault.Refused"/> the connection is of no more use.
/// </summary>
public sealed class RollClient : IAsyncDisposable
{
    /// <summary>Connects and makes sure that a Chamada server is at the other end.</summary>
    public static Task<ClientResult<RollClient>> ConnectAsync(
        ServerAddress address, RollClientOptions? options = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>A fresh random token of 128 bits, as 32 hexadecimal digits.</summary>
    public static string NewToken() => throw new NotImplementedException();

    /// <summary>Where this client is connected to.</summary>
    public ServerAddress Server => throw new NotImplementedException();

    /// <summary>Whether the connection still stands, as far as is known.</summary>
    public bool IsConnected => throw new NotImplementedException();

    /// <summary>
    /// Opens a roll call under a token of the caller's (<see cref="NewToken"/>). Asking again with the same token gives the same
    /// answer, so a lost answer costs nothing. Refused with <c>EXISTS</c> when the class is open under another token.
    /// </summary>
    public Task<ClientResult<OpenedRoll>> OpenAsync(ClassNumber number, string token, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Registers a student. A refusal such as <c>CLOSED</c> is an answer, not an error.</summary>
    public Task<ClientResult<PresenceReply>> PresentAsync(ClassNumber number, StudentId student, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The list of an open roll call.</summary>
    public Task<ClientResult<RollListing>> ListAsync(ClassNumber number, string token, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Closes a roll call. Asking again gives the same list until <see cref="ReceivedAsync"/>.</summary>
    public Task<ClientResult<ClosedRoll>> CloseAsync(ClassNumber number, string token, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Tells the server that the closed list is in safe hands and may be erased. The value is the server's <c>OK</c>.</summary>
    public Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The open roll calls, by class.</summary>
    public Task<ClientResult<IReadOnlyList<OpenRoll>>> RollsAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>
    /// The list of an open roll call now; what happens after it comes through <paramref name="news"/>, in order, on a thread of
    /// the pool. One watch a class and connection. When the connection ends, <see cref="Disconnected"/> tells.
    /// </summary>
    public Task<ClientResult<RollListing>> WatchAsync(ClassNumber number, string token, Action<RollNews> news, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Completes, with the reason, when the connection has ended. Never faults.</summary>
    public Task<ClientError> Disconnected => throw new NotImplementedException();

    /// <summary>Closes the connection. Requests without an answer get <see cref="ClientFault.Disconnected"/>.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
