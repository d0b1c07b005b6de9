using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>Why a line of a file could not be taken into a class list.</summary>
public enum BadLineReason
{
    /// <summary>There is no student number on it.</summary>
    NoNumber,

    /// <summary>The student number is longer than 32 characters.</summary>
    NumberTooLong,

    /// <summary>The student number holds a character that none may hold.</summary>
    BadCharacter,

    /// <summary>The student number stands on an earlier line.</summary>
    Duplicate,

    /// <summary>A quote is opened and never closed.</summary>
    OpenQuote,
}

/// <summary>A line that was left out.</summary>
/// <param name="Line">Which, from 1.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reason">Why.</param>
public sealed record BadLine(int Line, string Text, BadLineReason Reason);

/// <summary>
/// A class list read from somebody else's file: which separator, which encoding, which columns and whether there is a header are found out
/// from the file itself.
/// </summary>
public sealed class RosterImport
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    // The first word that a header has counts: beside a "Matrícula", a "Nº" only numbers the lines.
    private static readonly string[] NumberWords =
    [
        "matricula", "student number", "student id", "registration", "registro", "ra", "rga", "student", "codigo", "code", "id",
        "numero", "number", "nº", "n°", "nr", "no", "n",
    ];

    private static readonly string[] NameWords =
    [
        "nome completo", "nome do aluno", "nome", "full name", "student name", "name", "aluno", "aluna", "aluno(a)", "estudante", "discente",
    ];

    private readonly List<RosterEntry> _entries = [];
    private readonly List<BadLine> _badLines = [];
    private readonly HashSet<StudentId> _students = [];

    private RosterImport(char separator, string encoding)
    {
        Separator = separator;
        Encoding = encoding;
    }

    /// <summary>The good lines, in the file's order.</summary>
    public IReadOnlyList<RosterEntry> Entries => _entries;

    /// <summary>The lines that were left out.</summary>
    public IReadOnlyList<BadLine> BadLines => _badLines;

    /// <summary>What separates the fields.</summary>
    public char Separator { get; }

    /// <summary>How the file is encoded.</summary>
    public string Encoding { get; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>The good lines as a list.</summary>
    public Roster ToRoster() => new(_entries);

    /// <summary>Reads a file's content. Never fails: what cannot be used is a bad line.</summary>
    public static RosterImport Read(ReadOnlySpan<byte> content)
    {
        string text = LegacyText.Decode(content, out string encoding);
        char separator = SeparatorOf(text);
        RosterImport import = new(separator, encoding);
        CsvRecord[] records = [.. CsvText.Read(text, separator).Where(static record => record.Raw.AsSpan().Trim(" ,;\t").Length > 0)];
        (int number, int name) = import.FindColumns(records);
        foreach (CsvRecord record in records.Skip(import.HasHeader ? 1 : 0))
        {
            import.Take(record, number, name);
        }

        return import;
    }

    private void Take(CsvRecord record, int numberColumn, int nameColumn)
    {
        string number = FieldOf(record, numberColumn);
        if (record.Fields is null)
        {
            Leave(record, BadLineReason.OpenQuote);
        }
        else if (number.Length == 0)
        {
            Leave(record, BadLineReason.NoNumber);
        }
        else if (number.Length > StudentId.MaxLength)
        {
            Leave(record, BadLineReason.NumberTooLong);
        }
        else if (!StudentId.TryParse(number, out StudentId student))
        {
            Leave(record, BadLineReason.BadCharacter);
        }
        else if (!_students.Add(student))
        {
            Leave(record, BadLineReason.Duplicate);
        }
        else
        {
            _entries.Add(new RosterEntry(student, Roster.Tidy(FieldOf(record, nameColumn))));
        }
    }

    private void Leave(CsvRecord record, BadLineReason reason) => _badLines.Add(new BadLine(record.Line, Roster.Tidy(record.Raw), reason));

    /// <summary>By the header where there is one; otherwise the number is the first column that looks like one, and the name the next.</summary>
    private (int Number, int Name) FindColumns(CsvRecord[] records)
    {
        if (records.Length == 0)
        {
            return (0, 1);
        }

        string[] header = [.. (records[0].Fields ?? []).Select(static field => FoldedText.Of(field.Trim().TrimEnd('.', ':')))];
        int number = Named(header, NumberWords), name = Named(header, NameWords);
        HasHeader = number >= 0 || name >= 0;
        CsvRecord[] sample = [.. records.Skip(HasHeader ? 1 : 0).Take(100)];
        if (number < 0)
        {
            number = BestColumn(sample, column: name, static field => StudentId.TryParse(field, out _) && field.Any(char.IsAsciiDigit));
        }

        if (name < 0)
        {
            name = BestColumn(sample, column: number, static field => field.Any(char.IsLetter));
        }

        return (number, name);
    }

    private static int Named(string[] header, string[] words) =>
        words.Select(word => Array.IndexOf(header, word)).FirstOrDefault(static column => column >= 0, defaultValue: -1);

    /// <summary>The column with the most fields of a kind, the first of equals; another one than <paramref name="column"/>.</summary>
    private static int BestColumn(CsvRecord[] sample, int column, Func<string, bool> isOfKind)
    {
        int columns = sample.Select(static record => record.Fields?.Count ?? 0).DefaultIfEmpty().Max();
        return Enumerable.Range(0, Math.Max(columns, 2))
            .Where(candidate => candidate != column)
            .MaxBy(candidate => sample.Count(record => isOfKind(FieldOf(record, candidate))));
    }

    private static string FieldOf(CsvRecord record, int column) =>
        record.Fields is { } fields && column < fields.Count ? CsvText.Unguarded(fields[column].Trim().Trim('\u00A0')) : "";

    /// <summary>The separator that cuts the most of the first lines into several fields; a comma where none does.</summary>
    private static char SeparatorOf(string text)
    {
        string sample = text.Length > 20_000 ? text[..20_000] : text;
        (char separator, int most) = (',', 0);
        foreach (char candidate in (ReadOnlySpan<char>)[';', '\t', ','])
        {
            int cut = CsvText.Read(sample, candidate).Take(50).Count(static record => record.Fields is { Count: > 1 });
            if (cut > most)
            {
                (separator, most) = (candidate, cut);
            }
        }

        return separator;
    }
}
