using System.Text.RegularExpressions;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Screens.Students;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens;

/// <summary>
/// Nothing that the screens say is cut off at 80 columns, with the longest class, student number and server that there are.
/// Whatever is cut ends in an ellipsis, so that is what is looked for; names and paths may be cut, and are short here.
/// </summary>
public sealed partial class FitTests
{
    private const string Class = "123456789012345678", Student = "A12345678901234567890123456789.Z";

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void The_start_screen(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        bench.Models.Server.OpenElsewhere(999_999_999_999_999_999);
        TeacherModel model = bench.ShowTeacher();
        AssertWhole(bench);
        bench.Type(Class);
        bench.Press(Key.Enter, Key.Esc);
        bench.Until(() => model.Classes.Count == 2);
        AssertWhole(bench);
        bench.Type("0");
        bench.Press(Key.Enter);
        AssertWhole(bench);
        bench.Press(Key.Backspace, Key.Tab);
        bench.Type("x");
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void A_roll_call_from_opening_to_the_saved_list(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = OpenRoll(bench);
        AssertWhole(bench);
        bench.Models.Server.Arrive(long.Parse(Class), Student);
        bench.Models.Server.Arrive(long.Parse(Class), "off-the-list");
        bench.Until(() => roll.Sheet.Present == 2);
        AssertWhole(bench);
        foreach (char view in "12345")
        {
            bench.Press(new Key(view));
            AssertWhole(bench);
        }

        foreach (AttendanceColumn column in Enum.GetValues<AttendanceColumn>())
        {
            bench.Press(Key.F7);
            AssertWhole(bench);
            _ = column;
        }

        bench.Press(new Key('/'));
        bench.Type("nobody");
        AssertWhole(bench);
        bench.Press(Key.Esc);
        bench.Models.Clock.Advance(TimeSpan.FromMinutes(9.5));
        AssertWhole(bench);
        bench.Models.Clock.Advance(TimeSpan.FromMinutes(1));
        AssertWhole(bench);
        bench.Models.Server.CloseElsewhere(long.Parse(Class));
        bench.Until(() => roll.Received);
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void The_questions(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = OpenRoll(bench);
        bench.Models.Server.Arrive(long.Parse(Class), Student);
        bench.Until(() => roll.Sheet.Present == 1);
        AssertDialog(bench, Key.F8, bench.Look.Strings.CloseNow);
        AssertDialog(bench, new Key('+'), bench.Look.Strings.MarkNow);
        bench.Press(Key.CursorDown);
        AssertDialog(bench, new Key('-'), bench.Look.Strings.TakeOffNow);
        AssertDialog(bench, Key.F1, bench.Look.Strings.CloseButton);
        bench.Models.Server.IsUp = false;
        bench.Models.Server.Break();
        bench.Until(() => bench.Models.Link.Phase == LinkPhase.Waiting);
        roll.Mark(new HandMark(ModelBench.Student("1"), IsPresent: true));
        AssertDialog(bench, Key.Q.WithCtrl, bench.Look.Strings.QuitAnyway);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void The_board_and_the_wall(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = OpenRoll(bench);
        AssertWhole(bench);
        AssertDialog(bench, new Key('c'), bench.Look.Strings.Board.CodeNow);
        AssertDialog(bench, new Key('w'), bench.Look.Strings.Board.WifiNext);
        roll.ChangeCode(TimeSpan.FromSeconds(60));
        bench.Until(() => roll.Code is not null);
        AssertWhole(bench);
        AssertDialog(bench, new Key('c'), bench.Look.Strings.Board.CodeNow);
        bench.Press(new Key('m'));
        AssertWhole(bench);
        bench.Press(new Key('l'));
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void What_is_asked_about_how_far_the_list_is_to_be_believed(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = OpenRoll(bench);
        bench.Models.Server.Arrive(long.Parse(Class), Student);
        bench.Models.Server.Arrive(long.Parse(Class), "off-the-list");
        bench.Until(() => roll.Sheet.ToSettle.Count == 1);
        AssertDialog(bench, new Key('h'), bench.Look.Strings.Checks.HeadsNow);
        AssertDialog(bench, new Key('g'), bench.Look.Strings.Checks.AskAgainNow);
        AssertDialog(bench, new Key('v'), bench.Look.Strings.Checks.SpotCheckNow);
        roll.CountHeads(999_999);
        bench.Until(() => roll.Sheet.LastHeads is not null);
        AssertWhole(bench);
        bench.AnswerNextDialog(static () => Key.Enter, static () => Key.CursorRight, static () => Key.Enter);
        bench.Press(new Key('v'));
        AssertWhole(bench);
        bench.Press(new Key('y'), new Key('y'), new Key('y'));
        bench.Until(() => roll.Notes.SpotChecks.Count == 2);
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void Class_lists_history_and_export(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        RollCallModel roll = OpenRoll(bench);
        bench.Models.Server.Arrive(long.Parse(Class), Student);
        bench.Until(() => roll.Sheet.Present == 1);
        bench.Press(Key.F4);
        AssertWhole(bench);
        bench.Press(Key.CursorDown);
        AssertDialog(bench, Key.Delete, bench.Look.Strings.RemoveNow);
        bench.Press(Key.O.WithCtrl);
        AssertWhole(bench);
        bench.Press(Key.Esc, Key.Esc, Key.F9);
        AssertWhole(bench, except: "chamada-" + Class);
        bench.Press(Key.Esc);
        roll.Close();
        bench.Until(() => roll.Received);
        bench.Press(Key.F10);
        bench.Until(() => bench.Screen.Contains("22/11/2026", StringComparison.Ordinal));
        AssertWhole(bench);
        bench.Press(new Key('o'));
        AssertWhole(bench);
        bench.Press(Key.Esc, new Key('e'));
        bench.Until(() => bench.Screen.Contains("11/", StringComparison.Ordinal));
        AssertWhole(bench, except: Student[..18] + "…");
        bench.Press(new Key('p'));
        AssertWhole(bench);
        bench.Press(Key.Esc, Key.Esc, Key.Enter);
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void The_students_form_and_every_answer(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        StudentModel model = bench.ShowStudent();
        bench.Type(Class);
        bench.Press(Key.Tab);
        bench.Type(Student);
        AssertWhole(bench);
        bench.Press(Key.Enter);
        bench.Until(() => model.Answer?.Outcome == StudentOutcome.Closed);
        AssertWhole(bench);
        bench.Models.Server.OpenElsewhere(long.Parse(Class));
        foreach (StudentOutcome outcome in (StudentOutcome[])[StudentOutcome.Registered, StudentOutcome.Already])
        {
            model.Submit(Class, Student);
            bench.Until(() => model.Answer?.Outcome == outcome);
            AssertWhole(bench);
        }

        bench.Models.Server.Refuses = ("PRESENT", "UNAVAILABLE");
        model.Submit(Class, Student);
        bench.Until(() => model.Answer?.Outcome == StudentOutcome.Refused);
        AssertWhole(bench);
        bench.Models.Server.IsUp = false;
        bench.Models.Server.Break();
        model.Submit(Class, Student);
        bench.Until(() => bench.Models.Link.Phase == LinkPhase.Waiting);
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void The_door(string language)
    {
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        DoorModel door = bench.ShowDoor(long.Parse(Class));
        AssertWhole(bench);
        bench.Press(Key.Enter);
        AssertWhole(bench);
        bench.Type("1234");
        bench.Press(Key.Enter);
        AssertWhole(bench);
        bench.Type("4321");
        bench.Press(Key.Enter);
        AssertWhole(bench);
        bench.Type("1234");
        bench.Press(Key.Enter);
        bench.Type("1234");
        bench.Press(Key.Enter);
        AssertWhole(bench);
        bench.Type("é");
        AssertWhole(bench);
        bench.Press(Key.Esc);
        bench.Models.Server.IsUp = false;
        bench.Models.Server.Break();
        bench.Until(() => bench.Models.Link.Phase == LinkPhase.Waiting);
        bench.Type(Student);
        bench.Press(Key.Enter);
        bench.Until(() => door.Answer?.Outcome == StudentOutcome.Kept);
        AssertWhole(bench);
    }

    [Theory]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void Every_line_above_the_keys(string language)
    {
        ScreenStrings s = LanguagePack.Of(LanguageChoice.Parse(language)!.Value).Screens;
        DateTimeOffset at = DateTimeOffset.UnixEpoch;
        string path = new('p', 36), shortPath = new('p', 16), server = new('s', 22);
        string[] lines =
        [
            .. Enum.GetValues<ClientFault>().Select(static fault => new ClientError(fault, ""))
                .Append(new ClientError(ClientFault.Refused, "", "WRONGPASS")).Select(error => s.LinkLost(server, error, 10)),
            s.LinkRetrying(server), s.FolderFailed(path), s.GoneAndEmpty,
            s.GoneAndSaved(shortPath), s.SavedAndReceived(path), s.SavedNotReceived(path), s.TimeIsUpAndSaved(path), s.OpenElsewhere(Class),
            s.ClosedByAndSaved(new string('n', 16), new string('p', 20)), s.Unavailable,
            s.ListsLost(1, Class), s.ListsLost(99, Class), s.NoMoreTime, s.CloseWaits, s.MarksWait(1), s.MarksWait(120), s.RecoveredHere(1),
            s.RecoveredHere(99), s.Recovered(1,
                new string('p', 30)),
            s.Recovered(99, new string('p', 30)), s.MarkedPresent(Student, at), s.MarkedAlready(Student, at), s.TakenOff(Student,
                at), s.WasNotPresent(Student),
            $"{s.ImportBad(1, 0)} {s.ImportNext(true)}", $"{s.ImportBad(999, 0)} {s.ImportNext(false)}", $"{s.ImportBad(999, 999)} "
                + $"{s.ImportNext(false)}",
            .. Enum.GetValues<FileFault>().Select(fault => s.Rosters.Fault(new string('f', 16),
                new FileReading(null, fault, "Is a directory"))),
            .. Enum.GetValues<FileKind>().Select(kind => s.Rosters.Unreadable(new RosterUnreadable(kind, RosterFault.OtherKind, []))),
            .. Enum.GetValues<FileKind>().Select(kind => s.Rosters.WhatToDo(new RosterUnreadable(kind, RosterFault.OtherKind, []))),
            .. Enum.GetValues<RosterFault>().Select(fault => s.Rosters.Unreadable(new RosterUnreadable(FileKind.Html, fault, []))),
            s.AskSheet, s.AskEncoding, s.AskNumberColumn(noneLooksLikeIt: true), s.AskNumberColumn(noneLooksLikeIt: false), s.AskNameColumn,
            s.RosterBadLines(999, "123456789012345678.csv", 9999), s.LooksLike(new string('1', 12), new string('1', 12),
                new string('n', 14)),
            s.Exported(path), s.Copied,
            s.ExportExists(path), s.ExportFailed(shortPath, s.Folder.Cause(new FolderError("", "", FolderFault.Full))), s.TooLongToCopy,
            s.DoorWaiting(1), s.DoorWaiting(999), s.DoorOlder(1), s.DoorOlder(999), s.DoorDelivered(999, 999), s.SendingWaits,
            s.PasteDamaged, s.PasteOneLine, s.FieldIsFull(500), s.QuitHint, s.KeyDoesNothing("Ctrl+Shift+F12"), s.MinutesIgnored,
            s.MinutesIgnoredNoLimit,
            s.Board.LeavesByItself, s.Board.OneAddress, s.Board.BoardIsDown, s.Board.CodeNeedsConnection, s.Wall.Nobody, s.Wall.NotHere,
            s.Checks.NobodyOnce, s.Checks.OneRound, s.Checks.NobodyToAskAgain, s.Checks.AskingAgain, s.Checks.Heads(999_999, 99_999, at),
            s.Checks.NobodyToDraw, s.Checks.NobodyBefore, s.Checks.EverybodyLookedFor, s.Answers.NothingToConfirm,
            s.Checks.NobodyToSettle, s.Checks.ToSettleBehindBoard(999), s.Checks.KeptByYou(Student), s.Checks.NotOnList(Student),
            s.Checks.OtherFlag(Student), s.Checks.SameSource("Anna", new string('1', 12), "Anna", isAddress: true, new string('1', 12)),
            s.Wall.NobodyMissing, s.Wall.IsHereAlready(Student), s.Wall.NothingToUndo, s.Wall.EverybodyCalled,
        ];
        Assert.All(lines, static line => Assert.True(TextFit.Columns(line) <= 77, $"{TextFit.Columns(line)} columns: {line}"));
    }

    private static RollCallModel OpenRoll(ViewBench bench)
    {
        TeacherModel model = bench.ShowTeacher();
        Roster roster = new([new RosterEntry(ModelBench.Student(Student), "Ana"), new RosterEntry(ModelBench.Student("20"), "Bruno")]);
        bench.Models.Thread.Run(() => model.ChangeAsync(ClassNumber.From(long.Parse(Class)), _ => roster));
        bench.Type(Class);
        bench.Press(Key.Tab);
        bench.Type("10");
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open, ClosesAt: not null }]);
        return model.Rolls[0];
    }

    private static void AssertDialog(ViewBench bench, Key key, string expected)
    {
        string seen = "";
        bench.AnswerNextDialog(() =>
        {
            seen = bench.DialogScreen;
            return Key.Esc;
        });
        bench.Press(key);
        bench.Until(() => seen.Length > 0);
        Assert.Contains(expected, seen, StringComparison.Ordinal);
        AssertWhole(seen, bench.Look.Strings);
    }

    private static void AssertWhole(ViewBench bench, string except = "\0")
    {
        AssertWhole(bench.Screen.Replace(except, "", StringComparison.Ordinal), bench.Look.Strings, bench.Screen);
        Assert.Contains("Ctrl+Q", bench.Screen.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private static void AssertWhole(string screen, ScreenStrings strings, string? original = null)
    {
        // What ends in an ellipsis by itself.
        foreach (string whole in (string[])[strings.Opening, strings.Sending, strings.LinkRetrying("127.0.0.1:5050")])
        {
            screen = screen.Replace(whole, "", StringComparison.Ordinal);
        }

        Assert.False(CutOff().IsMatch(screen), $"cut off:\n{original ?? screen}");
    }

    [GeneratedRegex(@"\S…(?=[\s│▲▼]|$)", RegexOptions.Multiline)]
    private static partial Regex CutOff();
}
