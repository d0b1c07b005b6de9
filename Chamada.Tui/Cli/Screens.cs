namespace Chamada.Tui.Cli;

/// <summary>The way from a command without scripted flags to its screen, where there is a terminal to draw it on.</summary>
internal static class Screens
{
    /// <summary>Runs the teacher's screen.</summary>
    public static int Teacher(CliContext context) =>
        Refuse(context, context.Text.Help.TeacherExamples[1]);

    /// <summary>Runs the student's screen.</summary>
    public static int Student(CliContext context) =>
        Refuse(context, context.Text.Help.StudentExamples[1]);

    private static int Refuse(CliContext context, string scripted)
    {
        context.Output.Error(context.Text.Usage.NoTerminal(scripted));
        return ExitCode.Usage;
    }
}
