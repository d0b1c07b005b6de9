using System.Text;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Exports;

/// <summary>What can be made of something that is exported.</summary>
internal enum ExportFormat
{
    /// <summary>A file for spreadsheets.</summary>
    Csv,

    /// <summary>A file for programs.</summary>
    Json,

    /// <summary>A file for people.</summary>
    Text,

    /// <summary>The same, to the terminal's clipboard.</summary>
    Clipboard,
}

/// <summary>How an export went.</summary>
internal enum ExportState
{
    /// <summary>Nothing was tried yet.</summary>
    Ready,

    /// <summary>It is being written.</summary>
    Writing,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>A file of that name is there already; it was left alone.</summary>
    Exists,

    /// <summary>It could not be written.</summary>
    Failed,

    /// <summary>It is too long for a terminal's clipboard.</summary>
    TooLong,
}

/// <summary>Writes a list to a file of the teacher's choice, or to the clipboard of the terminal. No file is ever overwritten.</summary>
/// <param name="content">Makes the content of a format.</param>
/// <param name="formats">The formats that make sense.</param>
/// <param name="stem">The name of the file that is proposed, without its end.</param>
/// <param name="thread">The models' thread.</param>
internal sealed class ExportModel(Func<ExportFormat, string> content, IReadOnlyList<ExportFormat> formats, string stem, ModelThread thread)
{
    /// <summary>
    /// The longest text that is given to the terminal, in bytes before they are encoded: what xterm takes in one OSC 52 sequence.
    /// </summary>
    public const int LongestClipboard = 74_994;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The formats that make sense.</summary>
    public IReadOnlyList<ExportFormat> Formats => formats;

    /// <summary>How it went.</summary>
    public ExportState State { get; private set; }

    /// <summary>Where it was written, or was to be.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The file that is proposed.</summary>
    public string Proposal(ExportFormat format) => stem + format switch
    {
        ExportFormat.Csv => ".csv",
        ExportFormat.Json => ".json",
        _ => ".txt",
    };

    /// <summary>Writes a file. A leading <c>~</c> is the home folder.</summary>
    public void Write(ExportFormat format, string path)
    {
        if (State == ExportState.Writing || path.Trim().Length == 0)
        {
            return;
        }

        Path = Expand(path.Trim());
        string text = content(format);
        Become(ExportState.Writing);
        thread.Run(async () => Become(await Task.Run(() => Create(Path, text))));
    }

    /// <summary>The text for the clipboard; null when it is too long.</summary>
    public string? Copy()
    {
        string text = content(ExportFormat.Text);
        bool fits = Encoding.UTF8.GetByteCount(text) <= LongestClipboard;
        Become(fits ? ExportState.Done : ExportState.TooLong);
        Path = "";
        return fits ? text : null;
    }

    /// <summary>A path as a shell would read it, as far as the home folder goes.</summary>
    public static string Expand(string path)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(home, path[2..]) : path;
    }

    private static ExportState Create(string path, string text)
    {
        try
        {
            using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
            return ExportState.Done;
        }
        catch (IOException) when (File.Exists(path))
        {
            return ExportState.Exists;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ExportState.Failed;
        }
    }

    private void Become(ExportState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
