using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Plain;
using Chamada.Tui.Screens.Programs;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Screens.Welcome;

namespace Chamada.Tui.Cli;

/// <summary>The way from a command without scripted flags to its screen, where there is a terminal to draw it on.</summary>
internal static class FullScreen
{
    /// <summary>Whether there is a terminal to draw on.</summary>
    public static bool HasTerminal(CliContext context) => ScreenProgram.HasTerminal(context.Environment);

    /// <summary>The process's own lines: UTF-8, whatever the locale says. Only once: what is read ahead belongs to whoever comes
    /// next.</summary>
    private static readonly Lazy<LineStreams> Lines = new(static () => new LineStreams(
        new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)),
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false))));

    /// <summary>Whether there is a terminal that can show lines and nothing more.</summary>
    public static bool HasPlainTerminal(CliContext context) =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && !ScreenProgram.CanDraw(context.Environment);

    /// <summary>Asks in lines which of the two programs is wanted; null for neither.</summary>
    public static WelcomeChoice? AskWhich(CliContext context) => WelcomeProgram.Ask(context.Text.Language, Lines.Value);

    /// <summary>Runs the teacher's screen.</summary>
    /// <param name="context">The language and the environment.</param>
    /// <param name="server">The server; null for this machine's.</param>
    /// <param name="hosting">How this machine's server is found, or started.</param>
    /// <param name="trust">Whether TLS is spoken to the server, and by what it is known.</param>
    /// <param name="number">The class to open at once; null for the start screen.</param>
    /// <param name="limit">After how long that roll call closes by itself; null for never.</param>
    /// <param name="key">The teacher's key that is shown to the server; null for none.</param>
    /// <param name="isPlain">Lines instead of a screen, also where there is a terminal for one.</param>
    public static async Task<int> TeacherAsync(CliContext context, ServerList? server, TeacherServerOptions hosting, ServerTrust trust,
        ClassNumber? number, TimeSpan? limit, ClientKey? key, bool isPlain)
    {
        isPlain |= HasPlainTerminal(context);
        if (!isPlain && !ScreenProgram.HasTerminal(context.Environment))
        {
            return Refuse(context, context.Text.Help.TeacherInScript);
        }

        using TeacherServer? own = server is null ? await TeacherServer.StartAsync(context, hosting).ConfigureAwait(false) : null;
        if (server is null && own is null)
        {
            return ExitCode.Failed;
        }

        TeacherProgramOptions options = new()
        {
            Servers = server ?? own!.Status.Server,
            Trust = trust,
            Host = own?.Status,
            StopServer = own is null ? null : own.Stop,
            TakeOver = own is null ? null : own.TakeOverAsync,
            Language = context.Text.Language,
            LanguageIsNamed = context.LanguageIsNamed,
            Class = number,
            Limit = limit,
            Key = key,
            Folder = TeacherFolder.DefaultPath(context.Environment),
            ServerData = hosting.Serving.DataFolder,
            Plain = isPlain ? Lines.Value : null,
            EnvironmentVariable = context.Environment,
        };

        int code = await OnOwnThread(() => TeacherProgram.Run(options)).ConfigureAwait(false);
        if (own?.Fault is not { } fault)
        {
            return code;
        }

        context.Output.Error(context.Text.Serve.RecordsNothing(fault));
        return code == ExitCode.Done ? ExitCode.Failed : code;
    }

    /// <summary>Runs the student's screen.</summary>
    /// <param name="context">The language and the environment.</param>
    /// <param name="server">The server; null to find the host of each class.</param>
    /// <param name="network">The network on which hosts are looked for.</param>
    /// <param name="trust">Whether TLS is spoken to servers, and by what they are known.</param>
    /// <param name="number">The class that the form begins with; null for the remembered one.</param>
    /// <param name="isDoor">Whether it stands at the door of that class, which then must be given.</param>
    /// <param name="isPlain">Lines instead of a screen, also where there is a terminal for one.</param>
    public static Task<int> StudentAsync(CliContext context, ServerList? server, INetwork network, ServerTrust trust,
        ClassNumber? number,
        bool isDoor, bool isPlain) =>
        !(isPlain |= !isDoor && HasPlainTerminal(context)) && !ScreenProgram.HasTerminal(context.Environment)
            ? Task.FromResult(Refuse(context, context.Text.Help.StudentInScript))
            : OnOwnThread(() => StudentProgram.Run(new StudentProgramOptions
            {
                Servers = server,
                Search = thread => new StudentSearch(
                    (number, stop) => new HostSearch(network, trust, context.Clock).FindAsync(number, HostSearch.DefaultTimeout, stop),
                    RollClient.Connector(new RollClientOptions { Trust = trust }),
                    new NearbyClasses(network, ownPort: null, thread, context.Clock),
                    context.Clock),
                Trust = trust,
                Language = context.Text.Language,
                LanguageIsNamed = context.LanguageIsNamed,
                Class = number,
                IsDoor = isDoor,
                Plain = isPlain ? Lines.Value : null,
                Folder = TeacherFolder.DefaultPath(context.Environment),
                EnvironmentVariable = context.Environment,
            }));

    /// <summary>
    /// A screen keeps its thread until it is left. The one that asks for it may be a thread that reports sockets' events, and without that
    /// nobody in this program would be heard.
    /// </summary>
    private static Task<int> OnOwnThread(Func<int> screen) =>
        Task.Factory.StartNew(screen, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static int Refuse(CliContext context, string scripted)
    {
        context.Output.Error(context.Text.Usage.NoTerminal(scripted));
        return ExitCode.Usage;
    }
}
