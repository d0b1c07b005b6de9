using System.Globalization;
using System.Net;
using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>How many percent of the class were at each meeting, drawn as a picture (SVG) of bars.</summary>
internal static class AttendancePlot
{
    private const int Width = 760, Height = 240, Left = 44, Bottom = 34, Top = 10, Right = 8;

    /// <summary>The picture, to stand inside a page.</summary>
    public static string Of(TermReport report, ITermWords words)
    {
        IReadOnlyList<Meeting> meetings = report.Term.Meetings;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{Width}\" height=\"{Height}\" role=\"img\" ");
        svg.Append(CultureInfo.InvariantCulture, $"aria-label=\"{WebUtility.HtmlEncode(words.PlotTitle)}\">\n");
        for (int percent = 0; percent <= 100; percent += 25)
        {
            double y = Y(percent);
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"#ccc\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" font-size=\"11\" text-anchor=\"end\">{percent}%</text>\n");
        }

        double step = (double)(Width - Left - Right) / meetings.Count, bar = Math.Min(28, step * 0.7);
        int every = (int)Math.Ceiling(34 / step);
        for (int i = 0; i < meetings.Count; i++)
        {
            double share = ShareOf(report, i), x = Left + (step * (i + 0.5)), y = Y(share);
            string day = WebUtility.HtmlEncode(words.ShortDay(meetings[i].Day));
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{x - (bar / 2):0.#}\" y=\"{y:0.#}\" width=\"{bar:0.#}\" height=\"{Y(0) - y:0.#}\" fill=\"#356a9c\">");
            svg.Append(CultureInfo.InvariantCulture,
                $"<title>{day}: {WebUtility.HtmlEncode(words.OneDecimal((decimal)Math.Round(share, 1)))}%</title></rect>");
            if (i % every == 0)
            {
                svg.Append(CultureInfo.InvariantCulture,
                    $"<text x=\"{x:0.#}\" y=\"{Height - Bottom + 16}\" font-size=\"11\" text-anchor=\"middle\">{day}</text>");
            }

            svg.Append('\n');
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>How many percent of the students were at a meeting; 0 where there are none.</summary>
    private static double ShareOf(TermReport report, int meeting) => report.Term.Rows.Count == 0
        ? 0
        : 100.0 * report.Term.Rows.Count(row => row.Cells[meeting].WasThere(report.Term.Meetings[meeting].Lessons))
            / report.Term.Rows.Count;

    private static double Y(double percent) => Top + ((Height - Top - Bottom) * (100 - percent) / 100);
}
