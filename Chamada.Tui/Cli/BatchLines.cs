using System.IO.Pipelines;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Tui.Cli;

/// <summary>A line of a file of students.</summary>
/// <param name="Line">Which, from 1.</param>
/// <param name="Text">What stands in it; empty for nothing.</param>
/// <param name="LeftOut">Why a table's line is no student's; null where it may be one.</param>
internal sealed record BatchLine(long Line, string Text, RosterLine? LeftOut = null);

/// <summary>
/// The students of a file, one after the other: as they come where it has one number a line, which may have no end; after reading all of it
/// where it is a class list, of which the numbers count.
/// </summary>
internal sealed class BatchLines : IDisposable
{
    private readonly StreamReader? _lines;
    private readonly IEnumerator<BatchLine>? _table;
    private long _line;

    private BatchLines(StreamReader lines) => _lines = lines;

    private BatchLines(IEnumerable<BatchLine> table) => _table = table.GetEnumerator();

    /// <summary>Opens a file of students, before anybody is asked for anything.</summary>
    /// <param name="context">Where it is reported that the file cannot be read; null is the answer then.</param>
    /// <param name="file">The file, or <c>-</c> for stdin.</param>
    /// <param name="cancellation">Ends the waiting for its first line.</param>
    public static async Task<BatchLines?> OpenAsync(CliContext context, string file, CancellationToken cancellation)
    {
        try
        {
            Stream input = file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read);
            PipeReader pipe = PipeReader.Create(input);
            ReadResult beginning = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
            byte[] begin = beginning.Buffer.FirstSpan.ToArray();
            pipe.AdvanceTo(beginning.Buffer.Start);
            Stream whole = pipe.AsStream();
            return RosterReader.IsTable(begin)
                ? await TableAsync(context, file, whole, cancellation).ConfigureAwait(false)
                : new BatchLines(TextDecoder.OpenLines(whole, begin));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            context.Output.Error(context.Text.Usage.BatchUnreadable(file, context.Text.Usage.Cause(e)));
            return null;
        }
    }

    /// <summary>The next line that is not a heading; null at the end.</summary>
    /// <exception cref="IOException">The file cannot be read on.</exception>
    public async Task<BatchLine?> NextAsync(CancellationToken cancellation)
    {
        if (_table is not null)
        {
            return _table.MoveNext() ? _table.Current : null;
        }

        while (await _lines!.ReadLineAsync(cancellation).ConfigureAwait(false) is { } text)
        {
            _line++;
            if (_line > 1 || !RosterReader.IsNumberHeading(text.Trim()))
            {
                return new BatchLine(_line, text);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines?.Dispose();
        _table?.Dispose();
    }

    private static async Task<BatchLines?> TableAsync(CliContext context, string file, Stream input, CancellationToken cancellation)
    {
        using (input)
        {
            string shown = file == "-" ? context.Text.Rosters.StandardInput : file;
            FileReading content = await RosterFile.ReadAsync(input, cancellation).ConfigureAwait(false);
            if (content.Content is null)
            {
                context.Output.Error(context.Text.Rosters.Fault(shown, content));
                return null;
            }

            RosterReading reading = RosterReader.Read(content.Content);
            if (reading is not RosterRead read)
            {
                new RosterReport(context, json: false).Refuse(shown, reading, options: null);
                return null;
            }

            return new BatchLines(read.Students.Select(static student => new BatchLine(student.Line, student.Student.ToString()))
                .Concat(read.LeftOut
                    .Where(static line => line.Issue is not (RosterIssue.Footer or RosterIssue.HeaderAgain or RosterIssue.Duplicate))
                    .Select(static line => new BatchLine(line.Line, "", line)))
                .OrderBy(static line => line.Line));
        }
    }
}
