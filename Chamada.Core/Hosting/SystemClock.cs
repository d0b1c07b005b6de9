using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chamada.Core.Hosting;

/// <summary>
/// The system's clock, with elapsed time that goes on while the machine sleeps: a laptop that was shut for the night has let a time limit
/// of ten minutes pass. <see cref="TimeProvider.System"/> stops counting meanwhile, except on Windows.
/// </summary>
public sealed partial class SystemClock : TimeProvider
{
    /// <summary>The only one: it has no state.</summary>
    public static readonly SystemClock Instance = new();

    private const long NanosecondsInSecond = 1_000_000_000;

    /// <summary>
    /// The number of the clock that counts on: CLOCK_BOOTTIME of Linux, CLOCK_MONOTONIC of macOS; 0 where there is none to ask.
    /// </summary>
    private static readonly int Clock = Choose();

    private SystemClock()
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => Clock == 0 ? Stopwatch.Frequency : NanosecondsInSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() =>
        Clock != 0 && Read(Clock, out TimeSpec time) == 0
            ? (time.Seconds * NanosecondsInSecond) + time.Nanoseconds
            : Stopwatch.GetTimestamp();

    private static int Choose()
    {
        // What the C library's structure looks like is known for processes of 64 bits only.
        int clock = !Environment.Is64BitProcess ? 0 : OperatingSystem.IsLinux() ? 7 : OperatingSystem.IsMacOS() ? 6 : 0;
        try
        {
            return clock != 0 && Read(clock, out _) == 0 ? clock : 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    private static partial int Read(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
