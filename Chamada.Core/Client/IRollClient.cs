using Chamada.Core.Rolls;
using Chamada.Core.Tls;

namespace Chamada.Core.Client;

/// <summary>
/// One connection to a server. Every method answers soon or with an error value; after an error that is not
/// <see cref="ClientFault.Refused"/> the connection is of no more use. <see cref="RollClient"/> is the one over TCP.
/// </summary>
public interface IRollClient : IAsyncDisposable
{
    /// <summary>Where it is connected to.</summary>
    ServerAddress Server { get; }

    /// <summary>By what the server is known, where TLS is spoken to it; null where it is not.</summary>
    Fingerprint? Fingerprint => null;

    /// <summary>Whether the connection still stands, as far as is known.</summary>
    bool IsConnected { get; }

    /// <summary>Completes, with the reason, when the connection has ended. Never faults.</summary>
    Task<ClientError> Disconnected { get; }

    /// <summary>
    /// Opens a roll call under a token of the caller's (<see cref="RollClient.NewToken"/>). Asking again with the same token gives the same
    /// answer, so a lost answer costs nothing. Refused with <c>EXISTS</c> when the class is open under another token.
    /// </summary>
    /// <param name="number">The class.</param>
    /// <param name="token">What will list, watch and close the roll call.</param>
    /// <param name="options">What is to hold for it.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ClientResult<OpenReply>> OpenAsync(
        ClassNumber number, string token, OpenOptions options, CancellationToken cancellation = default);

    /// <summary>Gives a roll call with a time limit more time, in whole seconds. Asking twice adds twice.</summary>
    Task<ClientResult<ExtendReply>> ExtendAsync(
        ClassNumber number, string token, TimeSpan more, CancellationToken cancellation = default);

    /// <summary>
    /// Marks a student present, or takes one off the list, on the teacher's word. The answer's word is <c>REGISTERED</c> or
    /// <c>ALREADY</c>, <c>REMOVED</c> or <c>ABSENT</c> (was not on the list).
    /// </summary>
    Task<ClientResult<PresenceReply>> MarkAsync(
        ClassNumber number, string token, StudentId student, bool present, string reason = "", CancellationToken cancellation = default);

    /// <summary>
    /// Writes down whether a student who is on the list was found in the room. It changes nobody's presence. The answer's word is
    /// <c>HERE</c> or <c>MISSING</c>, or <c>ABSENT</c> for who is not on the list, and then nothing was written. Asking twice writes twice.
    /// </summary>
    Task<ClientResult<CheckReply>> CheckAsync(
        ClassNumber number, string token, StudentId student, bool isHere, CancellationToken cancellation = default);

    /// <summary>Writes down how many the teacher counted in the room, 0 to 999,999. The answer's word is <c>HEADS</c>. Asking twice writes
    /// twice.</summary>
    Task<ClientResult<CheckReply>> CountHeadsAsync(
        ClassNumber number, string token, int heads, CancellationToken cancellation = default);

    /// <summary>
    /// Registers a student. A refusal such as <c>CLOSED</c> is an answer, not an error. Where the server names another that hosts the
    /// class, that one is asked (<see cref="RollClientOptions.FollowsMoved"/>): refused with <c>MOVED</c> when it does not host it either,
    /// and with <c>UNANSWERED</c> when nobody answers there.
    /// </summary>
    /// <param name="number">The class.</param>
    /// <param name="student">Who.</param>
    /// <param name="options">What the student brings along. A server that does not know devices, or
    /// receipts, is asked again without.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ClientResult<PresenceReply>> PresentAsync(
        ClassNumber number, StudentId student, PresentOptions options, CancellationToken cancellation = default);

    /// <summary>The code that a roll call asks for now.</summary>
    Task<ClientResult<CodeReply>> CodeAsync(ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>Begins or changes the code of an open roll call, so that another one stands at once; or ends it.</summary>
    /// <param name="number">The class.</param>
    /// <param name="token">The roll call's token.</param>
    /// <param name="period">How long each stands, in whole seconds from 5 to 60; zero for no code any more.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ClientResult<CodeReply>> ChangeCodeAsync(
        ClassNumber number, string token, TimeSpan period, CancellationToken cancellation = default);

    /// <summary>
    /// Gives the server numbers of the class's list for this roll call, in as many requests as it takes. Those that it has already change
    /// nothing, so asking again is harmless.
    /// </summary>
    Task<ClientResult<RosterReply>> AddToRosterAsync(
        ClassNumber number, string token, IReadOnlyList<StudentId> students, CancellationToken cancellation = default);

    /// <summary>Lets the server forget the class's list for this roll call.</summary>
    Task<ClientResult<RosterReply>> ClearRosterAsync(ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>The list of an open roll call.</summary>
    Task<ClientResult<ListReply>> ListAsync(ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>How often students were refused in a roll call that is open, or closed and not received.</summary>
    Task<ClientResult<IReadOnlyList<RefusedLine>>> RefusalsAsync(
        ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>Closes a roll call, and asks how often students were refused. Asking again gives the same until
    /// <see cref="ReceivedAsync"/>.</summary>
    Task<ClientResult<CloseReply>> CloseAsync(ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>Closes a roll call in its owner's place, by the key that this connection has shown. Asking again gives the same until the
    /// owner has the list, unless the class was opened anew since: then that one is closed.</summary>
    Task<ClientResult<CloseReply>> CloseAnyAsync(ClassNumber number, CancellationToken cancellation = default);

    /// <summary>Tells the server that the closed list is in safe hands and may be erased. The value is the server's <c>OK</c>.</summary>
    Task<ClientResult<string>> ReceivedAsync(ClassNumber number, string token, CancellationToken cancellation = default);

    /// <summary>The open roll calls, by class.</summary>
    Task<ClientResult<IReadOnlyList<RollsLine>>> RollsAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The list of an open roll call now; what happens after it comes through <paramref name="news"/>, in order, one at a time,
    /// on a thread of the pool. One watch a class and connection. When the connection ends, <see cref="Disconnected"/> tells.
    /// </summary>
    Task<ClientResult<ListReply>> WatchAsync(
        ClassNumber number, string token, Action<RollCallNews> news, CancellationToken cancellation = default);
}

/// <summary>Requests in their simplest form.</summary>
public static class SimpleRequests
{
    /// <summary>Opens a roll call with nothing but a limit of time, or not even that.</summary>
    public static Task<ClientResult<OpenReply>> OpenAsync(
        this IRollClient client, ClassNumber number, string token, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.OpenAsync(number, token, limit is null ? OpenOptions.None : new OpenOptions { Limit = limit }, cancellation);
    }

    /// <summary>Registers a student who brings nothing along but the number.</summary>
    public static Task<ClientResult<PresenceReply>> PresentAsync(
        this IRollClient client, ClassNumber number, StudentId student, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PresentAsync(number, student, PresentOptions.None, cancellation);
    }
}

/// <summary>Makes a connection to a server, or says why there is none.</summary>
public delegate Task<ClientResult<IRollClient>> ConnectToServer(ServerAddress server, CancellationToken cancellation);
