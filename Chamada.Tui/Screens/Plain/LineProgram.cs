using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Plain;

/// <summary>The life of a program that draws nothing: it reads lines, writes lines, and takes nothing back that it has written.</summary>
internal sealed class LineProgram
{
    private const int Done = 0, Failed = 70, Interrupted = 130;

    /// <summary>What comes from others is told at once; clocks and time limits are looked at so often.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<string?> _lines = new();
    private readonly object _gate = new();
    private readonly ModelThread _thread;
    private readonly LineStreams _streams;
    private bool _isDue;
    private bool _isAtEnd;
    private volatile bool _isSignalled;

    private LineProgram(ModelThread thread, LineStreams streams)
    {
        _thread = thread;
        _streams = streams;
    }

    /// <summary>Runs a program until it is left, or no more lines come.</summary>
    /// <param name="name">What it is called in a crash report.</param>
    /// <param name="folder">Where a crash report goes.</param>
    /// <param name="look">The language.</param>
    /// <param name="thread">The models' thread; it is this one while the program runs.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="make">Makes the window.</param>
    /// <param name="streams">The lines.</param>
    /// <param name="errors">Where a failure is told.</param>
    /// <returns>0; 130 when a signal ended it; 70 after an exception.</returns>
    public static int Run(string name, string folder, Look look, ModelThread thread, TimeProvider clock, Func<ProgramWindow> make,
        LineStreams streams, TextWriter errors)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        LineProgram program = new(thread, streams);
        thread.Posted += program.Wake;
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, program.Stop);
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, program.Stop);
        using PosixSignalRegistration hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, program.Stop);
        try
        {
            SynchronizationContext.SetSynchronizationContext(thread);
            program.Run(look, clock, make);
            return program._isSignalled ? Interrupted : Done;
        }
        catch (Exception e)
        {
            errors.WriteLine(ScreenProgram.Reported(e, CrashReport.Write(folder, name, e, clock), look));
            return Failed;
        }
        finally
        {
            thread.Posted -= program.Wake;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Run(Look look, TimeProvider clock, Func<ProgramWindow> make)
    {
        LineConversation conversation = new(look, Await, Write);
        look.Conversation = conversation;
        using ProgramWindow window = make();
        LineScreen screen = new(window, look, conversation, clock);
        new Thread(ReadLines) { IsBackground = true, Name = "lines" }.Start();
        window.Turn();
        screen.TellAll();
        while (!window.IsLeft && !_isSignalled && !_isAtEnd)
        {
            string? line = TryTake();
            window.Turn();
            if (line is null)
            {
                screen.TellNews();
            }
            else
            {
                screen.Take(line);
            }
        }
    }

    /// <summary>The next line; meanwhile the models go on. Null when none will come.</summary>
    private string? Await()
    {
        string? line = null;
        while (line is null && !_isAtEnd && !_isSignalled)
        {
            line = TryTake();
            _thread.Drain();
        }

        return line;
    }

    /// <summary>A line that has been typed; null when there is none after a turn, or no more will come.</summary>
    private string? TryTake()
    {
        lock (_gate)
        {
            if (_lines.IsEmpty && !_isDue)
            {
                Monitor.Wait(_gate, Turn);
            }

            _isDue = false;
        }

        if (!_lines.TryDequeue(out string? line))
        {
            return null;
        }

        _isAtEnd = line is null;
        return line;
    }

    private void ReadLines()
    {
        string? line;
        do
        {
            try
            {
                line = _streams.In.ReadLine();
            }
            catch (IOException)
            {
                line = null; // The terminal has gone.
            }

            _lines.Enqueue(line);
            Wake();
        }
        while (line is not null);
    }

    private void Write(string line)
    {
        try
        {
            _streams.Out.Write(line + "\n");
            _streams.Out.Flush();
        }
        catch (IOException)
        {
            _isAtEnd = true; // Nobody reads it any more.
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _isDue = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _isSignalled = true;
        Wake();
    }
}
