using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>What a command without a screen has at hand, and how it reports failures.</summary>
/// <param name="Context">Language, output, surroundings.</param>
/// <param name="Servers">The server, or any of several.</param>
/// <param name="Timeout">How long a request may take.</param>
/// <param name="Json">Whether results are for programs.</param>
internal sealed record ScriptedCall(CliContext Context, ServerList Servers, TimeSpan Timeout, bool Json)
{
    /// <summary>Whether TLS is spoken to the server, and by what it is known.</summary>
    public required ServerTrust Trust { get; init; }

    /// <summary>The teacher's key that is shown to the server; null for none.</summary>
    public ClientKey? Key { get; init; }

    /// <summary>The server under whose name things are kept.</summary>
    public ServerAddress Server => Servers.First;

    /// <summary>Where results and errors go.</summary>
    public CliOutput Output => Context.Output;

    /// <summary>What is said.</summary>
    public ResultText Text => Context.Text.Result;

    /// <summary>
    /// For how long a call that asks one thing after the other waits on its own thread: long enough for a server on the same network, too
    /// short for anybody to notice that Ctrl+C waits as well.
    /// </summary>
    private static readonly TimeSpan OnThread = TimeSpan.FromMilliseconds(100);

    /// <summary>The way to the server.</summary>
    /// <param name="pipelines">Whether more is asked before the first answer is there.</param>
    public RepeatedRequests Connect(bool pipelines = false) => new(
        Servers,
        new RepeatOptions
        {
            Patience = Timeout,
            Clock = Context.Clock,
            OnThread = pipelines ? TimeSpan.Zero : OnThread,
            Trust = Trust,
            Key = Key,
        });

    /// <summary>The way of a roll call between the server and the teacher's folder.</summary>
    public RollCallDelivery Deliver(RepeatedRequests requests) => new(requests, Servers, Context.TeacherFolder);

    /// <summary>
    /// Reports that the server has nothing under any token of a class, and where the list may be: it was opened, and never fetched.
    /// </summary>
    /// <param name="newest">The newest of the tokens.</param>
    /// <param name="refusal">What the server said to it.</param>
    public int ReportNothingUnder(StoredToken newest, ClientError refusal)
    {
        int code = Report(refusal, newest.Class);
        if (newest.State == TokenState.Opened)
        {
            Output.ErrorLine(Text.MayBeUnfetched);
        }

        return code;
    }

    /// <summary>Reports why there is no answer, or which refusal it was, and answers the exit code.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="number">The class that was asked for.</param>
    public int Report(ClientError error, ClassNumber number)
    {
        ServerAddress server = error.Server ?? Server;
        (string message, int code) = (error.Fault, error.Code) switch
        {
            (ClientFault.Unreachable, _) => (Text.Unreachable(Servers, error), ExitCode.Failed),
            (ClientFault.TimedOut, _) => (Text.TimedOut(Servers, Timeout), ExitCode.Failed),
            (_, "UNAVAILABLE") => (Text.Unavailable(error.Detail), ExitCode.Failed),
            (ClientFault.Disconnected, _) => (Text.Disconnected(Servers, error), ExitCode.Failed),
            (ClientFault.Untrusted, _) when error.OtherKey is { } key => (Text.OtherKey(server, key), ExitCode.Failed),
            (ClientFault.Untrusted, _) => (Text.Unbelieved(server, error.Detail), ExitCode.Failed),
            (ClientFault.NoTls, _) => (Text.NoTls(server, error.Detail), ExitCode.Failed),
            (ClientFault.TlsOnly, _) => (Text.TlsOnly(server), ExitCode.Failed),
            (ClientFault.NotChamada, _) => (Text.NotChamada(server), ExitCode.Failed),
            (_, "EXISTS") => (Text.AlreadyOpen(number, ours: false), ExitCode.Refused),
            (_, "NOTOPEN") => (Text.NotOpen(number), ExitCode.Refused),
            (_, "DENIED") => (Text.Denied(number), ExitCode.Refused),
            (_, "MOVED") => (Text.MovedInVain(Server, number, error.Detail), ExitCode.Refused),
            (_, "UNANSWERED") => (Text.MovedUnanswered(Server, number, error.Detail), ExitCode.Failed),
            (_, "ERR") => (Text.OtherError(error), ExitCode.Failed),
            _ => (Text.OtherError(error), ExitCode.Refused),
        };
        Output.Error(message);
        return code;
    }
}
