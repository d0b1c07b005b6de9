using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Chamada.Tui.Cli;

/// <summary>
/// The log of a server whose program draws a screen: lines in a file, since anything on the terminal would be drawn over the screen. When
/// it has grown to a mebibyte it is put aside, and takes the place of the one that was put aside before. A log that cannot be written is no
/// reason not to serve.
/// </summary>
internal sealed class FileLog : ILogger, IDisposable
{
    private const long MaxBytes = 1 << 20;

    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private StreamWriter? _writer;
    private long _length;
    private bool _opened;

    /// <summary>Makes a log, whose file is opened with the first line.</summary>
    /// <param name="file">Where. Only the account can read it.</param>
    /// <param name="clock">Stamps the lines.</param>
    public FileLog(string file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string line = string.Create(
            CultureInfo.InvariantCulture, $"{_clock.GetLocalNow():yyyy-MM-dd HH:mm:ss.fff} {logLevel}: {formatter(state, exception)} "
                + $"{exception}").TrimEnd();
        lock (_gate)
        {
            try
            {
                if (!_opened)
                {
                    _opened = true;
                    _writer = Open();
                }
                else if (_length >= MaxBytes && _writer is not null)
                {
                    _writer.Dispose();
                    _writer = null;
                    _writer = Open();
                }

                _writer?.WriteLine(line);
                _length += Encoding.UTF8.GetByteCount(line) + 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A full disk, say, which the journal will tell of.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _opened = true;
            try
            {
                _writer?.Dispose();
            }
            catch (IOException)
            {
                // The last line is lost.
            }

            _writer = null;
        }
    }

    private StreamWriter Open()
    {
        FileInfo old = new(_file);
        _length = old.Exists ? old.Length : 0;
        if (_length >= MaxBytes)
        {
            File.Move(_file, _file + ".1", overwrite: true);
            _length = 0;
        }

        FileStreamOptions options = new() { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new StreamWriter(_file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options) { AutoFlush = true };
    }
}
