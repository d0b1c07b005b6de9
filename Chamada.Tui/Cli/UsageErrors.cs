using System.CommandLine;
using System.CommandLine.Parsing;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>
/// Says what is wrong with a command line in the language of the program: System.CommandLine's own messages come in the language
/// of satellite assemblies, which a native executable does without.
/// </summary>
internal static class UsageErrors
{
    /// <summary>The errors of a command line, each as a sentence.</summary>
    public static IReadOnlyList<string> Describe(ParseResult parsed, UsageText text)
    {
        // Nothing but an unknown word is an error of a command itself: what a command checks, it checks after parsing.
        List<string> errors = [.. Unknown(parsed).Select(word => text.UnknownWord(word, MostSimilar(word, parsed)))];
        foreach (ParseError error in parsed.Errors)
        {
            if (error.SymbolResult is OptionResult option)
            {
                string name = option.IdentifierToken?.Value ?? option.Option.Name;
                errors.Add(
                    option.Tokens.Count == 0 || IsOption(option.Tokens[0].Value, parsed) ? text.MissingValue(name)
                    : option.IdentifierTokenCount > 1 && option.Option.Arity.MaximumNumberOfValues == 1 ? text.GivenTwice(name)
                    : $"{name}: {error.Message}");
            }
        }

        return errors;
    }

    /// <summary>What follows an unknown option is its value: saying so as well would not help.</summary>
    private static IEnumerable<string> Unknown(ParseResult parsed)
    {
        IReadOnlyList<string> words = parsed.UnmatchedTokens;
        return words.Where((word, i) => i == 0 || word.StartsWith('-') || !words[i - 1].StartsWith("--", StringComparison.Ordinal));
    }

    private static bool IsOption(string word, ParseResult parsed) =>
        word.StartsWith("--", StringComparison.Ordinal) && Words(parsed).Contains(word);

    private static string? MostSimilar(string word, ParseResult parsed) => Words(parsed)
        .Select(known => (Known: known, Distance: Distance(word, known)))
        .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 4))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Known)
        .FirstOrDefault();

    private static IEnumerable<string> Words(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return command.Subcommands.SelectMany(static sub => sub.Aliases.Prepend(sub.Name))
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(static option => option.Recursive))
                .SelectMany(static option => option.Aliases.Prepend(option.Name)));
    }

    /// <summary>How many letters must be changed, added, left out or swapped with the next, regardless of case.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3)
        {
            return int.MaxValue;
        }

        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int change = SameLetter(a[i - 1], b[j - 1]) ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && SameLetter(a[i - 1], b[j - 2]) && SameLetter(a[i - 2], b[j - 1]))
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }

    private static bool SameLetter(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
