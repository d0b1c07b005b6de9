using Chamada.Core.Hosting;
using Chamada.Core.Log.Sqlite;
using Chamada.Tui.Resources.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Chamada.Tui.Cli;

/// <summary>One run of <c>serve</c>, from its start line to its orderly stop.</summary>
/// <param name="context">Language and output.</param>
/// <param name="options">Where to listen, what lasts, limits and times.</param>
/// <param name="verbose">Whether every connection is reported.</param>
/// <param name="isJson">Whether each line of the log is a JSON object.</param>
internal sealed class ServerRun(CliContext context, ServerOptions options, bool verbose, bool isJson = false)
{
    private ServeText Text => context.Text.Serve;

    /// <summary>Serves until it is told to stop.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (AddressSpace.TooLittle() is { } bytes)
        {
            context.Output.Error(Text.AddressSpaceTooSmall(bytes >> 20, AddressSpace.Needed >> 20));
            return ExitCode.Failed;
        }

        using ILoggerFactory logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information)
            .AddSimpleConsole(static console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            })
            .AddJsonConsole(static console => console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffK")
            .AddConsole(console =>
            {
                // Last: each of those above has made itself the one that writes.
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                console.FormatterName = isJson ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
            }));
        if (options.DataFolder is null)
        {
            context.Output.Error(Text.MemoryOnly);
        }

        ServerStart start =
            await RollServer.StartAsync(options, context.Clock, new TranslatedLog(logging.CreateLogger("chamada"), context.Text.Log))
                .ConfigureAwait(false);
        if (!start.Try(out RollServer? server, out StartFault? fault))
        {
            context.Output.Error(fault.Describe(Text));
            return ExitCode.Failed;
        }

        await using (server)
        {
            await ServeAsync(server, stop).ConfigureAwait(false);
        }

        return server.Failed.IsCompleted || server.IsDiskSilent ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task ServeAsync(RollServer server, CancellationToken stop)
    {
        context.Output.WriteLine(Text.Listening(server.EndPoint));
        context.Output.Flush();
        ServiceManager manager = new(context.Environment);
        manager.Ready($"{server.EndPoint}");
        foreach (string problem in server.LinkProblems)
        {
            context.Output.Error(context.Text.Peers.LinkUnusable(problem));
        }

        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, stop);
        Task<JournalFault> failed = server.Failed;
        if (await Task.WhenAny(stopped, failed).ConfigureAwait(false) == failed)
        {
            // What was recorded can still be read, so the server stays until somebody stops it.
            context.Output.Error(Text.RecordsNothing(await failed.ConfigureAwait(false)));
        }

        await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        manager.Stopping();
    }
}
