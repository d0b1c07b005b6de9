using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Hosting;
using Chamada.Core.Log.Memory;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Microsoft.Extensions.Logging;

namespace Chamada.Tui.Cli;

/// <summary>How a server's open classes are announced.</summary>
/// <param name="Name">The name that everybody on the network sees.</param>
/// <param name="Network">Where.</param>
internal sealed record Announcing(string Name, INetwork Network);

/// <summary>Why a server cannot listen.</summary>
/// <param name="Wanted">Where it was to listen.</param>
/// <param name="Error">The system's error.</param>
/// <param name="Detail">The system's words.</param>
internal sealed record ListenFault(IPEndPoint Wanted, SocketError Error, string Detail)
{
    /// <summary>The fault in words.</summary>
    public string Describe(ServeText text) => Error switch
    {
        SocketError.AddressAlreadyInUse => text.PortInUse(Wanted),
        SocketError.AccessDenied => text.PortNotAllowed(Wanted),
        SocketError.AddressNotAvailable => text.AddressNotHere(Wanted.Address),
        _ => text.CannotListen(Wanted, Detail),
    };
}

/// <summary>
/// A server with its journal and its announcements, from opening the data folder to the orderly stop. <c>serve</c> is nothing but this;
/// the teacher's program has one inside.
/// </summary>
internal sealed class HostedServer : IAsyncDisposable
{
    private readonly SqliteJournal? _journal;
    private readonly OpenClasses _open;
    private readonly RollBook _book;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Lazy<Task> _stop;
    private RollServer? _server;
    private PeerAnnouncer? _announcer;
    private NetworkNeighbours? _neighbours;

    private HostedServer(SqliteJournal? journal, TimeProvider clock, ILogger log)
    {
        _journal = journal;
        _open = new OpenClasses((IRollJournal?)journal ?? new MemoryJournal());
        _book = new RollBook(_open);
        _clock = clock;
        _log = log;
        _stop = new Lazy<Task>(StopAsync);
    }

    /// <summary>Where it listens. Only after <see cref="Listen"/> was successful.</summary>
    public IPEndPoint EndPoint => _server!.EndPoint;

    /// <summary>Completes when the journal has failed; never for one in memory.</summary>
    public Task<JournalFault> Failed => _journal?.Failed ?? new TaskCompletionSource<JournalFault>().Task;

    /// <summary>Opens the data folder and takes up what is in it.</summary>
    /// <param name="folder">The data folder; null keeps everything in memory.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="log">Diagnostics.</param>
    /// <param name="host">The server, which does not listen yet.</param>
    /// <param name="fault">Why the folder cannot be used.</param>
    public static bool TryOpen(
        string? folder, TimeProvider clock, ILogger log, [NotNullWhen(true)] out HostedServer? host, [NotNullWhen(false)] out JournalFault? fault)
    {
        host = null;
        fault = null;
        if (folder is null)
        {
            host = new HostedServer(null, clock, log);
            return true;
        }

        if (!SqliteJournal.Open(folder, new JournalOptions { Log = log }).Try(out SqliteJournal? journal, out fault))
        {
            return false;
        }

        HostedServer opened = new(journal, clock, log);
        fault = journal.Replay(opened._book);
        if (fault is not null)
        {
            opened.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return false;
        }

        host = opened;
        return true;
    }

    /// <summary>Begins to listen. After a fault it may be tried again elsewhere.</summary>
    /// <param name="options">Where to listen, limits and times.</param>
    /// <param name="redirecting">Where other servers are looked for, to which students are sent on; null when they are not.</param>
    public ListenFault? Listen(ServerOptions options, INetwork? redirecting)
    {
        NetworkNeighbours? neighbours = redirecting is null ? null : new NetworkNeighbours(redirecting, _clock);
        try
        {
            _server = RollServer.Start(options, _book, _clock, _log, neighbours);
        }
        catch (SocketException e)
        {
            return new ListenFault(new IPEndPoint(options.Address, options.Port), e.SocketErrorCode, e.Message);
        }

        _journal?.Announce(_server.EndPoint.ToString());
        _neighbours = neighbours;
        neighbours?.Start(_server.EndPoint);
        return null;
    }

    /// <summary>Announces the open classes, those of now and those to come.</summary>
    /// <returns>Links that cannot be used, and why, in the system's words.</returns>
    public IReadOnlyList<string> Announce(Announcing announcing)
    {
        PeerAnnouncer announcer = _announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = EndPoint,
            DisplayName = announcing.Name,
            Network = announcing.Network,
            Clock = _clock,
            Log = _log,
        });
        _open.Listen(_book, _clock, (number, isOpen) =>
        {
            if (isOpen)
            {
                announcer.Add(number.Value);
            }
            else
            {
                announcer.Remove(number.Value);
            }
        });
        return announcer.Problems;
    }

    /// <summary>Stops in order: says goodbye to the network, answers what was received, closes the journal. Once, whoever asks.</summary>
    public ValueTask DisposeAsync() => new(_stop.Value);

    private async Task StopAsync()
    {
        if (_announcer is not null)
        {
            await _announcer.DisposeAsync().ConfigureAwait(false);
        }

        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        if (_neighbours is not null)
        {
            await _neighbours.DisposeAsync().ConfigureAwait(false);
        }

        if (_journal is not null)
        {
            await _journal.DisposeAsync().ConfigureAwait(false);
        }
    }
}
