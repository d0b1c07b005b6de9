using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Exports;

/// <summary>One thing that can be made of what is exported.</summary>
/// <param name="Words">What it is, in words.</param>
/// <param name="Extension">The end of its file's or folder's name.</param>
/// <param name="Files">Makes it: one file, or those of a folder.</param>
/// <param name="IsClipboard">Whether it goes to the terminal's clipboard instead of a file.</param>
internal sealed record ExportChoice(
    Func<ScreenStrings, string> Words, string Extension, Func<ValueTask<IReadOnlyList<ExportFile>>> Files, bool IsClipboard = false)
{
    /// <summary>Makes it where one file is made at once.</summary>
    public ExportChoice(Func<ScreenStrings, string> words, string extension, Func<byte[]> content, bool isClipboard = false)
        : this(words, extension, () => new([new ExportFile("", content())]), isClipboard)
    {
    }

    /// <summary>Whether it is a folder of files.</summary>
    public bool IsFolder { get; init; }

    /// <summary>What is to be said beside it, such as who is left out; null for nothing.</summary>
    public Func<ScreenStrings, string?> Remark { get; init; } = static _ => null;

    /// <summary>Every format that a roll call can be written in, and the text for the clipboard.</summary>
    public static IReadOnlyList<ExportChoice> For(ExportedList list, IExportWords words) =>
    [
        .. ListExports.All.Select(export =>
            new ExportChoice(strings => export.Describe(strings.Export), export.Extension, () => export.Write(list, words))),
        new ExportChoice(static strings => strings.FormatClipboard, ".txt", () => new TextExport().Write(list, words), isClipboard: true),
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

    /// <summary>The time of which it is made; null where there is nothing to choose.</summary>
    public ExportPeriod? Period { get; init; }

    /// <summary>What was made last; null before.</summary>
    public ExportChoice? Made { get; private set; }

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
        string target = Path;
        Made = choice;
        Become(ExportState.Writing);
        thread.Run(async () =>
        {
            bool isNew = false;
            IReadOnlyList<ExportFile> files = await choice.Files();
            Error = await Task.Run(() => FolderError.Catch(target, () => isNew = choice.IsFolder
                ? TeacherFolderFiles.TryExport(target, files.Select(static file => (file.Name, file.Content))) is null
                : TeacherFolderFiles.TryExport(target, files[0].Content)));
            Become(Error is not null ? ExportState.Failed : isNew ? ExportState.Done : ExportState.Exists);
        });
    }

    /// <summary>Gives the text to the clipboard, unless it is too long.</summary>
    /// <param name="choice">What it is.</param>
    /// <param name="copy">The clipboard.</param>
    public void Copy(ExportChoice choice, Action<string> copy)
    {
        Made = choice;
        Path = "";
        thread.Run(async () =>
        {
            byte[] text = (await choice.Files())[0].Content;
            bool fits = text.Length <= LongestClipboard;
            if (fits)
            {
                copy(Encoding.UTF8.GetString(text));
            }

            Become(fits ? ExportState.Done : ExportState.TooLong);
        });
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
