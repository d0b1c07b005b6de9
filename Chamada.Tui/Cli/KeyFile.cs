using System.Runtime.InteropServices;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Teachers' keys in a file, or in a variable of the environment.</summary>
internal sealed class KeyFile
{
    /// <summary>The variable that holds keys where no file is named, as they stand in one.</summary>
    public const string Variable = "CHAMADA_TEACHER_KEY";

    private readonly CliContext _context;
    private readonly string? _path;
    private readonly string _text;

    private KeyFile(CliContext context, string? path, string text)
    {
        _context = context;
        _path = path;
        _text = text;
    }

    /// <summary>The keys that were read; the same ones when they are read again.</summary>
    public TeacherKeys? Keys { get; private set; }

    private ServeText Text => _context.Text.Serve;

    private string Place => _path ?? Variable;

    /// <summary>Where the keys are; null where there are none.</summary>
    /// <param name="context">Language, output, environment.</param>
    /// <param name="path">The file that is named; null when none is.</param>
    public static KeyFile? Of(CliContext context, string? path) =>
        path is not null ? new KeyFile(context, path, "")
        : context.Environment(Variable) is { Length: > 0 } text ? new KeyFile(context, null, text)
        : null;

    /// <summary>Reads the keys that a server is to ask for. What is wrong with them is reported.</summary>
    /// <param name="exit">The exit code, where there are none.</param>
    public bool TryRead(out int exit)
    {
        exit = ExitCode.Done;
        if (!TryText(out string text))
        {
            exit = ExitCode.Failed;
        }
        else if (!TeacherKeys.TryRead(text, out TeacherKeys? keys, out int line))
        {
            _context.Output.Error(line == 0 ? Text.NoKeys(Place) : Text.BadKey(Place, line));
            exit = ExitCode.Usage;
        }
        else if (Keys is null)
        {
            Keys = keys;
        }
        else
        {
            Keys.Replace(keys!);
        }

        return exit == ExitCode.Done;
    }

    /// <summary>Reads the key that a client is to show. What is wrong with it is reported.</summary>
    /// <param name="key">The key; null where there is none.</param>
    /// <param name="exit">The exit code, where there is none.</param>
    public bool TryRead(out ClientKey? key, out int exit)
    {
        (key, exit) = (null, ExitCode.Failed);
        if (!TryText(out string text))
        {
            return false;
        }

        if (TeacherKeys.FirstOf(text) is not { } first)
        {
            _context.Output.Error(Text.NoKeys(Place));
            exit = ExitCode.Usage;
            return false;
        }

        key = new ClientKey(first.User, first.Key);
        return true;
    }

    /// <summary>Reads them again from here on whenever SIGHUP comes. Where they cannot be used, those that were there still
    /// count.</summary>
    public IDisposable? ReadAgainWhenTold() => OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(
        PosixSignal.SIGHUP,
        signal =>
        {
            signal.Cancel = true;
            _context.Output.Error(TryRead(out _) ? Text.KeysRead(Place, Keys!.Names) : Text.KeysKept(Place));
        });

    private bool TryText(out string text)
    {
        text = _text;
        try
        {
            text = _path is null ? _text : File.ReadAllText(_path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _context.Output.Error(Text.KeysUnreadable(_path!, e.Message));
            return false;
        }
    }
}
