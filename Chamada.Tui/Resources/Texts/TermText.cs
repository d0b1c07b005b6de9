using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What a term's report says, and what <c>report</c> says about it.</summary>
internal abstract class TermText : ITermWords
{
    /// <inheritdoc/>
    public abstract string Tag { get; }

    /// <inheritdoc/>
    public abstract char Separator { get; }

    /// <inheritdoc/>
    public abstract string Student { get; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Lessons { get; }

    /// <inheritdoc/>
    public abstract string Present { get; }

    /// <inheritdoc/>
    public abstract string Late { get; }

    /// <inheritdoc/>
    public abstract string Justified { get; }

    /// <inheritdoc/>
    public abstract string Excused { get; }

    /// <inheritdoc/>
    public abstract string Absent { get; }

    /// <inheritdoc/>
    public abstract string Absences { get; }

    /// <inheritdoc/>
    public string Percent => "%";

    /// <inheritdoc/>
    public abstract string Left { get; }

    /// <inheritdoc/>
    public abstract string Remark { get; }

    /// <inheritdoc/>
    public abstract string Below { get; }

    /// <inheritdoc/>
    public abstract string NextWouldBeTooMuch { get; }

    /// <inheritdoc/>
    public abstract string OffList { get; }

    /// <inheritdoc/>
    public abstract string TotalsSheet { get; }

    /// <inheritdoc/>
    public abstract string GridSheet { get; }

    /// <inheritdoc/>
    public abstract string MeetingsSheet { get; }

    /// <inheritdoc/>
    public abstract string Day { get; }

    /// <inheritdoc/>
    public abstract string Opened { get; }

    /// <inheritdoc/>
    public abstract string StudentsPresent { get; }

    /// <inheritdoc/>
    public abstract string StudentsAbsent { get; }

    /// <inheritdoc/>
    public abstract string Corrected { get; }

    /// <inheritdoc/>
    public abstract string Yes { get; }

    /// <inheritdoc/>
    public abstract string PlotTitle { get; }

    /// <inheritdoc/>
    public abstract string Signature { get; }

    /// <inheritdoc/>
    public abstract string Legend { get; }

    /// <inheritdoc/>
    public abstract string NoMeetings { get; }

    /// <inheritdoc/>
    public abstract string SpreadsheetDay { get; }

    /// <inheritdoc/>
    public abstract string Symbol(AttendanceStatus status);

    /// <inheritdoc/>
    public abstract string Title(ClassNumber number, string name);

    /// <inheritdoc/>
    public abstract string Summary(int meetings, int lessons, DateOnly? first, DateOnly? last, decimal minimum, int? planned);

    /// <inheritdoc/>
    public abstract string MadeAt(DateTimeOffset at);

    /// <inheritdoc/>
    public abstract string DayOf(DateOnly day);

    /// <inheritdoc/>
    public abstract string ShortDay(DateOnly day);

    /// <inheritdoc/>
    public abstract string OneDecimal(decimal number);

    /// <summary>A status in words.</summary>
    public abstract string Status(AttendanceStatus status);

    public abstract string Description { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract string Since { get; }

    public abstract string Until { get; }

    public abstract string Minimum { get; }

    public abstract string Planned { get; }

    public abstract string Format { get; }

    public abstract string Out { get; }

    /// <summary>A file was written.</summary>
    public abstract string Written(string path);

    /// <summary>The name is taken.</summary>
    public abstract string NotOverwritten(string path);

    public abstract string NotWritten(string path, string cause);

    /// <summary>The folder of a format that makes a file for each meeting is no folder.</summary>
    public abstract string NoFolder(string path);

    /// <summary>A workbook is nothing for a terminal.</summary>
    public abstract string NotForTerminal(string format, string option);

    /// <summary>Nothing is kept of the class.</summary>
    public abstract string NothingKept(ClassNumber number);

    /// <summary>A file cannot be read, and is left out.</summary>
    public abstract string LeftOut(string path, string cause);

    /// <summary>A saved list was changed by somebody, and counts as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What does not fit.</param>
    public abstract string Changed(string path, string what);

    /// <summary>Somebody changed the corrections of a list, and they count as they are.</summary>
    public abstract string CorrectionsChanged(string path);

    /// <summary>Numbers that are not on the class list and therefore not in the export.</summary>
    public abstract string StrangersLeftOut(IReadOnlyList<string> students);

    protected static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A percentage without needless zeros, with a point.</summary>
    protected static string P(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
