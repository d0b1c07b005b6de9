using Chamada.Core.Discovery.Links;
using Chamada.Core.Hosting;
using Chamada.Core.Log.Sqlite;
using Chamada.Tui.Resources.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Chamada.Tui.Cli;

/// <summary>One run of <c>serve</c>, from its start line to its orderly stop.</summary>
/// <param name="context">Language and output.</param>
/// <param name="options">Where to listen, limits and times.</param>
/// <param name="folder">The data folder; null keeps everything in memory.</param>
/// <param name="announcing">How the open classes are announced; null when they are not.</param>
/// <param name="redirecting">Where other servers are looked for, to which students are sent on; null when they are not.</param>
/// <param name="verbose">Whether every connection is reported.</param>
internal sealed class ServerRun(
    CliContext context, ServerOptions options, string? folder, Announcing? announcing, INetwork? redirecting, bool verbose)
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
        if (folder is null)
        {
            context.Output.Error(Text.MemoryOnly);
        }

        if (!HostedServer.TryOpen(folder, context.Clock, logging.CreateLogger("chamada"), out HostedServer? host, out JournalFault? fault))
        {
            context.Output.Error(Text.CannotUseData(fault));
            return ExitCode.Failed;
        }

        await using (host)
        {
            if (host.Listen(options, redirecting) is { } cannot)
            {
                context.Output.Error(cannot.Describe(Text));
                return ExitCode.Failed;
            }

            await ServeAsync(host, stop).ConfigureAwait(false);
        }

        return host.Failed.IsCompleted ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task ServeAsync(HostedServer host, CancellationToken stop)
    {
        context.Output.WriteLine(Text.Listening(host.EndPoint));
        context.Output.Flush();
        foreach (string problem in announcing is null ? [] : host.Announce(announcing))
        {
            context.Output.Error(context.Text.Peers.LinkUnusable(problem));
        }

        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, stop);
        Task<JournalFault> failed = host.Failed;
        if (await Task.WhenAny(stopped, failed).ConfigureAwait(false) == failed)
        {
            // What was recorded can still be read, so the server stays until somebody stops it.
            context.Output.Error(Text.RecordsNothing(await failed.ConfigureAwait(false)));
        }

        await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
