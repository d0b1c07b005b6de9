using System.Diagnostics.Metrics;
using Chamada.Core.Protocols.Counting;

namespace Chamada.Core.Hosting.Metrics;

/// <summary>
/// What a server measures, as instruments of .NET: whoever listens to the meter <see cref="Name"/> sees it. Nothing is counted for it that
/// is not counted anyway, but for commits of the journal, and those once each.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Chamada";

    private readonly Histogram<double> _commitTime;
    private readonly Histogram<long> _commitSize;

    /// <summary>A meter with the instruments of the journal; the others come with <see cref="Observe"/>.</summary>
    public ServerMeter()
    {
        _commitTime = Meter.CreateHistogram(
            "chamada.journal.commit.duration", "s", "Time to write one group of events and have it on disk.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
        _commitSize = Meter.CreateHistogram(
            "chamada.journal.commit.size", "{event}", "Events that became durable with one commit.",
            advice: new InstrumentAdvice<long>
            {
                HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192],
            });
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; } = new(Name);

    /// <summary>One group is durable.</summary>
    public void Committed(int events, TimeSpan duration)
    {
        _commitTime.Record(duration.TotalSeconds);
        _commitSize.Record(events);
    }

    /// <summary>Tells what a server counts, whenever somebody asks the meter.</summary>
    public void Observe(IServerFigures figures)
    {
        Counter("chamada.requests", "{request}", "Requests by protocol, command and outcome.", static now =>
            now.Requests.Select(static row => new Measurement<long>(
                row.Count, new("protocol", row.Protocol), new("command", row.Command),
                new KeyValuePair<string, object?>("outcome", row.Outcome))));
        Counter("chamada.refusals", "{refusal}", "Connections and requests that were refused, by reason.", static now =>
            now.Refusals().Select(static row => new Measurement<long>(row.Count, new KeyValuePair<string, object?>("reason", row.Reason))));
        Counter("chamada.connections.received", "{connection}", "Connections that came, the refused ones among them.", static now =>
            [new(now.ConnectionsReceived)]);
        Gauge("chamada.connections.active", "{connection}", "Connections there are.", static now => now.Connections);
        Gauge("chamada.connections.limit", "{connection}", "Connections there may be.", static now => now.MaxConnections);
        Gauge("chamada.buffers.size", "By", "Memory that connections hold beyond what each has at rest.", static now => now.BufferBytes);
        Gauge("chamada.buffers.limit", "By", "Memory that they may hold.", static now => now.BufferLimit);
        Gauge("chamada.roll_calls.open", "{roll_call}", "Roll calls that are open.", static now => now.OpenRollCalls);
        Gauge("chamada.journal.pending", "{event}", "Events that are decided and not yet durable.", static now => now.PendingEvents);
        Gauge("chamada.journal.sequence", "{event}", "Number of the last durable event.", static now => now.DurableSequence);
        Gauge("chamada.journal.failed", "", "1 when nothing more can be recorded.", static now => now.HasFailed ? 1 : 0);
        Gauge("chamada.draining", "", "1 when the server stops.", static now => now.IsStopping ? 1 : 0);
        Meter.CreateObservableGauge("chamada.uptime", () => figures.Read().Uptime.TotalSeconds, "s", "Time since the start.");
        Meter.CreateObservableGauge(
            "chamada.build.info",
            () => new Measurement<long>(
                1, new("version", figures.Read().Version), new KeyValuePair<string, object?>("store", figures.Read().Store)),
            null,
            "The version of the program, and where it records.");

        void Counter(string name, string unit, string description, Func<ServerFigures, IEnumerable<Measurement<long>>> rows) =>
            Meter.CreateObservableCounter(name, () => rows(figures.Read()), unit, description);

        void Gauge(string name, string unit, string description, Func<ServerFigures, long> value) =>
            Meter.CreateObservableGauge(name, () => value(figures.Read()), unit, description);
    }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
