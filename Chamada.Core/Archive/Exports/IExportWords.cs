using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Exports;

/// <summary>What an exported list says in words, and how its language writes numbers and times down.</summary>
public interface IExportWords
{
    /// <summary>What separates the columns of a file for spreadsheets: those take a list apart by the separator of their own
    /// language.</summary>
    char Separator { get; }

    /// <summary>What a file for spreadsheets is.</summary>
    string CsvFormat { get; }

    /// <summary>What a file for programs is.</summary>
    string JsonFormat { get; }

    /// <summary>What a text is.</summary>
    string TextFormat { get; }

    /// <summary>Heading: the order of arrival.</summary>
    string Order { get; }

    /// <summary>Heading: the student number.</summary>
    string Student { get; }

    /// <summary>Heading: the name.</summary>
    string Name { get; }

    /// <summary>Heading: present or absent.</summary>
    string Status { get; }

    /// <summary>Heading: when.</summary>
    string Time { get; }

    /// <summary>Heading: who set it.</summary>
    string By { get; }

    /// <summary>Heading: the teacher's reason.</summary>
    string Reason { get; }

    /// <summary>Present, and on the class list where there is one.</summary>
    string Present { get; }

    /// <summary>Present without being on the class list.</summary>
    string PresentOffRoster { get; }

    /// <summary>On the class list and not present.</summary>
    string Absent { get; }

    /// <summary>The teacher marked somebody present when it was too late.</summary>
    string LatePresent { get; }

    /// <summary>The teacher took somebody off when it was too late.</summary>
    string LateRemoved { get; }

    /// <summary>The teacher looked for a student and found the student in the room.</summary>
    string Here { get; }

    /// <summary>The teacher looked for a student and did not find the student in the room.</summary>
    string Missing { get; }

    /// <summary>Set by the student.</summary>
    string ByStudent { get; }

    /// <summary>Set by the teacher.</summary>
    string ByTeacher { get; }

    /// <summary>Heading over those who are absent.</summary>
    string Absentees { get; }

    /// <summary>Stands in place of the name of somebody who is not on the class list.</summary>
    string OffRosterMark { get; }

    /// <summary>The first line of a list.</summary>
    string Title(ClassNumber number);

    /// <summary>From when to when.</summary>
    string Span(DateTimeOffset? openedAt, DateTimeOffset? closedAt);

    /// <summary>
    /// How many are present, on the class list or not, and how many are absent. Who is not on the list is never part of "present of so
    /// many".
    /// </summary>
    string Counts(AttendanceSheet sheet);

    /// <summary>A time as a spreadsheet of this language takes it for one: the server's local time, to the second.</summary>
    string SpreadsheetTime(DateTimeOffset at);

    /// <summary>How many the teacher counted in the room.</summary>
    /// <param name="count">The number, in digits.</param>
    string Heads(string count);

    /// <summary>The time of day.</summary>
    string Clock(DateTimeOffset at);
}
