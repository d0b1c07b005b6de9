using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>What every command needs from outside.</summary>
/// <param name="Text">Its language.</param>
/// <param name="Output">Where it writes.</param>
/// <param name="Environment">Looks up an environment variable.</param>
/// <param name="Clock">Measures timeouts.</param>
internal sealed record CliContext(LanguagePack Text, CliOutput Output, Func<string, string?> Environment, TimeProvider Clock)
{
    /// <summary>Whether somebody named the language for this start; otherwise the one that was chosen on a screen counts.</summary>
    public bool LanguageIsNamed { get; init; }

    /// <summary>The folder of the teacher whose account this is.</summary>
    public TeacherFolder TeacherFolder => new(TeacherFolder.DefaultPath(Environment), Clock, Text.Export.ToSpreadsheet);

    /// <summary>
    /// The network for discovery: every suitable link, or those that an option names, or else those of the variable
    /// <c>CHAMADA_LINKS</c>, which is how a whole account or a closed network is told once for all.
    /// </summary>
    /// <param name="only">The names of links; none when the list is empty; null when the option was not given.</param>
    public INetwork Network(LinkNames? only) =>
        only is not null ? new SystemNetwork(only.Names)
        : Environment(LinkNames.Variable) is { Length: > 0 } variable ? new SystemNetwork(LinkNames.Split(variable).Names)
        : new SystemNetwork();

    /// <summary>The name of an option in the language of the program.</summary>
    public string NameOf(Option option) =>
        Text.Language == Language.Portuguese ? option.Aliases.FirstOrDefault(option.Name) : option.Name;

    /// <summary>The name of a command in the language of the program.</summary>
    public string NameOf(Command command) =>
        Text.Language == Language.Portuguese ? command.Aliases.FirstOrDefault(command.Name) : command.Name;

    /// <summary>Reads the class that a command was given; null when there is none, or it is none: that has been said then.</summary>
    /// <param name="command">The command.</param>
    /// <param name="written">The class, as it was written.</param>
    /// <param name="parsed">The command line.</param>
    public ClassNumber? ReadClass(Command command, string? written, ParseResult parsed)
    {
        string? error = null;
        ClassNumber? number = written is null ? null : new ValueReader(Text.Usage).Class(written, fault => error = fault);
        if (number is null)
        {
            Usage(error ?? Text.Usage.Needs(NameOf(command), Text.Help.ClassPlace), parsed);
        }

        return number;
    }

    /// <summary>Whose corrections are made.</summary>
    public string Account => Environment("USER") is { Length: > 0 } user ? user : System.Environment.UserName;

    /// <summary>The corrections beside the saved lists.</summary>
    public CorrectionFolder Corrections => new(Path.Combine(TeacherFolder.Path, "rolls"), Clock, Account);

    /// <summary>Reports wrong usage or input.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="parsed">The command line; the help of its command would tell more.</param>
    public int Usage(string error, ParseResult parsed) => Usage([error], parsed);

    /// <inheritdoc cref="Usage(string, ParseResult)"/>
    public int Usage(IEnumerable<string> errors, ParseResult parsed)
    {
        foreach (string error in errors)
        {
            Output.Error(error);
        }

        Output.ErrorLine(Text.Usage.SeeHelp(
            parsed.CommandResult.Command is RootCommand ? "chamada" : $"chamada {parsed.CommandResult.IdentifierToken.Value}"));
        return ExitCode.Usage;
    }
}
