using System.Globalization;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What scripted calls report to people: results, refusals, and failures on the way to the server.</summary>
internal abstract class ResultText
{
    /// <summary>The operating system's causes in this language.</summary>
    protected abstract FolderText Folder { get; }

    /// <summary>A server's time as people of this language write it; it is the server's local time, to the second.</summary>
    public abstract string Time(DateTimeOffset time);

    public abstract string Registered(ClassNumber number, StudentId student, DateTimeOffset at);

    public abstract string Already(ClassNumber number, StudentId student, DateTimeOffset at);

    /// <summary>A student was refused because no roll call of the class is open.</summary>
    public abstract string NoRollCall(ClassNumber number, StudentId student, DateTimeOffset at);

    /// <summary>Why a server refused.</summary>
    public abstract RefusalText Refusals { get; }

    /// <summary>A student was refused with another of the server's words.</summary>
    public abstract string OtherRefusal(ClassNumber number, StudentId student, DateTimeOffset at, string word);

    /// <summary>A student was refused because of too many wrong codes.</summary>
    public abstract string Waits(ClassNumber number, StudentId student, DateTimeOffset at, TimeSpan wait);

    /// <summary>A student's receipt, behind the registration that it is of.</summary>
    public abstract string Receipt(ChainHead receipt);

    /// <summary>The student is registered, and the server knows of no receipts.</summary>
    public abstract string NoReceipt { get; }

    public abstract string Code(ClassNumber number, CodeDigits code, TimeSpan left);

    public abstract string NoCode(ClassNumber number);

    /// <summary>The class list could not be given to the server.</summary>
    public abstract string RosterNotGiven(ClassNumber number, string cause);

    /// <summary>There is no class list in the folder to give to the server.</summary>
    public abstract string NoRosterToGive(ClassNumber number);

    public abstract string Opened(ClassNumber number, DateTimeOffset at);

    /// <summary>The code that students type now.</summary>
    public abstract string CodeIs(string code);

    /// <summary>No other machine reaches the server.</summary>
    public abstract string OnlyHere { get; }

    public abstract string ClosedHead(ClassNumber number, DateTimeOffset at, int count);

    public abstract string ListHead(ClassNumber number, DateTimeOffset openedAt, int count);

    /// <summary>One student of a list, in columns.</summary>
    /// <param name="order">1 for who came first.</param>
    /// <param name="student">Who.</param>
    /// <param name="at">When, if that is known.</param>
    /// <param name="width">Characters of the list's longest student number.</param>
    public string ListLine(int order, StudentId student, DateTimeOffset? at, int width)
    {
        string number = student.ToString();
        return string.Create(
            CultureInfo.InvariantCulture, $"{order,6}  {(at is { } known ? $"{number.PadRight(width)}  {Time(known)}" : number)}");
    }

    public abstract string RollLine(RollsLine roll);

    public abstract string NoRolls(ServerList servers);

    public abstract string SavedAs(string file);

    /// <summary>Somebody else's key closed it, in its owner's place.</summary>
    public abstract string ClosedBy(string name);

    /// <summary>What was closed in its owner's place is the owner's to fetch.</summary>
    public abstract string ListWaitsForOwner { get; }

    /// <summary>No key was shown that could close what others opened.</summary>
    public abstract string AdminKeyNeeded { get; }

    /// <summary>The key that was shown does not close what others opened.</summary>
    public abstract string NoAdminKey(ClassNumber number);

    /// <summary>The server knows of no such right.</summary>
    public abstract string AdminUnknown(ServerAddress server);

    /// <summary>The list is saved here, but the server could not be told; it keeps its copy for a while.</summary>
    public abstract string NotReceipted(ClientError error);

    public abstract string NotSaved(string path, string cause);

    public abstract string TokenNotStored(string path, string cause);

    public abstract string TokenNotUpdated(string path, string cause);

    public abstract string TokensUnreadable(string path, string cause);

    /// <summary>This account holds no token for the class on that server.</summary>
    /// <param name="number">The class.</param>
    /// <param name="server">The server that was asked for.</param>
    /// <param name="others">Servers for which it does hold one.</param>
    public abstract string NotTheOpener(ClassNumber number, ServerList servers, IReadOnlyList<ServerAddress> others);

    /// <summary>The class is open already.</summary>
    /// <param name="number">The class.</param>
    /// <param name="ours">Whether this account opened it.</param>
    public abstract string AlreadyOpen(ClassNumber number, bool ours);

    public abstract string NotOpen(ClassNumber number);

    /// <summary>Where the list of a roll call may be that this account opened, and of which the server has nothing any more.</summary>
    public abstract string MayBeUnfetched { get; }

    public abstract string Denied(ClassNumber number);

    /// <summary>A server named another for the class, which named yet another.</summary>
    public abstract string MovedInVain(ServerAddress server, ClassNumber number, string detail);

    /// <summary>A server named another for the class, where nobody answers.</summary>
    public abstract string MovedUnanswered(ServerAddress server, ClassNumber number, string detail);

    /// <summary>The server lets only its own machine open roll calls.</summary>
    public abstract string OpenDenied(ServerAddress server);

    public abstract string Unavailable(string detail);

    /// <summary>An error of the server that this program does not know.</summary>
    public abstract string OtherError(ClientError error);

    public abstract string Unreachable(ServerList servers, ClientError error);

    public abstract string TimedOut(ServerList servers, TimeSpan timeout);

    public abstract string Disconnected(ServerList servers, ClientError error);

    public abstract string NotChamada(ServerAddress server);

    /// <summary>The server shows another key than the one by which it is known.</summary>
    public abstract string OtherKey(ServerAddress server, OtherKey key);

    /// <summary>Nobody vouches for the server.</summary>
    public abstract string Unbelieved(ServerAddress server, string cause);

    public abstract string NoTls(ServerAddress server, string cause);

    public abstract string TlsOnly(ServerAddress server);

    public abstract string Interrupted { get; }

    /// <summary>Why there is no connection, or none any more: in this language as far as the reason is known, else in the system's
    /// words.</summary>
    protected string Cause(ClientError error) =>
        (error.Socket is { } socket ? Cause(socket) : null) ?? Printable.Line(Folder.Cause(error.Detail));

    /// <summary>What a socket reported; null for what nobody has put into words.</summary>
    protected abstract string? Cause(SocketError error);

    public abstract string Progress(long done);

    public abstract string Unexpected(string cause);

    protected static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>For who waits: the second that has begun counts.</summary>
    protected static string WholeSeconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    protected static string Servers(IReadOnlyList<ServerAddress> servers) =>
        string.Join(", ", servers.Select(static server => Printable.Line(server.ToString())));
}
