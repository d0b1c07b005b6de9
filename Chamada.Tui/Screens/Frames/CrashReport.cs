using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Chamada.Tui.Screens.Frames;

/// <summary>Writes down what a program was doing when it failed, for whoever repairs it. No student and no token is in it but what the
/// exception itself says.</summary>
internal static class CrashReport
{
    /// <summary>Writes a report.</summary>
    /// <returns>The file; null where none could be written.</returns>
    public static string? Write(string folder, string program, Exception exception, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetLocalNow();
        string name = string.Create(CultureInfo.InvariantCulture, $"crash-{now:yyyy-MM-dd-HHmmss}-{Environment.ProcessId}.txt");
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"chamada {typeof(CrashReport).Assembly.GetName().Version} {program}")
            .AppendLine(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:ss.fffzzz}")
            .AppendLine(CultureInfo.InvariantCulture,
                $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}")
            .AppendLine(CultureInfo.InvariantCulture, $"TERM={Environment.GetEnvironmentVariable("TERM")}")
            .AppendLine()
            .AppendLine(exception.ToString());
        foreach (string place in (ReadOnlySpan<string>)[folder, Path.GetTempPath()])
        {
            try
            {
                Directory.CreateDirectory(place);
                string file = Path.Combine(place, name);
                FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                using StreamWriter writer = new(file, options);
                writer.Write(report);
                return file;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next place.
            }
        }

        return null;
    }
}
