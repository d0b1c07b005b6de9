using System.CommandLine;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Tls;

namespace Chamada.Tui.Cli;

/// <summary>The options of a client about TLS.</summary>
internal sealed class TrustOptions
{
    private readonly CliContext _context;
    private readonly Option<bool> _tls;
    private readonly Option<Fingerprint?> _fingerprint;

    /// <summary>Adds them to a command.</summary>
    public TrustOptions(CliContext context, CommandOptions options, Command command)
    {
        _context = context;
        command.Add(_tls = CommandOptions.Flag("--tls", "--tls", options.Help.ClientTls));
        command.Add(_fingerprint = CommandOptions.Value<Fingerprint?>(
            "--fingerprint", "--impressao-digital", "HEX", options.Help.Fingerprint, options.Reader.Fingerprint, null));
    }

    /// <summary>The name of what was given; null when nothing was.</summary>
    public string? Given(ParseResult parsed) => parsed.NameGiven(_tls) ?? parsed.NameGiven(_fingerprint);

    /// <summary>Whether TLS is spoken, and to whom.</summary>
    public ServerTrust Read(ParseResult parsed) => new()
    {
        IsRequired = parsed.GetValue(_tls),
        Named = parsed.GetValue(_fingerprint),
        Known = new KnownServers(Path.Combine(TeacherFolder.DefaultPath(_context.Environment), KnownServers.FileName)),
    };
}
