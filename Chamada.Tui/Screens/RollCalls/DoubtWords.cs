using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>What is to be settled of a student, in words.</summary>
internal static class DoubtWords
{
    private const int LeastName = 4;

    /// <summary>For the table, beside the student's own number and name.</summary>
    public static string Of(AttendanceSheet sheet, StudentId student, ScreenStrings strings) => string.Join("; ",
    [
        .. sheet.FlagsOf(student).Select(flag => FlagOf(flag, sheet, strings)),
        .. PairOf(sheet, student) is { } pair ? [strings.Checks.LooksLike(pair.Listed.Student.ToString(), pair.Listed.Name)] : (string[])[],
    ]);

    /// <summary>For the line above the keys: both numbers and names, and what settles it. Names are cut where there is no room.</summary>
    public static string WithNames(AttendanceSheet sheet, StudentId student, ScreenStrings strings, int width)
    {
        CheckText words = strings.Checks;
        string number = student.ToString(), name = sheet.Roster.NameOf(student);
        Flag? flag = sheet.FlagsOf(student).FirstOrDefault();
        if (flag is { Before: { } before })
        {
            string other = before.ToString(), otherName = sheet.Roster.NameOf(before);
            string bare = words.SameSource("", other, "", flag.Kind == FlagKind.Address, number);
            (name, otherName) = Cut(name, otherName, width - TextFit.Columns(bare) - 2);
            return words.SameSource(name, other, otherName, flag.Kind == FlagKind.Address, number);
        }

        if (PairOf(sheet, student) is { } pair)
        {
            string listed = pair.Listed.Student.ToString();
            int room = width - TextFit.Columns(strings.LooksLike(number, listed, ""));
            return strings.LooksLike(number, listed, TextFit.Cut(pair.Listed.Name, Math.Max(LeastName, room)));
        }

        return flag is { Kind: FlagKind.Unlisted } ? words.NotOnList(number) : words.OtherFlag(number);
    }

    private static string FlagOf(Flag flag, AttendanceSheet sheet, ScreenStrings strings) => flag switch
    {
        { Before: { } before } =>
            strings.Checks.SourceOf(before.ToString(), sheet.Roster.NameOf(before), flag.Kind == FlagKind.Address),
        { Kind: FlagKind.Unlisted } => strings.OffRosterMark,
        _ => strings.Checks.Flagged,
    };

    private static LikelyPair? PairOf(AttendanceSheet sheet, StudentId student) =>
        sheet.IsToSettle(student) ? sheet.LikelyPairOf(student) : null;

    /// <summary>Two names in so much room: the longer one gives way first.</summary>
    private static (string First, string Second) Cut(string first, string second, int room)
    {
        int a = TextFit.Columns(first), b = TextFit.Columns(second), half = Math.Max(LeastName, room / 2);
        return a + b <= room ? (first, second)
            : a <= half ? (first, TextFit.Cut(second, Math.Max(LeastName, room - a)))
            : b <= half ? (TextFit.Cut(first, Math.Max(LeastName, room - b)), second)
            : (TextFit.Cut(first, half), TextFit.Cut(second, half));
    }
}
