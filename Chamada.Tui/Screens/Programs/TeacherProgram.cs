using System.Net;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Plain;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>What the teacher's full-screen program is started with.</summary>
internal sealed record TeacherProgramOptions
{
    /// <summary>The server, or any of several.</summary>
    public required ServerList Servers { get; init; }

    /// <summary>Whether TLS is spoken to the server, and by what it is known; null for never.</summary>
    public ServerTrust? Trust { get; init; }

    /// <summary>What is known about that server when nobody named it; null when somebody did.</summary>
    public HostStatus? Host { get; init; }

    /// <summary>This machine's links, where its addresses are looked up for a server that was named.</summary>
    public INetwork Network { get; init; } = new SystemNetwork();

    /// <summary>Looks up that server's name.</summary>
    public ResolveName Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Stops the server in order, when this program is it; returns when it has. May be called more than once and from any
    /// thread.</summary>
    public Action? StopServer { get; init; }

    /// <summary>
    /// Lets this program become the server where the one that it used has been gone for so long, and answers whether it is; null where it
    /// never may. Called from any thread.
    /// </summary>
    public Func<TimeSpan, Task<bool>>? TakeOver { get; init; }

    /// <summary>The language of the first screen.</summary>
    public required Language Language { get; init; }

    /// <summary>Whether that was named for this start; otherwise the one that was chosen on a screen comes before it.</summary>
    public bool LanguageIsNamed { get; init; }

    /// <summary>The class whose roll call is opened at once; null for the start screen.</summary>
    public ClassNumber? Class { get; init; }

    /// <summary>After how long that roll call closes by itself; null for never.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>The teacher's key that is shown to the server; null for none.</summary>
    public ClientKey? Key { get; init; }

    /// <summary>The teacher's folder (<see cref="TeacherFolder.DefaultPath"/>).</summary>
    public required string Folder { get; init; }

    /// <summary>Where a server of this account keeps its data; null for where it does that when nobody says otherwise.</summary>
    public string? ServerData { get; init; }

    /// <summary>The lines that are read and written instead of a screen; null for the screen.</summary>
    public LineStreams? Plain { get; init; }

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;
}

/// <summary><c>chamada teacher</c> without a scripted flag.</summary>
internal static class TeacherProgram
{
    /// <summary>Runs until it is left.</summary>
    /// <returns>An exit code: 0; 70 after an unexpected error. The caller has made sure of a terminal.</returns>
    public static int Run(TeacherProgramOptions options)
    {
        TimeProvider clock = TimeProvider.System;
        ModelThread thread = new();
        PreferencesFile file = new(options.Folder);
        Preferences preferences = file.Read();
        Look look = preferences.FirstLook(options.Language, options.LanguageIsNamed, options.EnvironmentVariable);
        ServerLink link =
            new(options.Servers, RollClient.Connector(options.Servers, new RollClientOptions { Trust = options.Trust, Key = options.Key }),
                thread, clock, Random.Shared);
        TeacherFolder folder = new(options.Folder, clock, list => look.Strings.Export.ToSpreadsheet(list))
        {
            Unfetched = Path.Combine(options.ServerData ?? Path.Combine(options.Folder, TeacherFolder.ServerData), UnfetchedFolder.Name),
        };
        TeacherModel model = new(link, folder, thread);
        using NamedServer? named = options.Host is null ? new NamedServer(
            options.Servers, options.Network, options.Resolve, clock)
        {
            IsEncrypted = options.Trust?.IsAsked == true,
        } : null;
        TeacherWindow? window = null;
        int code = options.Plain is { } lines
            ? LineProgram.Run("teacher", options.Folder, look, thread, clock, Make, lines, Console.Error)
            : ScreenProgram.Run("teacher", options.Folder, look, thread, clock, Make, Console.Error, options.StopServer);
        options.StopServer?.Invoke();
        foreach (RollCallModel roll in window?.StillOpen ?? [])
        {
            Console.Out.WriteLine(options.Host is { IsServing: true }
                ? look.Strings.Host.Kept(roll.Class.ToString())
                : look.Strings.StillOpen(roll.Class.ToString()));
        }

        return code;

        ProgramWindow Make()
        {
            window = new TeacherWindow(look, model, preferences, file, thread, clock, (IStudentAddresses?)options.Host ?? named!);
            model.Start();
            options.Host?.Start(thread);
            named?.Start(thread);
            if (options.TakeOver is { } takeOver)
            {
                _ = new Succession(link, takeOver, thread);
            }

            link.Start();
            if (options.Class is { } number)
            {
                model.Open(number, options.Limit);
            }

            return window;
        }
    }
}
