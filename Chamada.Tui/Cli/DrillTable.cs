using System.Globalization;
using Chamada.Tui.Drill;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>The result of a drill on stdout.</summary>
internal sealed class DrillTable(CliContext context)
{
    private readonly DrillText _text = context.Text.Drill;

    /// <summary>Writes the table and the verdict.</summary>
    public void Write(DrillResult result)
    {
        string[][] rows =
        [
            _text.Heads,
            .. result.Counts.Select(count => (string[])
            [
                Name(count.Kind),
                Number(count.Asked),
                Number(count.Acknowledged),
                Number(count.Lost),
                Number(count.Twice),
                Time(count.AnswerTime(0.5)),
                Time(count.AnswerTime(0.99)),
                Time(count.AnswerTime(1)),
            ]),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            context.Output.WriteLine(string.Join("  ",
                row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
        }

        context.Output.WriteLine();
        context.Output.WriteLine(_text.Held(result.Lessons, result.Kills));
        context.Output.WriteLine(_text.Gap(Time(result.LongestGap)));
        if (result.Failure is null)
        {
            context.Output.WriteLine(result.IsSound ? _text.Sound : _text.Unsound(result.Folder ?? ""));
        }
    }

    private string Name(DrillRequest kind) => kind switch
    {
        DrillRequest.Open => _text.OpenName,
        DrillRequest.Present => _text.PresentName,
        DrillRequest.Close => _text.CloseName,
        _ => _text.ReceivedName,
    };

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
