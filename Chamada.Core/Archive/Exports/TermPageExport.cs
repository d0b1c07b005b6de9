using System.Globalization;
using System.Net;
using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>
/// One page for a browser, to print or to send: totals, students and meetings, a plot, a line for a signature. Nothing is fetched from
/// anywhere, and nothing in it runs.
/// </summary>
public sealed class TermPageExport : TermExport
{
    /// <summary>So many meetings stand beside each other on a page of paper.</summary>
    private const int MeetingsOfBlock = 20;

    private const string Style = """
        :root { color-scheme: light; }
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #111; background: #fff; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        p { margin: .25rem 0; } .quiet { color: #555; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { border: 1px solid #bbb; padding: .15rem .4rem; text-align: right; white-space: nowrap; }
        th { background: #eee; } th[scope=row], th.text, td.text { text-align: left; font-weight: normal; }
        thead th { font-weight: 600; } td.mark { text-align: center; min-width: 1.4rem; padding: .15rem; }
        tr.below td, tr.below th { background: #fbe3e3; } .remark { font-weight: 600; }
        td.miss { background: #f4cccc; } td.just { background: #fce8c8; } td.exc { background: #d9e8fb; } td.late { background: #fff7c2; }
        svg { max-width: 100%; height: auto; }
        .again { display: none; }
        .signature { margin-top: 4rem; width: 22rem; border-top: 1px solid #111; padding-top: .25rem; text-align: center; break-inside: avoid; }
        @page { size: A4 landscape; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9px sans-serif; } }
        @media print {
          body { font-size: 10px; margin: 0; max-width: none; padding: 0; } .wide { overflow: visible; }
          thead { display: table-header-group; } tr, svg, figure { break-inside: avoid; } section.page { break-before: page; }
          .again { display: table-row; } .again th { background: none; border: none; text-align: left; font-weight: normal; padding: 0; }
          th[scope=row], td.text { white-space: normal; overflow-wrap: anywhere; } th[scope=row] { min-width: 18mm; max-width: 30mm; }
          td.text { min-width: 50mm; max-width: 72mm; }
          th, td { padding: .1rem .15rem; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        """;

    /// <inheritdoc/>
    public override string Name => "html";

