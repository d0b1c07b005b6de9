using System.Diagnostics.Metrics;
using System.Text;

namespace Chamada.Core.Hosting.Metrics;

/// <summary>
/// Listens to a server's meter and to the one of the runtime (<c>System.Runtime</c>: memory, garbage collection, threads), and tells what
/// they say in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/).
/// </summary>
internal sealed class MetricsReader : IDisposable
{
    private const string Runtime = "System.Runtime";

    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">The server's, which is told from others of the same name in this process.</param>
    public MetricsReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) || instrument.Meter.Name == Runtime)
            {
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>Asks every instrument, and writes what there is.</summary>
    public string Read()
    {
        lock (_reading)
        {
            _listener.RecordObservableInstruments();
            StringBuilder text = new();
            foreach (MetricFamily family in Families())
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private MetricFamily[] Families()
    {
        lock (_gate)
        {
            return [.. _families.Values];
        }
    }

    private MetricFamily FamilyOf(Instrument instrument)
    {
        MetricFamily family = MetricFamily.Of(instrument);
        lock (_gate)
        {
            _families[family.Name] = family;
        }

        return family;
    }
}
