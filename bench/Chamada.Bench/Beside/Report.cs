using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chamada.Bench.Beside;

/// <summary>What was measured, as a table (Markdown), as figures (JSON) and as a plot (SVG).</summary>
internal sealed class Report(IReadOnlyList<Row> rows, IReadOnlyList<GrowthRow> growth, BesideOptions options)
{
    private const int Width = 900, RowHeight = 14, Left = 310, Top = 40, BarWidth = 460;
    private const double Widest = 6;

    private const string Heads = "p50 ms | p99 | p99.9 | max | processor µs a request | peak MiB";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The table.</summary>
    public string Table()
    {
        StringBuilder table = new();
        Line(table, $"`bench/run --rounds {options.Rounds}` on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores; medians.");
        Line(table, $"");
        Line(table, $"| | connections | pipeline | server | requests/s | Chamada's by its | {Heads} |");
        Line(table, $"|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Row row in rows)
        {
            string ratio = row.Server == Contestant.Own ? "" : Text($"{row.Ratio:0.00} ({row.Lowest:0.00} to {row.Highest:0.00})");
            string load = Text($"{Mode(row)} | {row.Connections} | {row.Pipeline}");
            Line(table, $"| {load} | {row.Server} | {row.Result.Rate:N0} | {ratio} | {Figures(row.Result)} | {row.PeakMegabytes:0} |");
        }

        if (growth.Count > 0)
        {
            Line(table, $"");
            Line(table, $"| Chamada, in memory | | requests/s | {Heads} |");
            Line(table, $"|---|---|---|---|---|---|---|---|---|");
            foreach (GrowthRow row in growth)
            {
                Line(table, $"| {row.What} | {row.Count:N0} | {row.Result.Rate:N0} | {Figures(row.Result)} | {row.PeakMegabytes:0} |");
            }
        }

        return table.ToString();
    }

    /// <summary>Writes all three into the folder.</summary>
    public void Save()
    {
        Directory.CreateDirectory(options.Out);
        File.WriteAllText(Path.Combine(options.Out, "bench.md"), Table());
        File.WriteAllText(Path.Combine(options.Out, "bench.svg"), Plot());
        File.WriteAllText(
            Path.Combine(options.Out, "bench.json"),
            JsonSerializer.Serialize(
                new { Date = DateTime.UtcNow, Cores = Environment.ProcessorCount, options.Rounds, rows, growth }, Indented));
    }

    private static string Mode(Row row) => row.Durable ? "durable" : "in memory";

    private static string Figures(LoadResult result) =>
        Text($"{result.P50:0.00} | {result.P99:0.00} | {result.P999:0.00} | {result.Max:0.0} | {result.Processor:0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder to, FormattableString text) => to.Append(Text(text)).Append('\n');

    /// <summary>A bar for each other server: how many times its rate Chamada's is, with the rounds' range; the line is its equal.</summary>
    private string Plot()
    {
        Row[] others = [.. rows.Where(static row => row.Lowest < row.Highest || row.Ratio is not 1)];
        StringBuilder svg = new();
        int height = Top + (others.Length * RowHeight) + 20;
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\"");
        Line(svg, $"    font-family=\"sans-serif\" font-size=\"11\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"white\"/>");
        Line(svg, $"<text x=\"10\" y=\"20\" font-size=\"14\">Chamada's requests a second, in times those of another server</text>");
        for (int i = 0; i < others.Length; i++)
        {
            Row row = others[i];
            int y = Top + (i * RowHeight);
            string name = $"{Mode(row)}, {row.Connections} connections, pipeline {row.Pipeline}: {row.Server}";
            Line(svg, $"<text x=\"{Left - 8}\" y=\"{y + 10}\" text-anchor=\"end\">{name}</text>");
            Line(svg, $"<rect x=\"{Left}\" y=\"{y + 2}\" width=\"{Length(row.Ratio):0.0}\" height=\"10\" fill=\"{Colour(row)}\"/>");
            Line(svg, $"<path d=\"M{Left + Length(row.Lowest):0.0} {y + 7}H{Left + Length(row.Highest):0.0}\" stroke=\"black\"/>");
            Line(svg, $"<text x=\"{Left + BarWidth + 20}\" y=\"{y + 10}\">{row.Ratio:0.00}</text>");
        }

        Line(svg, $"<path d=\"M{Left + Length(1):0.0} {Top - 6}V{height - 14}\" stroke=\"#888\" stroke-dasharray=\"3\"/>");
        Line(svg, $"<text x=\"{Left + Length(1):0.0}\" y=\"{height - 4}\" text-anchor=\"middle\">1</text>");
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static double Length(double ratio) => Math.Min(ratio, Widest) / Widest * BarWidth;

    private static string Colour(Row row) => row.Server switch
    {
        "Redis" => "#b5382a",
        "Garnet" => "#7a4fa3",
        "floor" => "#999",
        _ => "#2f6fab",
    };
}
