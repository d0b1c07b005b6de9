using System.CommandLine;
using System.CommandLine.Help;
using Chamada.Core.Archive;
using Chamada.Core.Hosting;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Programs;
using Chamada.Tui.Screens.Welcome;

namespace Chamada.Tui.Cli;

/// <summary>The command line as a whole. Alone it prints help.</summary>
internal sealed class ChamadaCommand : RootCommand, IHasExamples
{
    private readonly CliContext _context;

    /// <summary>The commands, by the names that they have.</summary>
    internal static readonly (string Name, string Alias, Func<CliContext, CommandOptions, Command> Make)[] Rows =
    [
        ("serve", "servidor", static (context, options) => new ServeCommand(context, options)),
        ("teacher", "professor", static (context, options) => new TeacherCommand(context, options)),
        ("student", "aluno", static (context, options) => new StudentCommand(context, options)),
        ("roster", "lista", static (context, options) => new RosterCommand(context, options)),
        ("report", "relatorio", static (context, options) => new ReportCommand(context, options)),
        ("correct", "corrigir", static (context, options) => new CorrectCommand(context, options)),
        ("archive", "arquivo", static (context, options) => new ArchiveCommand(context, options)),
        ("verify", "conferir", static (context, options) => new VerifyCommand(context, options)),
        ("peers", "vizinhos", static (context, options) => new PeersCommand(context, options)),
        ("doctor", "diagnostico", static (context, options) => new DoctorCommand(context, options)),
        ("drill", "simulado", static (context, options) => new DrillCommand(context, options)),
        ("repair", "reparar", static (context, options) => new RepairCommand(context, options)),
        ("backup", "copia", static (context, options) => new BackupCommand(context, options)),
        ("restore", "restaurar", static (context, options) => new RestoreCommand(context, options)),
    ];

    /// <summary>Puts the commands together.</summary>
    /// <param name="context">What every command needs from outside.</param>
    /// <param name="first">
    /// The first word of the command line. Where it is a command's name, no other command is described: that takes longer than many a
    /// command.
    /// </param>
    public ChamadaCommand(CliContext context, string? first = null)
        : base(context.Text.Help.Program)
    {
        _context = context;
        HelpText help = context.Text.Help;
        CommandOptions options = new(context);
        HelpPage page = new(context);
        Options.Clear();
        Add(new HelpOption("--help", "-h", "-?", "--ajuda") { Description = help.Help, Action = page });
        Add(new VersionOption("--version", "--versao") { Description = help.Version });

        // Read before parsing already (LanguageChoice); here it is checked, completed and explained.
        Option<Language?> lang = CommandOptions.Value<Language?>(
            LanguageChoice.Flags[0], LanguageChoice.Flags[1], "pt-BR|en", help.Lang, options.Reader.Lang, null);
        lang.Recursive = true;
        lang.CompletionSources.Clear(); // The names of the enumeration's members.
        lang.CompletionSources.Add("pt-BR", "en");
        Add(lang);
        bool isNamed = Rows.Any(row => row.Name == first || row.Alias == first);
        foreach ((string name, string alias, Func<CliContext, CommandOptions, Command> make) in Rows)
        {
            if (!isNamed || name == first || alias == first)
            {
                Add(make(context, options));
            }
        }

        SetAction((_, _) =>
        {
            if (FullScreen.HasTerminal(context) || FullScreen.HasPlainTerminal(context))
            {
                return WelcomeAsync(context);
            }

            page.Show(this);
            return Task.FromResult(ExitCode.Done);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.ProgramExamples;

    /// <summary>Asks in a terminal which of the two programs is wanted, and runs it.</summary>
    private static Task<int> WelcomeAsync(CliContext context)
    {
        (int code, WelcomeChoice? choice, Language language) = FullScreen.HasPlainTerminal(context)
            ? (ExitCode.Done, FullScreen.AskWhich(context), context.Text.Language)
            : WelcomeProgram.Run(
                context.Text.Language, context.LanguageIsNamed, TeacherFolder.DefaultPath(context.Environment), context.Environment);
        return choice is not { } wanted
            ? Task.FromResult(code)
            : RunAsync([wanted == WelcomeChoice.Teacher ? "teacher" : "student", LanguageChoice.Flags[0], LanguageChoice.NameOf(language)],
                context.Environment, context.Output);
    }

    /// <summary>Runs a command line to its end and answers the exit code.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="output">Where it writes.</param>
    public static async Task<int> RunAsync(string[] args, Func<string, string?> environment, CliOutput output)
    {
        LanguagePack text = LanguagePack.Of(LanguageChoice.Choose(args, environment));
        CliContext context =
            new(text, output, environment, SystemClock.Instance) { LanguageIsNamed = LanguageChoice.IsNamed(args, environment) };
        try
        {
            ParseResult parsed = new ChamadaCommand(context, args.FirstOrDefault()).Parse(
                args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
            {
                return context.Usage(UsageErrors.Describe(parsed, text.Usage), parsed);
            }

            using Interruption interruption = new();
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output.Text,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                interruption.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Output.Error(text.Result.Interrupted);
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // A person gets a line, never a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            context.Output.Error(text.Result.Unexpected($"{e.GetType().Name}: {e.Message}"));
            return ExitCode.Failed;
        }
        finally
        {
            context.Output.Flush();
        }
    }
}

/// <summary>What commands have in common.</summary>
internal static class CommandExtensions
{
    /// <summary>The name that an option was given under on this command line, or null when it was not given.</summary>
    public static string? NameGiven(this ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false } result ? result.IdentifierToken?.Value ?? option.Name : null;
}
