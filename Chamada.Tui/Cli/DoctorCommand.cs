using System.CommandLine;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Hosting;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Cli;

/// <summary><c>doctor</c>: whether students will find and reach this machine, as far as it can tell by itself.</summary>
internal sealed class DoctorCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Option<int?> _port;
    private readonly Option<bool> _json;
    private readonly Option<LinkNames?> _links;

    /// <summary>Describes the command.</summary>
    public DoctorCommand(CliContext context, CommandOptions options)
        : base("doctor", options.Help.Doctor)
    {
        _context = context;
        Aliases.Add("diagnostico");
        Add(_port = CommandOptions.Value(
            "--port", "--porta", options.Help.PortPlace, $"{options.Help.DoctorPort} {options.Help.Default("5050")}",
            options.Reader.Number(1, 65535), (int?)new ServerOptions().Port));
        Add(_json = options.Json());
        Add(_links = options.Links());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.DoctorExamples;

    private PeersText Text => _context.Text.Peers;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        NetworkReport report = await new NetworkCheck(_context.Network(parsed.GetValue(_links)), _context.Clock)
            .RunAsync(parsed.GetValue(_port)!.Value, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            WriteJson(report);
        }
        else
        {
            Write(report);
        }

        return report.IsWell ? ExitCode.Done : ExitCode.Failed;
    }

    private void Write(NetworkReport report)
    {
        CliOutput output = _context.Output;
        foreach (string line in NetworkReportLines.Of(report, Text))
        {
            output.WriteLine(line);
        }

        if (!report.IsWell)
        {
            output.Error(Text.NotWell);
        }
    }

    private void WriteJson(NetworkReport report) => JsonLine.Write(_context.Output, json =>
    {
        json.WriteBoolean("well", report.IsWell);
        json.WriteNumber("port", report.Port);
        json.WriteString("server", report.PortState switch
        {
            PortState.Free => "none",
            PortState.Chamada => "chamada",
            _ => "other",
        });
        json.WriteStartArray("links");
        foreach (LinkState link in report.Links)
        {
            json.WriteStartObject();
            json.WriteString("name", link.Name);
            json.WriteBoolean("loopback", link.IsLoopback);
            json.WriteBoolean("multicast", link.MulticastReturns);
            json.WriteStartArray("addresses");
            foreach (AddressReport own in link.Addresses)
            {
                json.WriteStartObject();
                json.WriteString("address", own.Address.ToString());
                if (own.Reachable is { } reachable)
                {
                    json.WriteBoolean("reachable", reachable);
                }
                else
                {
                    json.WriteNull("reachable");
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("peers");
        foreach (Peer peer in report.Peers)
        {
            json.WriteStartObject();
            PeersCommand.Write(json, peer, null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("students");
        foreach (ServerAddress server in report.ForStudents)
        {
            json.WriteStringValue(server.ToString());
        }

        json.WriteEndArray();
    });
}
