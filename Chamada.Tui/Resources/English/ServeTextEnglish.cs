using System.Net;
using Chamada.Core.Log.Postgres;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class ServeTextEnglish : ServeText
{
    protected override FolderText Folder { get; } = new FolderTextEnglish();

    public override string Listening(IPEndPoint address) => $"Chamada is ready at {address}";

    public override string MemoryOnly => "--memory: nothing is kept. All roll calls are gone when this server stops.";

    public override string AddressSpaceTooSmall(long mebibytes, long needed) =>
        $"this process may use only {mebibytes} MiB of address space (ulimit -v); the server needs {needed} MiB, of which it uses a small "
            + "part.";

    public override string OneSocketOnly => "the service manager must hand over one TCP socket that listens, and no other (LISTEN_FDS).";

    public override string PortInUse(IPEndPoint address) =>
        $"port {address.Port} is in use already at {address.Address}. Choose another with --port, or a free one with --port 0.";

    public override string PortNotAllowed(IPEndPoint address) =>
        $"this account may not listen on port {address.Port}. Choose one from 1024 up with --port.";

    public override string AddressNotHere(IPAddress address) =>
        $"{address} is not an address of this machine. 0.0.0.0 listens on all of them.";

    public override string CannotListen(IPEndPoint address, string cause) =>
        $"cannot listen at {address}: {Printable.Line(Folder.Cause(cause))}";

    public override string NoKeys(string place) => $"{place}: there is no teacher key in it";

    public override string BadKey(string place, int line) =>
        $"{place}, line {line}: not a key, or a name or key that stands there twice; expected: KEY, NAME KEY, or NAME KEY admin";

    public override string KeysRead(string place, IReadOnlyList<string> names) =>
        $"{place}: teacher keys read again: {string.Join(", ", names)}";

    public override string KeysKept(string place) => $"{place}: the teacher keys that were there still count";

    protected override string UnreadableKeys(string path, string cause) => $"{path}: the teacher keys cannot be read ({cause})";

    protected override string Certificate(string path, string cause) => path.Length == 0
        ? $"no certificate could be made for TLS ({cause})."
        : $"{path}: no certificate and key for TLS could be read ({cause}). Both are files in PEM, the key without a password.";

    protected override string Store(PostgresFaultKind kind, string place, string cause) => kind switch
    {
        PostgresFaultKind.Unreachable =>
            $"{place}: the database does not answer ({cause}). Does PostgreSQL run there, and take connections?",
        PostgresFaultKind.Untrusted =>
            $"{place}: the database does not speak TLS as the address asks for ({cause}). See sslmode= and sslrootcert= in it.",
        PostgresFaultKind.Password => $"{place}: the database does not know this account, or not by this password ({cause}). The password "
            + "comes from PGPASSFILE, PGPASSWORD or passfile= in the address.",
        PostgresFaultKind.NoDatabase => $"{place}: there is no such database. An administrator makes it with createdb.",
        PostgresFaultKind.NoRight =>
            $"{place}: this account may not do in the database what is needed ({cause}). docs/running.md says which rights that takes.",
        PostgresFaultKind.OldVersion => $"{place}: PostgreSQL {cause} is too old; it takes 15 or later.",
        PostgresFaultKind.ReadOnly =>
            $"{place}: none of these databases takes changes ({cause}). They are standbys, or set to read only; name the primary as well.",
        PostgresFaultKind.NewerVersion =>
            $"{place}: a newer version of Chamada has made what is in the database ({cause}). It was left as it is; use that version.",
        PostgresFaultKind.Damaged => $"{place}: what is in the database contradicts itself ({cause}). It was left as it is.",
        _ => $"{place}: the database cannot be used ({cause}).",
    };

    protected override string NothingRecorded =>
        " NOTHING IS RECORDED ANY MORE: students and teachers are refused until the server is started again.";

    protected override string NoAccess(string path, string cause) =>
        $"this account cannot use {path} ({cause}). Choose another folder with --data.";

    protected override string ReadOnly(string path) => $"{path} can be read, but not written. Choose another folder with --data.";

    protected override string NotAFolder(string path) => $"{path} is a file; the data needs a folder. Choose another with --data.";

    protected override string InUse(string path, string holder) =>
        $"another Chamada server{holder} uses the data folder {path}. Stop it, or choose another folder with --data.";

    protected override string Holder(int process, string machine, string address) =>
        $" (process {process} on {machine}{(address.Length == 0 ? "" : $", at {address}")})";

    protected override string Locked(string path) => $"another program holds {path} locked. Close it and start again.";

    protected override string NotAJournal(string path) =>
        $"{path} is not a database of Chamada's. It was left as it is; choose another folder with --data.";

    protected override string Damaged(string path, string cause) =>
        $"{path} is damaged ({cause}). It was left as it is. `chamada repair` with the same --data saves what is whole; "
        + "or choose another folder with --data.";

    protected override string AlreadyThere(string path) => $"{path} is there already. Nothing is overwritten; choose another place.";

    protected override string Removed(string path) =>
        $"{path} was removed or replaced while the server was running. What was registered before stands in it, wherever it is now.";

    protected override string Exposed(string path, string cause) =>
        $"others could change what is recorded in {path} ({cause}). Remove it, or choose another folder with --data.";

    protected override string NewerVersion(string path) =>
        $"a newer version of Chamada wrote {path}. It was left as it is; use that version, or choose another folder with --data.";

    protected override string DiskFull(string path) => $"there is no room on the disk for {path}.";

    protected override string InputOutput(string path, string cause) => $"reading or writing {path} failed ({cause}).";
}
