using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What stands in exported lists.</summary>
internal abstract class ExportText : IExportWords
{
    /// <inheritdoc/>
    public abstract char Separator { get; }

    /// <inheritdoc/>
    public abstract string CsvFormat { get; }

    /// <inheritdoc/>
    public abstract string JsonFormat { get; }

    /// <inheritdoc/>
    public abstract string TextFormat { get; }

    /// <inheritdoc/>
    public abstract string Order { get; }

    /// <inheritdoc/>
    public abstract string Student { get; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Status { get; }

    /// <inheritdoc/>
    public abstract string Time { get; }

    /// <inheritdoc/>
    public abstract string By { get; }

    /// <inheritdoc/>
    public abstract string Reason { get; }

    /// <inheritdoc/>
    public abstract string Present { get; }

    /// <inheritdoc/>
    public abstract string PresentOffRoster { get; }

    /// <inheritdoc/>
    public abstract string Absent { get; }

    /// <inheritdoc/>
    public abstract string LatePresent { get; }

    /// <inheritdoc/>
    public abstract string LateRemoved { get; }

    /// <inheritdoc/>
    public abstract string Here { get; }

    /// <inheritdoc/>
    public abstract string Missing { get; }

    /// <inheritdoc/>
    public abstract string ByStudent { get; }

    /// <inheritdoc/>
    public abstract string ByTeacher { get; }

    /// <inheritdoc/>
    public abstract string Absentees { get; }

    /// <inheritdoc/>
    public abstract string OffRosterMark { get; }

    /// <inheritdoc/>
    public abstract string Title(ClassNumber number);

    /// <inheritdoc/>
    public abstract string Span(DateTimeOffset? openedAt, DateTimeOffset? closedAt);

    /// <inheritdoc/>
    public abstract string Counts(AttendanceSheet sheet);

    /// <inheritdoc/>
    public abstract string SpreadsheetTime(DateTimeOffset at);

    /// <inheritdoc/>
    public abstract string Heads(string count);

    /// <inheritdoc/>
    public string Clock(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The file for spreadsheets that stands beside a saved list.</summary>
    public byte[] ToSpreadsheet(SavedList list) => new CsvExport().Write(ExportedList.Of(list), this);
}
