using System.CommandLine;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>The options of <c>teacher</c> by which students are asked for more than a number.</summary>
internal sealed class RuleOptions
{
    /// <summary>How long each code stands where <c>--code</c> says nothing, in seconds.</summary>
    private const int DefaultPeriod = 15;

    private readonly CliContext _context;
    private readonly CommandOptions _options;
    private readonly Option<string?> _code;
    private readonly Option<DeviceRule?> _device;
    private readonly Option<NetworkRule?> _from;
    private readonly Option<ListedRule?> _listed;

    /// <summary>Adds them to a command.</summary>
    public RuleOptions(CliContext context, CommandOptions options, Command command)
    {
        _context = context;
        _options = options;
        command.Add(_code = new Option<string?>("--code", "--codigo")
        {
            HelpName = options.Help.CodePlace,
            Description = options.Help.AskCode,
            Arity = ArgumentArity.ZeroOrOne,
        });
        command.Add(_device = CommandOptions.Value(
            "--device", "--dispositivo", "flag|refuse|ignore", options.Help.DeviceRule, options.Reader.DeviceRule, (DeviceRule?)null));
        command.Add(_from = CommandOptions.Value(
            "--from", "--redes-de", options.Help.NetworksPlace, options.Help.From, options.Reader.Networks, (NetworkRule?)null));
        command.Add(_listed = CommandOptions.Value(
            "--listed", "--na-lista", "flag|ask|refuse", options.Help.Listed, options.Reader.ListedRule, (ListedRule?)null));
        Offer(_device, "flag", "refuse", "ignore");
        Offer(_listed, "flag", "ask", "refuse");
    }

    /// <summary>The words that a shell offers, instead of the names of an enumeration's members.</summary>
    private static void Offer(Option option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
    }

    /// <summary>The option that asks for a code, or shows it.</summary>
    public Option Code => _code;

    /// <summary>The name under which the code of a class is asked for; null when that is not what the option means here.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isOpening">Whether a class is opened by it, so that the option asks for a code.</param>
    public string? CodeShown(ParseResult parsed, bool isOpening) => isOpening ? null : parsed.NameGiven(_code);

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="open">The option that opens a class.</param>
    public string? Wrong(ParseResult parsed, Option open)
    {
        bool isOpening = parsed.NameGiven(open) is not null;
        Option[] onlyOpening = [_device, _from, _listed];
        if (!isOpening && onlyOpening.Select(parsed.NameGiven).FirstOrDefault(static name => name is not null) is { } other)
        {
            return _context.Text.Usage.Needs(other, _context.NameOf(open));
        }

        if (parsed.NameGiven(_code) is not { } code)
        {
            return null;
        }

        if (parsed.GetResult(_code)!.IdentifierTokenCount > 1)
        {
            return _context.Text.Usage.GivenTwice(code);
        }

        string? fault = null;
        string? value = ValueOf(parsed);
        if (value is null && !isOpening)
        {
            return _context.Text.Usage.MissingValue(code);
        }

        _ = value is null ? null : isOpening
            ? (object?)_options.Reader.Number(RollCode.MinSeconds, RollCode.MaxSeconds)(value, error => fault = error)
            : _options.Reader.Class(value, error => fault = error);
        return fault is null ? null : $"{code}: {fault}";
    }

    /// <summary>The class whose code is to be shown. The options have been found right.</summary>
    public ClassNumber ClassOf(ParseResult parsed) => _options.Reader.Class(ValueOf(parsed)!, static _ => { })!.Value;

    /// <summary>What is to hold for a class that is opened. The options have been found right.</summary>
    public OpenOptions Read(ParseResult parsed, TimeSpan? limit) => new()
    {
        Limit = limit,
        CodePeriod = parsed.NameGiven(_code) is null
            ? null
            : TimeSpan.FromSeconds(ValueOf(parsed) is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : DefaultPeriod),
        Device = parsed.GetValue(_device),
        From = parsed.GetValue(_from),
        Listed = parsed.GetValue(_listed),
    };

    private string? ValueOf(ParseResult parsed) => parsed.GetResult(_code)?.Tokens is [var token, ..] ? token.Value : null;
}
