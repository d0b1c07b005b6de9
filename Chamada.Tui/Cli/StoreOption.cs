using System.CommandLine;
using Chamada.Core.Log.Postgres;

namespace Chamada.Tui.Cli;

/// <summary>The database that several servers share, as an option or in the environment.</summary>
internal sealed class StoreOption
{
    /// <summary>The variable that names it where no option does.</summary>
    public const string Variable = "CHAMADA_STORE";

    private readonly CliContext _context;
    private readonly ValueReader _reader;
    private readonly Option<PostgresAddress?> _store;

    /// <summary>Adds it to a command.</summary>
    public StoreOption(CliContext context, CommandOptions options, Command command)
    {
        _context = context;
        _reader = options.Reader;
        command.Add(_store = CommandOptions.Value("--store", "--banco", "URI", options.Help.Store, _reader.Store, (PostgresAddress?)null));
    }

    /// <summary>What is wrong with what was said about it; null when nothing is.</summary>
    public string? Wrong(ParseResult parsed, Option<bool> memory)
    {
        if (parsed.NameGiven(_store) is { } store && parsed.NameGiven(memory) is { } other)
        {
            return _context.Text.Usage.NotTogether(store, other);
        }

        string? wrong = null;
        if (Named is { } named)
        {
            _reader.Store(named, fault => wrong = $"{Variable}: {fault}");
        }

        return wrong;
    }

    /// <summary>The database; null for none.</summary>
    public PostgresAddress? Read(ParseResult parsed) =>
        parsed.GetValue(_store) ?? (Named is { } named ? _reader.Store(named, static _ => { }) : null);

    private string? Named => _context.Environment(Variable) is { Length: > 0 } named ? named : null;
}
