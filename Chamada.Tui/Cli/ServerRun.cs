using System.Net;
using System.Net.Sockets;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Journal;
using Chamada.Core.Rolls;
using Chamada.Core.Server;
using Chamada.Tui.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Chamada.Tui.Cli;

/// <summary>How a server's open classes are announced.</summary>
/// <param name="Name">The name that everybody on the network sees.</param>
/// <param name="Network">Where.</param>
internal sealed record Announcing(string Name, INetwork Network);

/// <summary>One run of the server, from its start line to its orderly stop.</summary>
/// <param name="context">Language and output.</param>
/// <param name="options">Where to listen, limits and times.</param>
/// <param name="folder">The data folder; null keeps everything in memory.</param>
/// <param name="announcing">How the open classes are announced; null when they are not.</param>
/// <param name="verbose">Whether every connection is reported.</param>
internal sealed class ServerRun(CliContext context, ServerOptions options, string? folder, Announcing? announcing, bool verbose)
{
    private ServeText Text => context.Text.Serve;

    /// <summary>Serves until it is told to stop.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information)
            .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(static console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            }));
        ILogger log = logging.CreateLogger("chamada");
        if (folder is null)
        {
            context.Output.Error(Text.MemoryOnly);
            OpenClasses inMemory = new(new MemoryJournal());
            return await ServeAsync(new RollBook(inMemory), inMemory, log, null, stop).ConfigureAwait(false);
        }

        if (!SqliteJournal.Open(folder, new JournalOptions { Log = log }).Try(out SqliteJournal? journal, out JournalFault? fault))
        {
            return Refuse(fault);
        }

        await using (journal)
        {
            OpenClasses open = new(journal);
            RollBook book = new(open);
            fault = journal.Replay(book);
            return fault is null ? await ServeAsync(book, open, log, journal, stop).ConfigureAwait(false) : Refuse(fault);
        }
    }

    private async Task<int> ServeAsync(RollBook book, OpenClasses open, ILogger log, SqliteJournal? journal, CancellationToken stop)
    {
        RollServer server;
        try
        {
            server = RollServer.Start(options, book, context.Clock, log);
        }
        catch (SocketException e)
        {
            IPEndPoint wanted = new(options.Address, options.Port);
            context.Output.Error(e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => Text.PortInUse(wanted),
                SocketError.AccessDenied => Text.PortNotAllowed(wanted),
                SocketError.AddressNotAvailable => Text.AddressNotHere(options.Address),
                _ => Text.CannotListen(wanted, e.Message),
            });
            return ExitCode.Failed;
        }

        await using (server)
        {
            journal?.Announce(server.EndPoint.ToString());
            context.Output.WriteLine(Text.Listening(server.EndPoint));
            context.Output.Flush();
            await using PeerAnnouncer? announcer = Announce(server, book, open, log); // Goes before the server does.
            Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, stop);
            if (journal is not null && await Task.WhenAny(stopped, journal.Failed).ConfigureAwait(false) == journal.Failed)
            {
                // What was recorded can still be read, so the server stays until somebody stops it.
                context.Output.Error(Text.RecordsNothing(await journal.Failed.ConfigureAwait(false)));
            }

            await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return journal is { Failed.IsCompleted: true } ? ExitCode.Failed : ExitCode.Done;
    }

    private PeerAnnouncer? Announce(RollServer server, RollBook book, OpenClasses open, ILogger log)
    {
        if (announcing is null)
        {
            return null;
        }

        PeerAnnouncer announcer = PeerAnnouncer.Start(new AnnouncerOptions
        {
            Server = server.EndPoint,
            DisplayName = announcing.Name,
            Network = announcing.Network,
            Clock = context.Clock,
            Log = log,
        });
        foreach (string problem in announcer.Problems)
        {
            context.Output.Error(context.Text.Peers.LinkUnusable(problem));
        }

        open.Listen(book, context.Clock, (number, isOpen) =>
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
        return announcer;
    }

    private int Refuse(JournalFault fault)
    {
        context.Output.Error(Text.CannotUseData(fault));
        return ExitCode.Failed;
    }
}
