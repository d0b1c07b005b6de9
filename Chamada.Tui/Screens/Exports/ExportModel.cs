using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Exports;

/// <summary>One thing that can be made of what is exported.</summary>
/// <param name="Words">What it is, in words.</param>
/// <param name="Extension">The end of its files' names.</param>
/// <param name="Content">Makes it.</param>
/// <param name="IsClipboard">Whether it goes to the terminal's clipboard instead of a file.</param>
internal sealed record ExportChoice(
    Func<ScreenStrings, string> Words, string Extension, Func<byte[]> Content, bool IsClipboard = false)
{
    /// <summary>Every format that a roll call can be written in, and the text for the clipboard.</summary>
    public static IReadOnlyList<ExportChoice> For(ExportedList list, IExportWords words) =>
    [
        .. ListExports.All.Select(export =>
            new ExportChoice(strings => export.Describe(strings.Export), export.Extension, () => export.Write(list, words))),
        new ExportChoice(static strings => strings.FormatClipboard, ".txt", () => new TextExport().Write(list, words), IsClipboard: true),
    ];
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
/// <param name="choices">What can be made.</param>
/// <param name="stem">The name of the file that is proposed, without its end.</param>
/// <param name="thread">The models' thread.</param>
internal sealed class ExportModel(IReadOnlyList<ExportChoice> choices, string stem, ModelThread thread)
{
    /// <summary>
    /// The longest text that is given to the terminal, in bytes before they are encoded: what xterm takes in one OSC 52 sequence.
    /// </summary>
    public const int LongestClipboard = 74_994;

    /// <summary>Something that is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>What can be made.</summary>
    public IReadOnlyList<ExportChoice> Choices => choices;

    /// <summary>With <see cref="ExportState.Failed"/>: why.</summary>
    public FolderError? Error { get; private set; }

    /// <summary>How it went.</summary>
    public ExportState State { get; private set; }

    /// <summary>Where it was written, or was to be.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The file that is proposed.</summary>
    public string Proposal(ExportChoice choice) => stem + choice.Extension;

    /// <summary>Writes a file. A leading <c>~</c> is the home folder.</summary>
    public void Write(ExportChoice choice, string path)
    {
        if (State == ExportState.Writing || path.Trim().Length == 0)
        {
            return;
        }

        Path = Expand(path.Trim());
        string file = Path;
        byte[] content = choice.Content();
        Become(ExportState.Writing);
        thread.Run(async () =>
        {
            bool isNew = false;
            Error = await Task.Run(() => FolderError.Catch(file, () => isNew = TeacherFolderFiles.TryExport(file, content)));
            Become(Error is not null ? ExportState.Failed : isNew ? ExportState.Done : ExportState.Exists);
        });
    }

    /// <summary>The text for the clipboard; null when it is too long.</summary>
    public string? Copy(ExportChoice choice)
    {
        byte[] text = choice.Content();
        bool fits = text.Length <= LongestClipboard;
        Become(fits ? ExportState.Done : ExportState.TooLong);
        Path = "";
        return fits ? Encoding.UTF8.GetString(text) : null;
    }

    /// <summary>A path as a shell would read it, as far as the home folder goes.</summary>
    public static string Expand(string path)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(home, path[2..]) : path;
    }

    private void Become(ExportState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
