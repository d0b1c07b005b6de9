using System.Runtime.InteropServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chamada.Tui.Screens.Frames;

/// <summary>
/// Ctrl+Z: gives the terminal back, lets the shell have it, and takes it again when the shell says so. The library's own way comes back to
/// a terminal that waits for whole lines, because the runtime puts the terminal's mode back, too, a moment after the process goes on.
/// </summary>
internal sealed class TerminalSleep
{
    // SIGTSTP of Linux; the others have it from BSD.
    private const int StopOnLinux = 20, StopOnBsd = 18, Input = 0, AtOnce = 0, RoomForMode = 256;

    private static readonly TimeSpan RuntimePatience = TimeSpan.FromSeconds(1);

    private readonly byte[] _before = new byte[RoomForMode];
    private readonly byte[] _own = new byte[RoomForMode];
    private readonly TimeProvider _clock;
    private readonly bool _isKnown;
    private long _wokenAt;
    private bool _isFresh;

    /// <summary>Notes how the terminal is before a program takes it.</summary>
    public TerminalSleep(TimeProvider clock)
    {
        _clock = clock;
        _isKnown = !OperatingSystem.IsWindows() && GetMode(Input, _before) == 0;
    }

    /// <summary>Whether the program can sleep here.</summary>
    public bool IsPossible => _isKnown;

    /// <summary>Sleeps until the shell wakes the program.</summary>
    public void Sleep(IApplication app)
    {
        if (!_isKnown || app.Driver is not { } driver || GetMode(Input, _own) != 0)
        {
            return;
        }

        driver.WriteRaw(EscSeqUtils.CSI_DisableBracketedPaste + EscSeqUtils.CSI_DisableMouseEvents
            + EscSeqUtils.CSI_RestoreCursorAndRestoreAltBufferWithBackscroll + EscSeqUtils.CSI_ShowCursor + "\e[0m");
        _ = SetMode(Input, AtOnce, _before);

        // To the whole group, as the terminal itself would. Where no shell waits for it, the system passes it over.
        _ = Signal(0, OperatingSystem.IsLinux() ? StopOnLinux : StopOnBsd);
        _wokenAt = _clock.GetTimestamp();
        _isFresh = true;
        _ = SetMode(Input, AtOnce, _own);
        driver.WriteRaw(EscSeqUtils.CSI_SaveCursorAndActivateAltBufferNoBackscroll + EscSeqUtils.CSI_HideCursor
            + EscSeqUtils.CSI_EnableMouseEvents + EscSeqUtils.CSI_EnableBracketedPaste);
        app.ClearScreenNextIteration = true;
        app.LayoutAndDraw(forceRedraw: true);
    }

    /// <summary>To be called in each turn of the loop: for a moment after waking, the terminal's mode is held against the
    /// runtime.</summary>
    public void Turn()
    {
        if (!_isFresh)
        {
            return;
        }

        byte[] now = new byte[RoomForMode];
        if (GetMode(Input, now) == 0 && !now.AsSpan().SequenceEqual(_own))
        {
            _ = SetMode(Input, AtOnce, _own);
        }

        _isFresh = _clock.GetElapsedTime(_wokenAt) < RuntimePatience;
    }

#pragma warning disable CA5392, SYSLIB1054 // The C library; plain values and bytes only.
    [DllImport("libc", EntryPoint = "tcgetattr")]
    private static extern int GetMode(int file, byte[] mode);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    private static extern int SetMode(int file, int when, byte[] mode);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
#pragma warning restore CA5392, SYSLIB1054
}
