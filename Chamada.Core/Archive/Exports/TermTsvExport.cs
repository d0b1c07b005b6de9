using System.Text;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>To be pasted into a school's diary: number, tab, absences in lessons, in the class list's order and without a
/// heading.</summary>
public sealed class TermTsvExport : TermExport
{
    /// <inheritdoc/>
    public override string Name => "tsv";

    /// <inheritdoc/>
    public override string Extension => ".tsv";

    /// <inheritdoc/>
    public override bool IsOfListed => true;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new();
        foreach (TermRow row in report.Listed)
        {
            text.Append(SpreadsheetRow.Guarded(row.Student.ToString())).Append('\t').Append(N(row.Total.Absences)).Append('\n');
        }

        return One(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
