using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>What a term's report says in words, and how its language writes numbers and days down.</summary>
public interface ITermWords
{
    /// <summary>The language's tag, such as <c>pt-BR</c>.</summary>
    string Tag { get; }

    /// <summary>What separates the columns of a file for spreadsheets of this language.</summary>
    char Separator { get; }

    /// <summary>Heading: the student number.</summary>
    string Student { get; }

    /// <summary>Heading: the name.</summary>
    string Name { get; }

    /// <summary>Heading: how many lessons there were.</summary>
    string Lessons { get; }

    /// <summary>Heading: lessons attended.</summary>
    string Present { get; }

    /// <summary>Heading: of those, lessons to which the student came late.</summary>
    string Late { get; }

    /// <summary>Heading: lessons missed with a justification.</summary>
    string Justified { get; }

    /// <summary>Heading: lessons missed that count as presence.</summary>
    string Excused { get; }

    /// <summary>Heading: lessons missed.</summary>
    string Absent { get; }

    /// <summary>Heading: absences that count.</summary>
    string Absences { get; }

    /// <summary>Heading: percent of the lessons.</summary>
    string Percent { get; }

    /// <summary>Heading: how many more lessons may be missed.</summary>
    string Left { get; }

    /// <summary>Heading: what is to be said of a student's absences.</summary>
    string Remark { get; }

    /// <summary>Below the limit.</summary>
    string Below { get; }

    /// <summary>Would be below the limit if the next meeting is missed.</summary>
    string NextWouldBeTooMuch { get; }

    /// <summary>Not on the class list.</summary>
    string OffList { get; }

    /// <summary>Name of the sheet with the totals; no longer than 31 characters.</summary>
    string TotalsSheet { get; }

    /// <summary>Name of the sheet with students and meetings.</summary>
    string GridSheet { get; }

    /// <summary>Name of the sheet with the meetings.</summary>
    string MeetingsSheet { get; }

    /// <summary>Heading: the day.</summary>
    string Day { get; }

    /// <summary>Heading: the time of opening.</summary>
    string Opened { get; }

    /// <summary>Heading: how many students were there.</summary>
    string StudentsPresent { get; }

    /// <summary>Heading: how many were not.</summary>
    string StudentsAbsent { get; }

    /// <summary>Heading: which meeting was corrected.</summary>
    string Corrected { get; }

    /// <summary>Yes, in a cell.</summary>
    string Yes { get; }

    /// <summary>The plot's heading.</summary>
    string PlotTitle { get; }

    /// <summary>Under the line for a signature.</summary>
    string Signature { get; }

    /// <summary>What the letters mean.</summary>
    string Legend { get; }

    /// <summary>Instead of a table where no meeting was held.</summary>
    string NoMeetings { get; }

    /// <summary>The letter of a status.</summary>
    string Symbol(AttendanceStatus status);

    /// <summary>The report's title.</summary>
    string Title(ClassNumber number, string name);

    /// <summary>How much was held, when, and what is asked for.</summary>
    string Summary(int meetings, int lessons, DateOnly? first, DateOnly? last, decimal minimum, int? planned);

    /// <summary>When the report was made.</summary>
    string MadeAt(DateTimeOffset at);

    /// <summary>A day as this language writes it.</summary>
    string DayOf(DateOnly day);

    /// <summary>A day without its year.</summary>
    string ShortDay(DateOnly day);

    /// <summary>A number with one decimal.</summary>
    string OneDecimal(decimal number);

    /// <summary>How a spreadsheet is to show a day.</summary>
    string SpreadsheetDay { get; }
}
