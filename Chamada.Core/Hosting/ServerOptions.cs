using System.Net;
using System.Net.Sockets;
using Chamada.Core.Archive;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Log;
using Chamada.Core.Log.Postgres;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Tls;
using Chamada.Core.Transport;

namespace Chamada.Core.Hosting;

/// <summary>Settings of a <see cref="RollServer"/>.</summary>
public sealed record ServerOptions
{
    /// <summary>The address to listen on. Default: every IPv4 address of the machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The TCP port, 0 to 65535; 0 lets the system choose a free one. Default 5050.</summary>
    public int Port { get; init; } = 5050;

    /// <summary>
    /// A TCP socket that listens already, such as one that a service manager has made; the server's from now on, instead of <see
    /// cref="Address"/> and <see cref="Port"/>. Null, the default, to bind one.
    /// </summary>
    public Socket? Socket { get; init; }

    /// <summary>How many ports are tried, from <see cref="Port"/> up, while each is taken; 1 or more. Default 1.</summary>
    public int PortsToTry { get; init; } = 1;

    /// <summary>
    /// The folder in which roll calls last, made when it is missing. Null, the default, keeps everything in memory, until the server
    /// stops.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// The PostgreSQL database in which roll calls last, which any number of servers may share. The <see cref="DataFolder"/> then holds no
    /// more than this server's own: its certificate, and lists that nobody fetched in time. Null, the default, for the data folder alone.
    /// </summary>
    public PostgresAddress? Store { get; init; }

    /// <summary>With a <see cref="Store"/>: the schema of the database in which everything is; a letter, then letters, digits and
    /// <c>_</c>. Default: <c>chamada</c>.</summary>
    public string StoreSchema { get; init; } = new PostgresOptions().Schema;

    /// <summary>What the server does on the local network besides answering. Null, the default, for nothing.</summary>
    public DiscoveryOptions? Discovery { get; init; }

    /// <summary>
    /// Whether roll calls may be opened from other machines, too. Where not, only connections from loopback open them, and the text
    /// protocol closes them only from there. Default: yes.
    /// </summary>
    public bool GuestsMayOpen { get; init; } = true;

    /// <summary>
    /// What whoever is not let to open roll calls is told about how the server can be started otherwise, in English: what sets <see
    /// cref="GuestsMayOpen"/> is the program's business. Null, the default, for nothing.
    /// </summary>
    public string? GuestsHint { get; init; }

    /// <summary>
    /// Whether browsers get the check-in page (<c>docs/web.md</c>) on the same port. Where not, whatever begins as HTTP is refused.
    /// Default: yes.
    /// </summary>
    public bool ServesPages { get; init; } = true;

    /// <summary>
    /// Names of the server in the domain name system, without a port, under which students may check in by browser. Its addresses, names
    /// without a dot and those that end in <c>.local</c> need not be named; by any other name a page on the web could act as this server's
    /// own. Default: none.
    /// </summary>
    public IReadOnlyCollection<string> WebNames { get; init; } = [];

    /// <summary>How TLS is spoken on the same port, around every protocol. Null, the default, when it is not.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// From where anybody is served at all; connections from elsewhere are closed before anything of theirs is read. This machine itself
    /// always is. Null, the default, for from anywhere.
    /// </summary>
    public NetworkRule? Allow { get; init; }

    /// <summary>
    /// The keys without which no roll call is opened, and none closed that belongs to nobody. Null, the default, when nobody is asked for
    /// one.
    /// </summary>
    public TeacherKeys? TeacherKeys { get; init; }

    /// <summary>How many connections at once; one more is told so and closed. Default 20,000.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>What each address may cost; null for whatever it likes. Default: more than 300 phones behind one address need
    /// (<c>docs/running.md</c>).</summary>
    public AddressLimitOptions? Addresses { get; init; } = new();

    /// <summary>How many roll calls may be open at once that were opened from one address, 1 or more; twenty times as many in all. Not
    /// for this machine itself, unless <see cref="AddressLimitOptions.LimitsLoopback"/>. Default 500.</summary>
    public int MaxOpen { get; init; } = 500;

    /// <summary>How many students may be on the list of one roll call, 1 or more; with the same exception. Default 20,000.</summary>
    public int MaxStudents { get; init; } = 20_000;

    /// <summary>
    /// How many bytes all connections together may hold beyond what each has at rest: for what is sent, received and asked, and for
    /// browsers and TLS; half as many those of one address. Whoever needs more is served in smaller pieces, or refused. Null, the default,
    /// for a quarter of the machine's memory, at least 64 MiB (<c>docs/running.md</c>).
    /// </summary>
    public long? BufferMemory { get; init; }

    /// <summary>How long a connection may say nothing before it is closed; zero for ever. Watchers may be silent. Default 10 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request may stay half sent before its connection is closed. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a peer may leave its answers unread before its connection is closed. Default 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a peer is silent before the system asks whether it is still there, 1 s or more; who is gone without a word loses its
    /// place after half as long again. Default 1 min.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an orderly stop waits for answers to leave before it breaks connections off. Default 3 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Where Prometheus may read what is measured (<c>docs/running.md</c>), a port of its own; port 0 lets the system choose a
    /// free one. Null, the default, for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>
    /// Whether commits are made, while the disk is fast, by a thread that reports sockets' events: for a process that has such threads
    /// handle the events as well (<c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS</c>). Default no; not everywhere possible.
    /// </summary>
    public bool CommitsBesideSockets { get; init; }

    /// <summary>
    /// How long an orderly stop then waits for the disk, which may have stopped answering for good. What was acknowledged is on it already.
    /// Default 10 s.
    /// </summary>
    public TimeSpan DiskTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a closed list that nobody received stays in the database, counted in time that the server has seen go by. Then it is
    /// written to a file in the folder <c>unfetched</c> of the <see cref="DataFolder"/>, which the server never removes. Without a data
    /// folder it stays until the server stops. Default 30 days.
    /// </summary>
    public TimeSpan KeepClosed { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Makes the file for spreadsheets beside a list that nobody fetched, in the language of whoever runs the server; null for
    /// none.</summary>
    public Func<SavedList, byte[]>? ToSpreadsheet { get; init; }

    /// <summary>A quarter of the memory that the machine has, or its container, and at least 64 MiB.</summary>
    internal static long DefaultBufferMemory => Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 64L << 20);

    /// <summary>With no <see cref="DataFolder"/>: a log of the caller's own.</summary>
    internal IRollLog? Log { get; init; }

    /// <summary>The networks of this machine, in the place of those that the system knows.</summary>
    internal IOwnNetworks? OwnNetworks { get; init; }

    /// <summary>The other servers, in the place of those that discovery finds.</summary>
    internal INeighbours? Neighbours { get; init; }
}

/// <summary>How a server and others on the local network know of each other.</summary>
/// <param name="Network">The network, which also says on which links anything may be sent.</param>
public sealed record DiscoveryOptions(INetwork Network)
{
    /// <summary>
    /// The name under which everybody on the network sees the open classes; null, the default, when they are not announced.
    /// </summary>
    public string? AnnouncedName { get; init; }

    /// <summary>Whether students whose class another server hosts are sent there. Default: yes.</summary>
    public bool Redirects { get; init; } = true;
}
