using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Plain;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>What the student's full-screen program is started with.</summary>
internal sealed record StudentProgramOptions
{
    /// <summary>The server, or any of several; null to find the host of each class by <see cref="Search"/>. At the door it must be
    /// given.</summary>
    public required ServerList? Servers { get; init; }

    /// <summary>Whether TLS is spoken to the server, and by what it is known; null for never.</summary>
    public ServerTrust? Trust { get; init; }

    /// <summary>Makes what looks for hosts.</summary>
    public required Func<ModelThread, StudentSearch> Search { get; init; }

    /// <summary>The language of the first screen.</summary>
    public required Language Language { get; init; }

    /// <summary>Whether that was named for this start; otherwise the one that was chosen on a screen comes before it.</summary>
    public bool LanguageIsNamed { get; init; }

    /// <summary>A class to begin with instead of the remembered one.</summary>
    public ClassNumber? Class { get; init; }

    /// <summary>A student number to begin with instead of the remembered one.</summary>
    public StudentId? Student { get; init; }

    /// <summary>A shared machine at the door of <see cref="Class"/>, which then must be given.</summary>
    public bool IsDoor { get; init; }

    /// <summary>Where preferences are kept (<see cref="TeacherFolder.DefaultPath"/>).</summary>
    public required string Folder { get; init; }

    /// <summary>The lines that are read and written instead of a screen; null for the screen.</summary>
    public LineStreams? Plain { get; init; }

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;
}

/// <summary><c>chamada student</c> without class and student.</summary>
internal static class StudentProgram
{
    /// <summary>Runs until it is left.</summary>
    /// <returns>An exit code: 0; 70 after an unexpected error. The caller has made sure of a terminal.</returns>
    public static int Run(StudentProgramOptions options)
    {
        TimeProvider clock = TimeProvider.System;
        ModelThread thread = new();
        PreferencesFile file = new(options.Folder);
        Preferences preferences = file.Read();
        Look look = preferences.FirstLook(options.Language, options.LanguageIsNamed, options.EnvironmentVariable);
        return options.Plain is { } lines
            ? LineProgram.Run("student", options.Folder, look, thread, clock, Make, lines, Console.Error)
            : ScreenProgram.Run(options.IsDoor ? "door" : "student", options.Folder, look, thread, clock, Make, Console.Error);

        ProgramWindow Make()
        {
            if (options.Servers is not { } servers)
            {
                return MakeSearching();
            }

            ServerLink link =
                new(servers, RollClient.Connector(servers, new RollClientOptions { Trust = options.Trust }), thread, clock, Random.Shared);
            if (options is { IsDoor: true, Class: { } number })
            {
                DoorLog queue = new(Path.Combine(options.Folder, "door"), servers.First, number);
                DoorModel model = new(number, link, queue, thread, clock, () => OwnToken(options.Folder, servers, number))
                {
                    ReadRoster = () => new TeacherFolder(options.Folder).Rosters.Read(number).Value?.Roster ?? Roster.Empty,
                };
                DoorWindow door = new(look, model, thread, clock);
                link.Start();
                return door;
            }

            StudentWindow window = new(look, new StudentModel(link, thread) { Device = Device }, Shown(), file, thread, clock);
            link.Start();
            return window;
        }

        ProgramWindow MakeSearching()
        {
            StudentSearch search = options.Search(thread);
            StudentWindow window = new(look, new StudentModel(search, thread, clock) { Device = Device }, Shown(), file, thread, clock);
            search.Nearby.Start();
            return window;
        }

        string? Device() => new DeviceFile(options.Folder).Read();

        // The newest: the class may have been opened anew since the door was set up.
        static string? OwnToken(string folder, ServerList servers, ClassNumber number) =>
            new TeacherFolder(folder).Tokens.Find(servers, number).Value?.AsEnumerable()
                .FirstOrDefault(static token => token.State == TokenState.Opened)?.Token;

        Preferences Shown() =>
            preferences with { Class = options.Class ?? preferences.Class, Student = options.Student ?? preferences.Student };
    }
}
