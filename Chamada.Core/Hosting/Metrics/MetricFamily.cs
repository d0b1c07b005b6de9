using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Chamada.Core.Hosting.Metrics;

/// <summary>
/// One instrument as Prometheus knows it: names by the rules of OpenTelemetry for Prometheus
/// (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/), values by their labels. On any thread.
/// </summary>
internal sealed class MetricFamily
{
    private static readonly double[] UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly string _type;
    private readonly string _help;
    private readonly double[]? _bounds;
    private readonly bool _isAddedUp;

    private MetricFamily(string name, string type, string help, double[]? bounds, bool isAddedUp)
    {
        Name = name;
        _type = type;
        _help = help;
        _bounds = bounds;
        _isAddedUp = isAddedUp;
    }

    /// <summary>The name in Prometheus.</summary>
    public string Name { get; }

    /// <summary>The family of an instrument of numbers.</summary>
    public static MetricFamily Of(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        bool isHistogram = instrument is Histogram<double> or Histogram<long> or Histogram<int>;
        bool isCounter = instrument is Counter<long> or Counter<int> or Counter<double>
            or ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double>;
        bool isUpDown = instrument is UpDownCounter<long> or UpDownCounter<int> or UpDownCounter<double>;
        double[]? bounds = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } given } => [.. given],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(static bound => (double)bound)],
            _ => isHistogram ? UsualBounds : null,
        };
        return new MetricFamily(
            NameOf(instrument.Name, instrument.Unit, isCounter), isHistogram ? "histogram" : isCounter ? "counter" : "gauge",
            instrument.Description ?? "", bounds, isAddedUp: isUpDown || (isCounter && !instrument.IsObservable));
    }

    /// <summary>Takes one measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = tags.IsEmpty ? "" : Labels(tags);
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out Series? series))
            {
                _series.Add(labels, series = new Series(_bounds is null ? [] : new long[_bounds.Length + 1]));
            }

            series.Value = _isAddedUp || _bounds is not null ? series.Value + value : value;
            if (_bounds is not null)
            {
                int place = Array.FindIndex(_bounds, bound => value <= bound);
                series.Buckets[place < 0 ? _bounds.Length : place]++;
            }
        }
    }

    /// <summary>Writes its lines; none while nothing was measured.</summary>
    public void Write(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_gate)
        {
            if (_series.Count == 0)
            {
                return;
            }

            text.Append("# HELP ").Append(Name).Append(' ').Append(_help.ReplaceLineEndings(" ")).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
            foreach ((string labels, Series series) in _series)
            {
                if (_bounds is null)
                {
                    Line(text, "", labels, series.Value);
                }
                else
                {
                    WriteBuckets(text, labels, series, _bounds);
                }
            }
        }
    }

    private static string NameOf(string name, string? unit, bool isCounter)
    {
        string suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "1" when !isCounter => "_ratio",
            _ => "", // What stands in braces counts things, and its name says which.
        };
        string full = Clean(name);
        full += full.EndsWith(suffix, StringComparison.Ordinal) ? "" : suffix;
        return isCounter && !full.EndsWith("_total", StringComparison.Ordinal) ? full + "_total" : full;
    }

    private static string Clean(string name) =>
        string.Concat(name.Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder labels = new();
        foreach ((string name, object? value) in tags)
        {
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length > 0 ? "," : "").Append(Clean(name)).Append("=\"")
                .Append(text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return labels.ToString();
    }

    private void WriteBuckets(StringBuilder text, string labels, Series series, double[] bounds)
    {
        string others = labels.Length > 0 ? labels + "," : "";
        long below = 0;
        for (int i = 0; i <= bounds.Length; i++)
        {
            below += series.Buckets[i];
            string bound = i == bounds.Length ? "+Inf" : bounds[i].ToString(CultureInfo.InvariantCulture);
            Line(text, "_bucket", $"{others}le=\"{bound}\"", below);
        }

        Line(text, "_sum", labels, series.Value);
        Line(text, "_count", labels, below);
    }

    private void Line(StringBuilder text, string suffix, string labels, double value)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => value.ToString(CultureInfo.InvariantCulture),
        }).Append('\n');
    }

    private sealed class Series(long[] buckets)
    {
        public double Value { get; set; }

        public long[] Buckets => buckets;
    }
}
