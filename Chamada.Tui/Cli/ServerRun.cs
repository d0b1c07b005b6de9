using System.Net;
using System.Net.Sockets;
using Chamada.Core.Journal;
using Chamada.Core.Rolls;
using Chamada.Core.Server;
using Chamada.Tui.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Chamada.Tui.Cli;

/// <summary>One run of the server, from its start line to its orderly stop.</summary>
/// <param name="context">Language and output.</param>
/// <param name="options">Where to listen, limits and times.</param>
/// <param name="folder">The data folder; null keeps everything in memory.</param>
/// <param name="verbose">Whether every connection is reported.</param>
internal sealed class ServerRun(CliContext context, ServerOptions options, string? folder, bool verbose)
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
            return await ServeAsync(new RollBook(new MemoryJournal()), log, null, stop).ConfigureAwait(false);
        }

        if (!SqliteJournal.Open(folder, new JournalOptions { Log = log }).Try(out SqliteJournal? journal, out JournalFault? fault))
        {
            return Refuse(fault);
        }

        await using (journal)
        {
            RollBook book = new(journal);
            fault = journal.Replay(book);
            return fault is null ? await ServeAsync(book, log, journal, stop).ConfigureAwait(false) : Refuse(fault);
        }
    }

    private async Task<int> ServeAsync(RollBook book, ILogger log, SqliteJournal? journal, CancellationToken stop)
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

    private int Refuse(JournalFault fault)
    {
        context.Output.Error(Text.CannotUseData(fault));
        return ExitCode.Failed;
    }
}