    /// <inheritdoc/>
    public override string Extension => ".html";

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        string title = E(words.Title(report.Class, report.ClassName));
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Tag).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<title>").Append(title).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>")
            .Append(title).Append("</h1>\n<p>").Append(E(TermTableExport.Summary(report, words))).Append("</p>\n<p class=\"quiet\">")
            .Append(E(words.MadeAt(report.MadeAt))).Append("</p>\n");
        if (report.Term.Meetings.Count == 0)
        {
            page.Append("<p>").Append(E(words.NoMeetings)).Append("</p>\n");
        }

        AppendTotals(page, report, words);
        for (int first = 0; first < report.Term.Meetings.Count; first += MeetingsOfBlock)
        {
            AppendGrid(page, report, words, first, Math.Min(first + MeetingsOfBlock, report.Term.Meetings.Count));
        }

        if (report.Term.Meetings.Count > 0)
        {
            page.Append("<section class=\"page\">\n<h2>").Append(E(words.PlotTitle)).Append("</h2>\n<figure>")
                .Append(AttendancePlot.Of(report, words)).Append("</figure>\n");
        }

        page.Append("<div class=\"signature\">").Append(E(words.Signature)).Append("</div>\n")
            .Append(report.Term.Meetings.Count > 0 ? "</section>\n" : "").Append("</body>\n</html>\n");
        return One(Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static void AppendTotals(StringBuilder page, TermReport report, ITermWords words)
    {
        string[] numbers =
        [
            words.Lessons, words.Present, words.Late, words.Justified, words.Excused, words.Absent, words.Absences, words.Percent,
            words.Left,
        ];
        page.Append("<section>\n<h2>").Append(E(words.TotalsSheet)).Append("</h2>\n<div class=\"wide\"><table>\n<thead>");
        AppendTitleAgain(page, report, words, 3 + numbers.Length);
        page.Append("<tr>");
        Text(page, words.Student);
        Text(page, words.Name);
        foreach (string head in numbers)
        {
            page.Append("<th scope=\"col\">").Append(E(head)).Append("</th>");
        }

        Text(page, words.Remark);
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (TermRow row in report.Term.Rows)
        {
            LessonCount total = row.Total;
            page.Append(row.IsBelow ? "<tr class=\"below\">" : "<tr>");
            AppendStudent(page, row);
            foreach (int number in (ReadOnlySpan<int>)[total.Lessons, total.Present, total.Late, total.Justified, total.Excused,
                total.Absent, total.Absences])
            {
                page.Append("<td>").Append(N(number)).Append("</td>");
            }

            page.Append("<td>").Append(E(words.OneDecimal(total.Percent))).Append("</td><td>").Append(N(row.Left))
                .Append("</td><td class=\"text remark\">").Append(E(TermTableExport.RemarkOf(row, report.Term.Rule, words)))
                .Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n</section>\n");

        static void Text(StringBuilder page, string head) =>
            page.Append("<th scope=\"col\" class=\"text\">").Append(E(head)).Append("</th>");
    }

    private static void AppendGrid(StringBuilder page, TermReport report, ITermWords words, int first, int end)
    {
        IReadOnlyList<Meeting> meetings = report.Term.Meetings;
        page.Append("<section class=\"page\">\n<h2>").Append(E(words.GridSheet)).Append(": ").Append(E(words.DayOf(meetings[first].Day)))
            .Append(" – ").Append(E(words.DayOf(meetings[end - 1].Day))).Append("</h2>\n<div class=\"wide\"><table>\n<thead>");
        AppendTitleAgain(page, report, words, 2 + end - first);
        page.Append("<tr>").Append("<th scope=\"col\" class=\"text\">").Append(E(words.Student))
            .Append("</th><th scope=\"col\" class=\"text\">")
            .Append(E(words.Name)).Append("</th>");
        for (int i = first; i < end; i++)
        {
            page.Append("<th scope=\"col\">").Append(E(words.ShortDay(meetings[i].Day)));

            // Of two on one day the times tell which is which.
            if (SharesItsDay(meetings, i))
            {
                page.Append("<br>").Append(meetings[i].At.ToString("HH:mm", CultureInfo.InvariantCulture));
            }

            page.Append("</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (TermRow row in report.Term.Rows)
        {
            page.Append("<tr>");
            AppendStudent(page, row);
            for (int i = first; i < end; i++)
            {
                page.Append("<td class=\"mark ").Append(ClassOf(row.Cells[i], meetings[i].Lessons)).Append("\">")
                    .Append(E(SymbolOf(row.Cells[i], meetings[i].Lessons, words))).Append(row.Cells[i].IsCorrected ? "*" : "")
                        .Append("</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n<p class=\"quiet\">").Append(E(words.Legend)).Append("</p>\n</section>\n");
    }

    /// <summary>On paper each sheet says which class it is of: its head is repeated where the table goes on.</summary>
    private static void AppendTitleAgain(StringBuilder page, TermReport report, ITermWords words, int columns) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr class=\"again\" aria-hidden=\"true\"><th colspan=\"{columns}\">")
            .Append(E(words.Title(report.Class, report.ClassName))).Append("</th></tr>\n");

    private static void AppendStudent(StringBuilder page, TermRow row) => page.Append("<th scope=\"row\">")
        .Append(E(row.Student.ToString())).Append("</th><td class=\"text\">").Append(E(row.Name)).Append("</td>");

    private static string ClassOf(Attended attended, int lessons)
    {
        LessonCount count = attended.Count(lessons);
        return count.Absent > 0 ? "miss" : count.Justified > 0 ? "just" : count.Excused > 0 ? "exc" : count.Late > 0 ? "late" : "";
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
