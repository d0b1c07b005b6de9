using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary>Tells what a class list's file holds: the students to stdout, what is to be said about them to stderr.</summary>
internal sealed class RosterReport(CliContext context, bool json)
{
    private CliOutput Output => context.Output;

    private RosterText Text => context.Text.Rosters;

    /// <summary>Shows a list that is kept.</summary>
    public void Show(ClassNumber number, KeptRoster kept, string file)
    {
        if (!json)
        {
            Output.WriteLine(Text.Head(number, kept.Roster.Count));
        }

        WriteStudents([.. kept.Roster.Entries.Select(static entry => (entry.Student, entry.Name))]);
        WriteLeftOut(kept.BadLines, kept.BadLines.Count == 0 ? null : Text.BadLines(file, kept.BadLines.Count));
        Output.Flush();
    }

    /// <summary>Shows a list that was read.</summary>
    public void Read(ClassNumber number, RosterRead read, bool isTrial)
    {
        WriteStudents([.. read.Students.Select(static student => (student.Student, student.Name))]);
        WriteLeftOut(read.LeftOut, heading: null);
        foreach (RosterLine line in read.Remarks)
        {
            Output.Error(Text.Line(line));
        }

        if (!json)
        {
            Output.WriteLine(isTrial
                ? Text.Tried(number, read.Students.Count, read.LeftOut.Count)
                : Text.Kept(number, read.Students.Count, read.LeftOut.Count));
        }

        Output.Flush();
    }

    /// <summary>Says why no list could be read, and what would settle it; answers the exit code.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reading">What came of reading it.</param>
    /// <param name="options">The options that would settle it; null where the command has none of them.</param>
    public int Refuse(string file, RosterReading reading, RosterOptions? options)
    {
        switch (reading)
        {
            case RosterUndecided doubtful:
                Output.Error(Text.Doubt(file, doubtful));
                WriteChoices(doubtful, options);
                break;
            case RosterUnreadable unreadable:
                WriteLeftOut(unreadable.LeftOut, heading: null);
                Output.Error(Text.Unreadable(file, unreadable));
                if (options is { } known && unreadable.LeftOut.Any(static line => line.Suggestion.Length > 0))
                {
                    Output.Error(Text.CouldBeTyped(known.Plain));
                }

                break;
        }

        Output.Flush();
        return ExitCode.Usage;
    }

    private void WriteChoices(RosterUndecided doubtful, RosterOptions? options)
    {
        switch (doubtful.Doubt)
        {
            case RosterDoubt.Encoding:
                Output.Error(Text.EncodingsAre(options?.Encoding));
                foreach (EncodingCandidate candidate in doubtful.Layout.Encodings)
                {
                    Output.ErrorLine($"  {TextEncodingNames.NameOf(candidate.Encoding),-14}{Printable.Quote(candidate.Sample)}");
                }

                break;
            case RosterDoubt.NoSuchSheet:
                Output.Error(Text.SheetsAre(options?.Sheet));
                foreach (string sheet in doubtful.Layout.Sheets)
                {
                    Output.ErrorLine("  " + Printable.Line(sheet));
                }

                break;
            default:
                Output.Error(Text.ColumnsAre(options is null ? null : $"{options.Number}, {options.Name}"));
                foreach (RosterColumn column in doubtful.Layout.Columns)
                {
                    Output.ErrorLine(Text.Column(column));
                }

                break;
        }
    }

    private void WriteStudents(IReadOnlyList<(StudentId Student, string Name)> students)
    {
        int width = students.Select(static student => student.Student.Length).DefaultIfEmpty().Max();
        foreach ((StudentId student, string name) in students)
        {
            if (json)
            {
                JsonLine.Write(Output, line =>
                {
                    line.WriteString("student", student.ToString());
                    line.WriteString("name", name);
                });
            }
            else
            {
                Output.WriteLine($"{student.ToString().PadRight(width)}  {name}".TrimEnd());
            }
        }
    }

    private void WriteLeftOut(IReadOnlyList<RosterLine> lines, string? heading)
    {
        if (heading is not null)
        {
            Output.Error(heading);
        }

        foreach (RosterLine line in lines)
        {
            if (json)
            {
                JsonLine.Write(Output, members =>
                {
                    members.WriteNumber("line", line.Line);
                    members.WriteString("problem", Text.Problem(line));
                });
            }
            else
            {
                Output.Error(Text.Line(line));
            }
        }
    }
}
