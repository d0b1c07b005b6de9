using System.CommandLine;
using Chamada.Core.Hosting;

namespace Chamada.Tui.Cli;

/// <summary>The options of a server about what each address may cost.</summary>
internal sealed class LimitOptions
{
    private readonly Option<int?> _perAddress;
    private readonly Option<int?> _rate;
    private readonly Option<int?> _open;
    private readonly Option<int?> _students;
    private readonly Option<int?> _buffers;
    private readonly Option<bool> _loopback;

    /// <summary>Adds them to a command.</summary>
    public LimitOptions(CommandOptions options, Command command)
    {
        Resources.Texts.HelpText help = options.Help;
        ServerOptions all = new();
        command.Add(_perAddress = Number("--max-per-address", "--max-por-endereco", help.MaxPerAddress, all.Addresses!.Connections));
        command.Add(_rate = Number("--rate", "--ritmo", help.Rate, all.Addresses!.RequestsPerSecond));
        command.Add(_open = Number("--max-open", "--max-abertas", help.MaxOpen, all.MaxOpen));
        command.Add(_students = Number("--max-students", "--max-alunos", help.MaxStudents, all.MaxStudents));
        command.Add(_buffers = CommandOptions.Value(
            "--max-buffers", "--max-buffers", help.NumberPlace, help.MaxBuffers, options.Reader.Number(1, 1_000_000), (int?)null));
        command.Add(_loopback = CommandOptions.Flag("--limit-loopback", "--limitar-loopback", help.LimitLoopback));

        Option<int?> Number(string name, string portuguese, string description, int otherwise) => CommandOptions.Value(
            name, portuguese, help.NumberPlace, $"{description} {help.Default($"{otherwise}")}", options.Reader.Number(1, 10_000_000),
            (int?)otherwise);
    }

    /// <summary>The server's options with these.</summary>
    public ServerOptions Apply(ParseResult parsed, ServerOptions server) => server with
    {
        Addresses = server.Addresses! with
        {
            Connections = parsed.GetValue(_perAddress)!.Value,
            RequestsPerSecond = parsed.GetValue(_rate)!.Value,
            LimitsLoopback = parsed.GetValue(_loopback),
        },
        MaxOpen = parsed.GetValue(_open)!.Value,
        MaxStudents = parsed.GetValue(_students)!.Value,
        BufferMemory = parsed.GetValue(_buffers) * (1L << 20),
    };
}
