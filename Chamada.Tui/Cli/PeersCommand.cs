using System.CommandLine;
using System.Text.Json;
using Chamada.Core.Discovery;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;

namespace Chamada.Tui.Cli;

/// <summary><c>peers</c>: who hosts roll calls on the local network.</summary>
internal sealed class PeersCommand : Command, IHasExamples
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1), WhenSilent = TimeSpan.FromSeconds(3);

    private readonly CliContext _context;
    private readonly Option<ClassNumber?> _class;
    private readonly Option<TimeSpan?> _time;
    private readonly Option<bool> _watch;
    private readonly Option<bool> _json;
    private readonly Option<LinkNames?> _links;

    /// <summary>Describes the command.</summary>
    public PeersCommand(CliContext context, CommandOptions options)
        : base("peers", options.Help.Peers)
    {
        _context = context;
        Aliases.Add("vizinhos");
        Add(_class = options.Class("--class", "--turma", options.Help.PeersOfClass));
        Add(_watch = CommandOptions.Flag("--watch", "--acompanhar", options.Help.WatchPeers));
        Add(_json = options.Json());
        Add(_time = CommandOptions.Value(
            "--time", "--tempo", options.Help.SecondsPlace, options.Help.SearchTime, options.Reader.Duration("0.1s", "1h"), null));
        Add(_links = options.Links());
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => _context.Text.Help.PeersExamples;

    private PeersText Text => _context.Text.Peers;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.NameGiven(_watch) is { } watch && (parsed.NameGiven(_class) ?? parsed.NameGiven(_time)) is { } other)
        {
            return _context.Usage(_context.Text.Usage.NotTogether(watch, other), parsed);
        }

        INetwork network = _context.Network(parsed.GetValue(_links));
        bool json = parsed.GetValue(_json);
        return parsed.GetValue(_watch)
            ? await WatchAsync(network, json, cancellation).ConfigureAwait(false)
            : await ListAsync(network, json, parsed.GetValue(_class), parsed.GetValue(_time), cancellation).ConfigureAwait(false);
    }

    private async Task<int> ListAsync(INetwork network, bool json, ClassNumber? number, TimeSpan? time, CancellationToken cancellation)
    {
        int count = await PrintAsync(network, json, number, time ?? Usual, cancellation).ConfigureAwait(false);
        if (count == 0 && time is null)
        {
            // Behind a firewall an answer comes in the group only, and what was in the group just now is not said again for a second.
            count = await PrintAsync(network, json, number, WhenSilent, cancellation).ConfigureAwait(false);
        }

        if (count == 0 && !json)
        {
            _context.Output.WriteLine(Text.NoPeers([.. network.Links().Select(static link => link.Name)]));
        }

        return ExitCode.Done;
    }

    private async Task<int> PrintAsync(INetwork network, bool json, ClassNumber? number, TimeSpan time, CancellationToken cancellation)
    {
        FinderOptions options = new() { Network = network, Patience = time, Clock = _context.Clock };
        int count = 0;
        await foreach (Peer peer in PeerFinder.SearchAsync(number?.Value, options, cancellation).ConfigureAwait(false))
        {
            count++;
            Print(peer, json, null);
            _context.Output.Flush(); // As they answer.
        }

        return count;
    }

    private async Task<int> WatchAsync(INetwork network, bool json, CancellationToken cancellation)
    {
        try
        {
            await new PeerWatch(network, _context.Clock).RunAsync(
                (news, peer) =>
                {
                    Print(peer, json, news);
                    _context.Output.Flush();
                },
                cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how one leaves it.
        }

        return ExitCode.Done;
    }

    private void Print(Peer peer, bool json, PeerNews? news)
    {
        if (json)
        {
            JsonLine.Write(_context.Output, writer => Write(writer, peer, news));
            return;
        }

        string what = news switch
        {
            PeerNews.Appeared => Text.Appeared + "  ",
            PeerNews.Changed => Text.Changed + "  ",
            PeerNews.Left => Text.Left + "  ",
            _ => "",
        };
        _context.Output.WriteLine(what + NetworkReportLines.Line(Text, peer));
    }

    /// <summary>One host as members of a JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Peer peer, PeerNews? news)
    {
        if (news is { } known)
        {
            writer.WriteString("event", known switch
            {
                PeerNews.Appeared => "appeared",
                PeerNews.Changed => "changed",
                _ => "left",
            });
        }

        writer.WriteString("name", peer.DisplayName);
        writer.WriteString("instance", peer.Instance);
        writer.WriteStartArray("addresses");
        foreach (string address in peer.EndPoints.Select(static end => HostSearch.ToAddress(end).ToString()))
        {
            writer.WriteStringValue(address);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("classes");
        foreach (long number in peer.Classes)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
        writer.WriteNumber("open", peer.OpenCount);
        writer.WriteNumber("version", peer.ProtocolVersion);
        if (peer.Fingerprint is { } fingerprint)
        {
            writer.WriteString("tls", fingerprint);
        }

        writer.WriteStartArray("links");
        foreach (string link in peer.Links)
        {
            writer.WriteStringValue(link);
        }

        writer.WriteEndArray();
    }
}
