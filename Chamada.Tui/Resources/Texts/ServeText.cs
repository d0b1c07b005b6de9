using System.Net;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Log.Sqlite;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>serve</c> says.</summary>
internal abstract class ServeText
{
    /// <summary>The operating system's causes in this language.</summary>
    protected abstract FolderText Folder { get; }

    /// <summary>The line for whoever waits until the server can be connected to. It ends in the address and nothing else.</summary>
    public abstract string Listening(IPEndPoint address);

    public abstract string MemoryOnly { get; }

    /// <summary>The system lets the process have too little address space.</summary>
    public abstract string AddressSpaceTooSmall(long mebibytes, long needed);

    /// <summary>What the service manager hands over is not one TCP socket.</summary>
    public abstract string OneSocketOnly { get; }

    public abstract string PortInUse(IPEndPoint address);

    public abstract string PortNotAllowed(IPEndPoint address);

    public abstract string AddressNotHere(IPAddress address);

    public abstract string CannotListen(IPEndPoint address, string cause);

    /// <summary>The file with the keys of the teachers cannot be read.</summary>
    public string KeysUnreadable(string path, string cause) => UnreadableKeys(Printable.Line(path), Printable.Line(Folder.Cause(cause)));

    /// <summary>There is no key where keys are to be.</summary>
    public abstract string NoKeys(string place);

    /// <summary>A line is no key, or stands there twice.</summary>
    public abstract string BadKey(string place, int line);

    /// <summary>The keys were read again.</summary>
    public abstract string KeysRead(string place, IReadOnlyList<string> names);

    /// <summary>The keys could not be read again.</summary>
    public abstract string KeysKept(string place);

    protected abstract string UnreadableKeys(string path, string cause);

    /// <summary>Why the server has no certificate to show.</summary>
    public string CannotUseCertificate(string path, string cause) => Certificate(Printable.Line(path), Printable.Line(Folder.Cause(cause)));

    /// <summary>Why the database that several servers share cannot be used, and what to do.</summary>
    public string CannotUseStore(PostgresFault fault) =>
        Store(fault.Kind, Printable.Line(fault.Place), Printable.Line(Folder.Cause(fault.Cause)));

    /// <summary>Why the data folder cannot be used, and what to do.</summary>
    public string CannotUseData(JournalFault fault)
    {
        string path = Printable.Line(fault.Path), cause = Printable.Line(Folder.Cause(fault.Cause));
        return fault.Kind switch
        {
            JournalFaultKind.NoAccess => NoAccess(path, cause),
            JournalFaultKind.NotAFolder => NotAFolder(path),
            JournalFaultKind.ReadOnly => ReadOnly(path),
            JournalFaultKind.InUse when fault.Holder is { ProcessId: > 0 } holder =>
                InUse(path, Holder(holder.ProcessId, Printable.Line(holder.Machine), Printable.Line(holder.Address))),
            JournalFaultKind.InUse => InUse(path, ""),
            JournalFaultKind.Locked => Locked(path),
            JournalFaultKind.NotAJournal => NotAJournal(path),
            JournalFaultKind.Damaged => Damaged(path, cause),
            JournalFaultKind.AlreadyThere => AlreadyThere(path),
            JournalFaultKind.Removed => Removed(path),
            JournalFaultKind.Exposed => Exposed(path, cause),
            JournalFaultKind.NewerVersion => NewerVersion(path),
            JournalFaultKind.DiskFull => DiskFull(path),
            _ => InputOutput(path, cause),
        };
    }

    /// <summary>The journal failed while the server runs: it goes on, but records nothing.</summary>
    public string RecordsNothing(JournalFault fault) => CannotUseData(fault) + NothingRecorded;

    protected abstract string Certificate(string path, string cause);

    protected abstract string Store(PostgresFaultKind kind, string place, string cause);

    protected abstract string NothingRecorded { get; }

    protected abstract string NoAccess(string path, string cause);

    protected abstract string NotAFolder(string path);

    protected abstract string ReadOnly(string path);

    protected abstract string InUse(string path, string holder);

    protected abstract string Holder(int process, string machine, string address);

    protected abstract string Locked(string path);

    protected abstract string NotAJournal(string path);

    protected abstract string Damaged(string path, string cause);

    protected abstract string AlreadyThere(string path);

    protected abstract string Removed(string path);

    protected abstract string Exposed(string path, string cause);

    protected abstract string NewerVersion(string path);

    protected abstract string DiskFull(string path);

    protected abstract string InputOutput(string path, string cause);
}
