using System.Buffers;
using System.Text;

namespace Chamada.Core.Archive.Text;

/// <summary>
/// Writes comma-separated values after RFC 4180, with <c>\n</c>. What a spreadsheet would take for a formula gets an apostrophe before it,
/// which reading takes off again.
/// </summary>
public static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t\"\r\n");

    /// <summary>One record with its line end. Fields that need it are quoted.</summary>
    public static void Append(StringBuilder csv, params ReadOnlySpan<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                csv.Append(',');
            }

            string field = Guarded(fields[i]);
            if (field.AsSpan().IndexOfAny(Special) >= 0 || field != field.Trim())
            {
                csv.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                csv.Append(field);
            }
        }

        csv.Append('\n');
    }

    /// <summary>Takes off the apostrophe that <see cref="Append"/> sets before what a spreadsheet would take for a formula.</summary>
    public static string Unguarded(string field) => field.StartsWith('\'') && NeedsGuard(field) ? field[1..] : field;

    private static string Guarded(string field) => NeedsGuard(field) ? "'" + field : field;

    /// <summary>Apostrophes before it are looked through: otherwise one that belongs to a name would be taken off.</summary>
    private static bool NeedsGuard(string field) => field.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@', ..];
}
