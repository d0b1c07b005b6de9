using System.Buffers;
using System.Text;

namespace Chamada.Tui.Cli;

/// <summary>
/// The program's stdout and stderr: UTF-8 without a byte order mark and <c>\n</c>, whatever the locale says. Stdout is gathered
/// until <see cref="Flush"/>; a reader that has gone, as in <c>| head -1</c>, is no error.
/// </summary>
internal sealed class CliOutput(Stream output, Stream error)
{
    private const int FlushAt = 32 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ArrayBufferWriter<byte> _gathered = new();

    /// <summary>The process's own streams. One that the shell has closed swallows what is written.</summary>
    public static CliOutput ForProcess() => new(Open(Console.OpenStandardOutput), Open(Console.OpenStandardError));

    /// <summary>Where bytes for stdout are gathered.</summary>
    public IBufferWriter<byte> Gathered => _gathered;

    /// <summary>Stdout for System.CommandLine's own answers: the version, and completions.</summary>
    public TextWriter Text => new StreamWriter(output, Utf8) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Writes a line to stdout.</summary>
    public void WriteLine(string line = "")
    {
        Utf8.GetBytes(line, _gathered);
        EndLine();
    }

    /// <summary>Ends the line that was written to <see cref="Gathered"/>.</summary>
    public void EndLine()
    {
        _gathered.Write("\n"u8);
        if (_gathered.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    /// <summary>Sends what was gathered.</summary>
    public void Flush()
    {
        if (_gathered.WrittenCount > 0)
        {
            Write(output, _gathered.WrittenSpan);
            _gathered.ResetWrittenCount();
        }
    }

    /// <summary>Writes a line to stderr that says which program it comes from, after what was written to stdout before.</summary>
    public void Error(string message) => ErrorLine("chamada: " + message);

    /// <summary>Writes a line to stderr.</summary>
    public void ErrorLine(string line) => ErrorText(line + "\n");

    /// <summary>Writes to stderr without ending a line: progress that overwrites itself.</summary>
    public void ErrorText(string text)
    {
        Flush();
        Write(error, Utf8.GetBytes(text));
    }

    private static Stream Open(Func<Stream> standard)
    {
        try
        {
            return standard();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads it any more, or the disk behind it is full: there is nowhere left to say so.
        }
    }
}
