using System.CommandLine;
using Chamada.Core.Tls;

namespace Chamada.Tui.Cli;

/// <summary>The options of a server about TLS.</summary>
internal sealed class TlsServeOptions
{
    private readonly CliContext _context;
    private readonly Option<bool> _tls;
    private readonly Option<string?> _certificate;
    private readonly Option<string?> _key;
    private readonly Option<bool> _only;

    /// <summary>Adds them to a command.</summary>
    public TlsServeOptions(CliContext context, CommandOptions options, Command command)
    {
        _context = context;
        string file = options.Help.FilePlace.TrimEnd('-', '|'); // Not from stdin: it is read again.
        command.Add(_tls = CommandOptions.Flag("--tls", "--tls", options.Help.ServeTls));
        command.Add(_certificate = CommandOptions.Value(
            "--certificate", "--certificado", file, options.Help.Certificate, options.Reader.Path, (string?)null));
        command.Add(_key = CommandOptions.Value(
            "--key", "--chave", file, options.Help.CertificateKey, options.Reader.Path, (string?)null));
        command.Add(_only = CommandOptions.Flag("--tls-only", "--somente-tls", options.Help.TlsOnly));
    }

    /// <summary>What makes no sense of what was given; null when all does.</summary>
    public string? Wrong(ParseResult parsed) =>
        parsed.NameGiven(_key) is { } key && parsed.NameGiven(_certificate) is null
            ? _context.Text.Usage.Needs(key, _context.NameOf(_certificate))
        : (parsed.NameGiven(_certificate) ?? parsed.NameGiven(_only)) is { } needing && parsed.NameGiven(_tls) is null
            ? _context.Text.Usage.Needs(needing, _context.NameOf(_tls))
        : null;

    /// <summary>How TLS is spoken; null when it is not.</summary>
    public TlsOptions? Read(ParseResult parsed) => !parsed.GetValue(_tls) ? null : new TlsOptions
    {
        CertificateFile = parsed.GetValue(_certificate),
        KeyFile = parsed.GetValue(_key),
        IsOnly = parsed.GetValue(_only),
    };
}
