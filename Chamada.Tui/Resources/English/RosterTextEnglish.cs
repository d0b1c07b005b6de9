using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class RosterTextEnglish : RosterText
{
    protected override FolderText Folder { get; } = new FolderTextEnglish();

    public override string Content(ColumnContent content) => content switch
    {
        ColumnContent.Empty => "empty",
        ColumnContent.Numbers => "numbers or codes",
        ColumnContent.Counting => "only counts the lines",
        ColumnContent.Rounded => "numbers that a spreadsheet has rounded",
        ColumnContent.Names => "names",
        ColumnContent.NamesWithNumbers => "names with a number",
        ColumnContent.Dates => "dates or times",
        ColumnContent.Amounts => "grades or amounts",
        ColumnContent.Emails => "e-mail addresses",
        ColumnContent.Same => "the same in each line",
        _ => "something else",
    };

    public override string Head(ClassNumber number, int count) => count == 0
        ? $"Class {number}: no list is kept."
        : $"Class {number}: {Students(count)} on the list.";

    public override string Kept(ClassNumber number, int count, int leftOut) =>
        $"Class {number}: {Students(count)} on the list, which is kept now{LeftOut(leftOut)}.";

    public override string Tried(ClassNumber number, int count, int leftOut) =>
        $"Class {number}: {Students(count)} in the file{LeftOut(leftOut)}. Nothing was kept.";

    public override string NotKept(string path, string cause) =>
        $"the list could not be kept in {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string NotReadable(string path, string cause) =>
        $"the list in {Printable.Line(path)} cannot be read: {Printable.Line(cause)}";

    public override string BadLines(string path, int count) => count == 1
        ? $"1 line of {Printable.Line(path)} is no student's and stays there as it is; mend the file:"
        : $"{N(count)} lines of {Printable.Line(path)} are no student's and stay there as they are; mend the file:";

    public override string ColumnsAre(string? options) => options is null
        ? "nothing was done. The file has these columns:"
        : $"nothing was done. Name the columns ({options}) by heading or by 1, 2, …; the file has these:";

    public override string EncodingsAre(string? option) =>
        $"nothing was done. {(option is null ? "" : $"Name the encoding with {option}. ")}Likely are:";

    public override string SheetsAre(string? option) =>
        $"nothing was done. {(option is null ? "" : $"Name the sheet with {option}. ")}The file has these:";

    public override string CouldBeTyped(string option) =>
        $"{option} keeps letters and digits of the numbers alone, as students would type them.";

    public override string StandardInput => "stdin";

    protected override string LineWord => "line";

    protected override string Issue(RosterIssue issue) => issue switch
    {
        RosterIssue.NoNumber => "no student number",
        RosterIssue.NumberTooLong => "number too long",
        RosterIssue.BadCharacter => "invalid sign in the number",
        RosterIssue.NoDigit => "number without a digit",
        RosterIssue.Rounded => "number rounded by a spreadsheet",
        RosterIssue.Duplicate => "number stands there twice",
        RosterIssue.OpenQuote => "quote without an end",
        RosterIssue.Footer => "total or footer",
        RosterIssue.HeaderAgain => "header once more",
        RosterIssue.WasDecimal => "was a decimal: leading zeros may be missing",
        RosterIssue.HadSpaces => "had spaces between the digits",
        RosterIssue.Punctuated => "students have to type the punctuation too",
        RosterIssue.OtherLength => "longer or shorter than the other numbers",
        RosterIssue.HadMarks => "invisible marks were taken off",
        RosterIssue.LostLetters => "letters of the name were lost before",
        RosterIssue.NameCut => "name too long, cut",
        _ => "the numbers are only 1, 2, 3…",
    };

    protected override string Suggestion(string number) => $"students type {number}";

    protected override string NotFound(string file) => $"there is no file {file}.";

    protected override string IsFolder(string file) => $"{file} is a folder; name the file.";

    protected override string TooLarge(string file, int megabytes) =>
        $"{file} has no end or is larger than {N(megabytes)} MB: that is no class list.";

    protected override string Silent(string file) => $"{file} gives nothing: is it a file at all?";

    protected override string Denied(string file) => $"this account may not read {file}.";

    protected override string Failed(string file, string cause) => $"{file} cannot be read: {cause}";

    protected override string Damaged(string file) =>
        $"{file} is an Excel workbook, but damaged. Open it in Excel or LibreOffice and save it again.";

    protected override string Empty(string file) => $"nothing is written in {file}.";

    protected override string Nobody(string file) => $"no line of {file} has a student number that could be kept.";

    protected override string DamagedHere => "This Excel workbook is damaged.";

    protected override string EmptyHere => "Nothing is written in this file.";

    protected override string NobodyHere => "No line has a student number that could be kept.";

    protected override string ThisIs(string kind) => $"This file is {kind}.";

    protected override string OtherKind(string file, string kind, string advice) => $"{file} is {kind}. {advice}";

    protected override string Kind(FileKind kind) => kind switch
    {
        FileKind.OldWorkbook => "an old Excel workbook (.xls), or one with a password",
        FileKind.BinaryWorkbook => "a binary Excel workbook (.xlsb)",
        FileKind.XmlWorkbook => "an XML spreadsheet of Excel 2003",
        FileKind.OpenDocument => "an OpenDocument spreadsheet (.ods)",
        FileKind.Numbers => "a Numbers spreadsheet",
        FileKind.Html => "an HTML page, whatever its name",
        FileKind.Pdf => "a PDF",
        FileKind.Document => "a formatted document",
        FileKind.Image => "a picture",
        FileKind.Archive => "a compressed file",
        FileKind.Workbook => "an Excel workbook",
        FileKind.Text => "text",
        _ => "a binary file",
    };

    protected override string Advice(FileKind kind) => kind switch
    {
        FileKind.Pdf or FileKind.Image => "Ask the system for the list as CSV or as a spreadsheet (.xlsx).",
        FileKind.Archive => "Extract the file that is inside.",
        FileKind.Document => "Copy the table into a spreadsheet and save it as .xlsx or CSV.",
        FileKind.Binary => "A CSV or an .xlsx file was expected.",
        _ => "Open it in Excel or LibreOffice and save it as .xlsx or CSV.",
    };

    protected override string EncodingDoubt(string file) => $"the encoding of {file} is not certain, and accents depend on it.";

    protected override string NumberDoubt(string file) => $"in {file} more than one column may have the student numbers.";

    protected override string NoNumber(string file) => $"in {file} no column looks like student numbers.";

    protected override string NameDoubt(string file) => $"in {file} more than one column may have the names.";

    protected override string NoSuchColumn(string file, string wanted) => $"in {file} there is no column {wanted}, or there are several.";

    protected override string NoSuchSheet(string file, string wanted) => $"in {file} there is no sheet {wanted}.";

    private static string Students(int count) => count == 1 ? "1 student" : $"{N(count)} students";

    private static string LeftOut(int count) => count switch
    {
        0 => "",
        1 => "; 1 line was left out",
        _ => $"; {N(count)} lines were left out",
    };
}
