using System.Runtime.InteropServices;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chamada.Tui.Screens.Frames;

/// <summary>The life of a full-screen program: it takes the terminal, runs, and gives the terminal back, whatever happens.</summary>
internal static class ScreenProgram
{
    private const int Done = 0, Failed = 70, Interrupted = 130;

    // How long a signal waits for the orderly way out.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    // The library's loop polls. Fast until the first frame stands, so that its questions to the terminal cost no time, and until what a
    // key asked for has been done; then as fast as fingers, and slow while nothing happens, because each turn costs.
    private const ushort TurnsAtOnce = 250, TurnsWhenActive = 60, TurnsAtRest = 15;

    /// <summary>Runs a program until it is left.</summary>
    /// <param name="name">What it is called in a crash report.</param>
    /// <param name="folder">Where a crash report goes.</param>
    /// <param name="look">The language and the colours.</param>
    /// <param name="thread">The models' thread; it is this one while the program runs.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="make">Makes the window, once the terminal is taken.</param>
    /// <param name="errors">Where a failure is told.</param>
    /// <param name="leaving">What must be done before the process may end, when it is ended without the orderly way out.</param>
    /// <returns>0; 130 when a signal ended it, as shells number that; 70 after an exception (<c>EX_SOFTWARE</c> of
    /// <c>sysexits.h</c>).</returns>
    public static int Run(string name, string folder, Look look, ModelThread thread, TimeProvider clock, Func<ProgramWindow> make,
        TextWriter errors, Action? leaving = null)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        IApplication app = TerminalColors.CreateApplication(TerminalColors.HasTrueColor(Environment.GetEnvironmentVariable));
        Exception? failure = null;
        ITimer? leave = null;
        bool isSignalled = false;
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            Application.MaximumIterationsPerSecond = TurnsAtOnce;
            TerminalSleep sleep = new(clock);
            app.Init(DriverRegistry.Names.ANSI);
            SynchronizationContext.SetSynchronizationContext(thread);

            // Esc is a key of the screens' own; the library would end the program with it.
            Application.SetDefaultKeyBinding(Command.Quit, Bind.All(Key.Esc));
            using ProgramWindow window = make();
            window.Sleep = sleep.IsPossible ? () => sleep.Sleep(app) : null;
            Attend(app, window, sleep);
            app.Run(window);
        }
        catch (Exception e)
        {
            failure = e;
        }

        Restore(app, ref failure);
        leave?.Dispose();
        SynchronizationContext.SetSynchronizationContext(before);
        if (failure is null)
        {
            return isSignalled ? Interrupted : Done;
        }

        errors.WriteLine(Reported(failure, CrashReport.Write(folder, name, failure, clock), look));
        return Failed;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            isSignalled = true;

            // When the terminal itself is gone the library may never take another turn. Nothing is lost by leaving: a roll call is the
            // server's.
            leave = clock.CreateTimer(Leave, null, StopPatience, System.Threading.Timeout.InfiniteTimeSpan);
            thread.Post(() =>
            {
                foreach (SessionToken session in app.SessionStack ?? new())
                {
                    app.RequestStop(session.Runnable);
                }
            });
        }

        void Leave(object? state)
        {
            leaving?.Invoke();
            Environment.Exit(Interrupted);
        }
    }

    /// <summary>Whether there is a terminal to draw on, for reading and for writing: without one the library would wait for ever.</summary>
    public static bool HasTerminal(Func<string, string?> environment) =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && CanDraw(environment)
        && Driver.IsAttachedToTerminal(out _, out _);

    /// <summary>Whether the terminal, if there is one, calls itself something that can be drawn on. That of Windows has no name.</summary>
    public static bool CanDraw(Func<string, string?> environment) => environment("TERM") switch
    {
        "dumb" => false,
        null or "" => OperatingSystem.IsWindows(),
        _ => true,
    };

    /// <summary>Gives the window its turns and its keys.</summary>
    private static void Attend(IApplication app, ProgramWindow window, TerminalSleep sleep)
    {
        bool isDrawn = false;
        app.LayoutAndDrawComplete += (_, _) => isDrawn = true;
        app.Iteration += (_, _) =>
        {
            window.Turn();
            sleep.Turn();
            Application.MaximumIterationsPerSecond =
                !isDrawn || window.IsPressed ? TurnsAtOnce : window.IsActive ? TurnsWhenActive : TurnsAtRest;
        };
        app.Keyboard.KeyDown += (_, key) =>
        {
            // In a dialog the library would stop the server with it.
            key.Handled = key.Handled || window.TakeKey(key) || key == Key.Z.WithCtrl;
            Application.MaximumIterationsPerSecond = TurnsAtOnce;
        };
    }

    internal static string Reported(Exception failure, string? report, Look look)
    {
        string what = $"{failure.GetType().Name}: {failure.Message}".ReplaceLineEndings(" ");
        return report is null ? look.Strings.CrashedWithoutReport(what) : look.Strings.Crashed(what, report);
    }

    private static void Restore(IApplication app, ref Exception? failure)
    {
        try
        {
            app.Dispose();
        }
        catch (Exception e)
        {
            failure ??= e;
        }
    }
}
