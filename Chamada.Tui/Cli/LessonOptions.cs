using System.CommandLine;
using Chamada.Core.Archive;

namespace Chamada.Tui.Cli;

/// <summary>The options of <c>teacher --open</c> that say how the roll call counts in the term. They stay on this machine.</summary>
internal sealed class LessonOptions
{
    private readonly CliContext _context;
    private readonly Option<int?> _lessons;
    private readonly Option<TimeSpan?> _lateAfter;

    /// <summary>Adds them to a command.</summary>
    public LessonOptions(CliContext context, CommandOptions options, Command command)
    {
        _context = context;
        command.Add(_lessons = CommandOptions.Value(
            "--lessons", "--aulas", options.Help.NumberPlace, options.Help.Lessons, options.Reader.Number(1, ClassSettings.MaxLessons),
            (int?)null));
        command.Add(_lateAfter = CommandOptions.Value(
            "--late-after", "--atraso", options.Help.TimePlace, options.Help.LateAfter, options.Reader.Duration("1s", "1d", orZero: true),
            (TimeSpan?)null));
    }

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="open">The option that opens a class.</param>
    public string? Wrong(ParseResult parsed, Option open) =>
        parsed.NameGiven(open) is null && (parsed.NameGiven(_lessons) ?? parsed.NameGiven(_lateAfter)) is { } given
            ? _context.Text.Usage.Needs(given, _context.NameOf(open))
            : null;

    /// <summary>What was wanted; null for what the class has settled.</summary>
    public LessonChoice? Read(ParseResult parsed) => (parsed.GetValue(_lessons), parsed.GetValue(_lateAfter)) is var (lessons, late)
        && (lessons is not null || late is not null)
            ? new LessonChoice(lessons, late)
            : null;
}
