using System.Globalization;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class ResultTextEnglish : ResultText
{
    protected override FolderText Folder { get; } = new FolderTextEnglish();

    public override RefusalText Refusals { get; } = new RefusalTextEnglish();

    public override string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public override string Registered(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Class {number}: {student} registered at {Time(at)}.";

    public override string Already(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Class {number}: {student} was registered already, at {Time(at)}.";

    public override string NoRollCall(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Class {number}: {student} refused at {Time(at)}: the class has no open roll call.";

    public override string OtherRefusal(ClassNumber number, StudentId student, DateTimeOffset at, string word) =>
        $"Class {number}: {student} refused at {Time(at)}: {Refusals.Of(word)}.";

    public override string CodeIs(string code) => $"Code: {code}";

    public override string OnlyHere => "only this machine reaches that address; see: chamada doctor";

    public override string Waits(ClassNumber number, StudentId student, DateTimeOffset at, TimeSpan wait) =>
        $"Class {number}: {student} refused at {Time(at)}: too many wrong codes; wait {Seconds(wait)} s.";

    public override string Receipt(ChainHead receipt) => $"Receipt: {receipt}";

    public override string NoReceipt => "the attendance is registered, but this server gives no receipts.";

    public override string Code(ClassNumber number, CodeDigits code, TimeSpan left) =>
        $"Class {number}: the code is {code}, for {WholeSeconds(left)} s more.";

    public override string NoCode(ClassNumber number) => $"Class {number}: no code is asked for.";

    public override string RosterNotGiven(ClassNumber number, string cause) =>
        $"the roll call of class {number} is open, but the server could not be given the class list: {Printable.Line(cause)}";

    public override string NoRosterToGive(ClassNumber number) =>
        $"no list of class {number} is kept here, so nobody is measured against one: chamada roster {number} --import FILE";

    public override string Opened(ClassNumber number, DateTimeOffset at) => $"Class {number}: roll call opened at {Time(at)}.";

    public override string ClosedHead(ClassNumber number, DateTimeOffset at, int count) =>
        $"Class {number}: roll call closed at {Time(at)}; {Present(count)}.";

    public override string ListHead(ClassNumber number, DateTimeOffset openedAt, int count) =>
        $"Class {number}: roll call open since {Time(openedAt)}; {Present(count)}.";

    public override string RollLine(RollsLine roll) => $"Class {roll.Class}: open since {Time(roll.OpenedAt)}; {Present(roll.Count)}.";

    public override string NoRolls(ServerList servers) => $"No roll call is open at {servers}.";

    public override string SavedAs(string file) => $"List saved: {Printable.Line(file)} and .csv";

    public override string ClosedBy(string name) => $"It was closed in your place, with the key of \"{Printable.Line(name)}\".";

    public override string ListWaitsForOwner => "The list waits on the server for the teacher who opened it; it is not kept here.";

    public override string AdminKeyNeeded =>
        "closing what somebody else opened takes a key that has this right at the server (--key-file), and none was shown.";

    public override string NoAdminKey(ClassNumber number) =>
        $"class {number} was not closed: your key has not the right to close what others opened.";

    public override string AdminUnknown(ServerAddress server) =>
        $"{server} is of an earlier version, on which only the teacher who opened a roll call closes it.";

    public override string NotReceipted(ClientError error) =>
        $"the list is saved, but the server could not be told to erase its copy ({Cause(error)}). "
        + "Closing once more does that; otherwise the server erases it by itself later.";

    public override string NotSaved(string path, string cause) =>
        $"the roll call is closed, but the list could not be saved in {Printable.Line(path)}: {Printable.Line(cause)}. "
        + "The server keeps it: close once more when that is put right.";

    public override string TokenNotStored(string path, string cause) =>
        $"nothing was opened: the right to close could not be stored in {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string TokenNotUpdated(string path, string cause) =>
        $"could not update {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string TokensUnreadable(string path, string cause) =>
        $"cannot read the rights to close in {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string NotTheOpener(ClassNumber number, ServerList servers, IReadOnlyList<ServerAddress> others) =>
        $"this account holds no roll call of class {number} at {servers}; only the account that opened it can list and close it."
        + (others.Count == 0 ? "" : $" It holds one at {Servers(others)}: use --server.");

    public override string AlreadyOpen(ClassNumber number, bool ours) => ours
        ? $"class {number} has an open roll call already, opened from this account: chamada teacher --close {number}"
        : $"class {number} has an open roll call already, opened by somebody else.";

    public override string NotOpen(ClassNumber number) => $"class {number} has no open roll call.";

    public override string MayBeUnfetched =>
        "This account opened one and never fetched its list. What nobody fetches for a long time the server keeps as a file, in the folder "
        + "unfetched of its data: ask whoever runs it.";

    public override string OpenDenied(ServerAddress server) =>
        $"at {server} only that machine itself opens roll calls. Whoever uses it may let others: chamada teacher --guests";

    public override string MovedInVain(ServerAddress server, ClassNumber number, string detail) =>
        $"{server} named another server for class {number}, but it is not there either ({Printable.Line(detail)}).";

    public override string MovedUnanswered(ServerAddress server, ClassNumber number, string detail) =>
        $"{server} named another server for class {number}, which does not answer ({Printable.Line(detail)}).";

    public override string Denied(ClassNumber number) =>
        $"the roll call of class {number} was opened by somebody else, who alone can list and close it.";

    public override string Unavailable(string detail) => $"the server cannot record anything now: {Printable.Line(detail)}";

    public override string OtherError(ClientError error) =>
        $"the server refused: {Refusals.Of(error)}";

    public override string Unreachable(ServerList servers, ClientError error) => $"no server at {servers} ({Cause(error)}).";

    public override string TimedOut(ServerList servers, TimeSpan timeout) =>
        $"no answer from {servers} within {Seconds(timeout)} s. Asking again is safe.";

    public override string Disconnected(ServerList servers, ClientError error) =>
        $"the connection to {servers} broke off ({Cause(error)}). Asking again is safe.";

    public override string NotChamada(ServerAddress server) => $"what answers at {server} is not a Chamada server. Is the port right?";

    public override string OtherKey(ServerAddress server, OtherKey key) =>
        $"{server} IS NOT THE SERVER THAT IT WAS. Nothing was sent to it.\n  it shows     {key.Shown}\n  it should be {key.Expected}\n"
        + "Somebody may be pretending to be your server, or it was set up anew: ask whoever runs it for its fingerprint."
        + (key.File is null ? "" : $" If it fits what the server shows, take the line of {server} out of {Printable.Line(key.File)}.");

    public override string Unbelieved(ServerAddress server, string cause) =>
        $"{server} cannot be believed, so nothing was sent to it ({Printable.Line(Folder.Cause(cause))}).";

    public override string NoTls(ServerAddress server, string cause) =>
        $"{server} does not speak TLS, or none that can be agreed upon ({Printable.Line(Folder.Cause(cause))}). Nothing was sent to it.";

    public override string TlsOnly(ServerAddress server) => $"{server} speaks only TLS: ask again with --tls.";

    protected override string? Cause(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nothing listens there",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            "no way to that network",
        SocketError.TimedOut => "no answer to the attempt to connect",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the other side broke the connection off",
        SocketError.Disconnecting => "the server closed the connection",
        _ => null,
    };

    public override string Interrupted => "interrupted.";

    public override string Progress(long done) => string.Create(CultureInfo.InvariantCulture, $"{done} sent");

    public override string Unexpected(string cause) => $"unexpected error: {Printable.Line(cause)}";

    private static string Present(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} present");
}
