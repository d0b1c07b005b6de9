using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Help for a command, in the language of the program and with that language's names of options first.</summary>
internal sealed class HelpPage(CliContext context) : SynchronousCommandLineAction
{
    private const int Width = 79;

    private readonly HelpText _text = context.Text.Help;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Show(parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    /// <summary>Writes the page to stdout.</summary>
    public void Show(Command command)
    {
        CliOutput output = context.Output;
        WriteWrapped(command.Description ?? "", "");
        output.WriteLine();
        output.WriteLine(_text.UsageTitle);
        string arguments = string.Concat(command.Arguments.Select(static argument => argument.HelpName + " "));
        output.WriteLine($"  chamada {(command is RootCommand ? _text.CommandsPlace : NameOf(command))} {arguments}{_text.OptionsPlace}");
        output.WriteLine();
        if (command is ChamadaCommand root)
        {
            IEnumerable<Command> commands = root.Subcommands.Where(static sub => !sub.Hidden);
            WriteTable(_text.CommandsTitle, commands.Select(sub => (NamesOf(sub), sub.Description)));
        }

        IEnumerable<Option> inherited = command.Parents.OfType<RootCommand>()
            .SelectMany(static parent => parent.Options)
            .Where(static option => option.Recursive);
        IEnumerable<Option> options = command.Options.Concat(inherited).Where(static option => !option.Hidden);
        WriteTable(_text.OptionsTitle, options.Select(option => (NamesOf(option), option.Description)));
        if (command is IHasExamples { Examples: var examples })
        {
            output.WriteLine(_text.ExamplesTitle);
            foreach (string example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine(_text.MoreHelp);
        }

        WriteWrapped(_text.ExitCodes, "");
        output.Flush();
    }

    private string NameOf(Command command) => InOrder(command.Name, command.Aliases).First();

    private string NamesOf(Command command) => string.Join(", ", InOrder(command.Name, command.Aliases));

    private string NamesOf(Option option) =>
        string.Join(", ", InOrder(option.Name, option.Aliases)) + (option.HelpName is null ? "" : $" {option.HelpName}");

    /// <summary>Short names first, then those of the language, then the others.</summary>
    private IEnumerable<string> InOrder(string name, ICollection<string> aliases)
    {
        IEnumerable<string> shortNames = aliases.Where(IsShort);
        IEnumerable<string> longNames = aliases.Where(static alias => !IsShort(alias));
        return context.Text.Language == Language.English
            ? [.. shortNames, name, .. longNames]
            : [.. shortNames, .. longNames, name];
    }

    private static bool IsShort(string name) => name.Length == 2 && name[0] == '-';

    private void WriteTable(string title, IEnumerable<(string Names, string? Description)> rows)
    {
        CliOutput output = context.Output;
        output.WriteLine(title);
        foreach ((string names, string? description) in rows)
        {
            output.WriteLine("  " + names);
            WriteWrapped(description ?? "", "      ");
        }

        output.WriteLine();
    }

    private void WriteWrapped(string text, string indent)
    {
        foreach (string paragraph in text.Split('\n'))
        {
            StringBuilder line = new(indent);
            foreach (string word in paragraph.Split(' '))
            {
                if (line.Length > indent.Length && line.Length + 1 + word.Length > Width)
                {
                    context.Output.WriteLine(line.ToString());
                    line.Clear().Append(indent);
                }

                line.Append(line.Length > indent.Length ? " " : "").Append(word);
            }

            context.Output.WriteLine(line.ToString());
        }
    }
}

/// <summary>A command whose help shows how it is used.</summary>
internal interface IHasExamples
{
    /// <summary>Command lines, one each.</summary>
    IReadOnlyList<string> Examples { get; }
}
