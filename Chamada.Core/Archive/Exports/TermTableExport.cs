using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>For people: a table of text, as wide as it has to be.</summary>
public sealed class TermTableExport : TermExport
{
    /// <inheritdoc/>
    public override string Name => "table";

    /// <inheritdoc/>
    public override string Extension => ".txt";

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        Term term = report.Term;
        StringBuilder text = new();
        text.Append(words.Title(report.Class, report.ClassName)).Append('\n').Append(Summary(report, words)).Append('\n');
        string[] heads =
        [
            words.Student, words.Name, words.Lessons, words.Present, words.Late, words.Justified, words.Excused, words.Absent,
            words.Absences, words.Percent, words.Left, "",
        ];
        List<string[]> rows = [heads];
        rows.AddRange(term.Rows.Select(row => Cells(row, term.Rule, words)));
        int[] widths = [.. heads.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            StringBuilder line = new();
            for (int column = 0; column < row.Length; column++)
            {
                bool isText = column is 0 or 1 or 11;
                line.Append(isText ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append("  ");
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return One(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>How much was held, when, and what is asked for.</summary>
    internal static string Summary(TermReport report, ITermWords words)
    {
        Term term = report.Term;
        return words.Summary(
            term.Meetings.Count,
            term.Lessons,
            term.Meetings.Count == 0 ? null : term.Meetings[0].Day,
            term.Meetings.Count == 0 ? null : term.Meetings[^1].Day,
            term.Rule.Minimum,
            term.Rule.PlannedLessons);
    }

    /// <summary>What is to be said of a student: not on the list, below the limit, or about to be.</summary>
    internal static string RemarkOf(TermRow row, TermRule rule, ITermWords words) =>
        !row.IsListed ? words.OffList
        : row.IsBelow ? words.Below
        : row.WouldFallBelow(rule.NextLessons) ? words.NextWouldBeTooMuch
        : "";

    private static string[] Cells(TermRow row, TermRule rule, ITermWords words) =>
    [
        row.Student.ToString(), row.Name, N(row.Total.Lessons), N(row.Total.Present), N(row.Total.Late), N(row.Total.Justified),
        N(row.Total.Excused), N(row.Total.Absent), N(row.Total.Absences), words.OneDecimal(row.Total.Percent), N(row.Left),
        RemarkOf(row, rule, words),
    ];
}
