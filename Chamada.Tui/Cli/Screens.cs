using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Models;
using Chamada.Tui.Views;

namespace Chamada.Tui.Cli;

/// <summary>The way from a command without scripted flags to its screen, where there is a terminal to draw it on.</summary>
internal static class Screens
{
    /// <summary>Runs the teacher's screen.</summary>
    /// <param name="context">The language and the environment.</param>
    /// <param name="server">The server.</param>
    /// <param name="number">The class to open at once; null for the start screen.</param>
    public static int Teacher(CliContext context, ServerAddress server, ClassNumber? number) =>
        !ScreenProgram.HasTerminal(context.Environment)
            ? Refuse(context, context.Text.Help.TeacherExamples[1])
            : TeacherProgram.Run(new TeacherProgramOptions
            {
                Server = server,
                Language = context.Text.Language,
                Class = number,
                Folder = TeacherFolder.DefaultPath(context.Environment),
                EnvironmentVariable = context.Environment,
            });

    /// <summary>Runs the student's screen.</summary>
    /// <param name="context">The language and the environment.</param>
    /// <param name="server">The server.</param>
    /// <param name="door">The class at whose door it stands; null for the form.</param>
    public static int Student(CliContext context, ServerAddress server, ClassNumber? door) =>
        !ScreenProgram.HasTerminal(context.Environment)
            ? Refuse(context, context.Text.Help.StudentExamples[1])
            : StudentProgram.Run(new StudentProgramOptions
            {
                Server = server,
                Language = context.Text.Language,
                Class = door,
                IsDoor = door is not null,
                Folder = TeacherFolder.DefaultPath(context.Environment),
                EnvironmentVariable = context.Environment,
            });

    private static int Refuse(CliContext context, string scripted)
    {
        context.Output.Error(context.Text.Usage.NoTerminal(scripted));
        return ExitCode.Usage;
    }
}
