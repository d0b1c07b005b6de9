using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Boards;

/// <summary>The board on the teacher's screen: when it is there, what it shows, and its keys.</summary>
public sealed class BoardScreenTests
{
    private static readonly ServerAddress First = new("192.168.0.10", 5050), Second = new("10.1.2.3", 5050);

    [Fact]
    public void An_empty_roll_call_shows_the_board_and_keeps_it_for_the_phones_that_come_later()
    {
        using ViewBench bench = new();
        TeacherModel model = Open(bench);
        bench.Models.Server.Arrive(3030, "10");
        bench.Models.Server.Arrive(3030, "20");
        bench.Until(() => model.Rolls[0].Sheet.Present == 2);
        Assert.Contains("http://192.168.0.10:5050/3030", bench.Screen, StringComparison.Ordinal);
        bench.Press(Key.Esc);
        bench.Until("      2  20");
        bench.Models.Server.Arrive(3030, "30");
        bench.Until("      3  30");
    }

    [Fact]
    public void A_roll_call_that_has_begun_shows_its_table()
    {
        using ViewBench bench = new();
        TeacherModel model = Open(bench);
        bench.Press(Key.Esc);
        bench.Models.Server.Arrive(3030, "10");
        bench.Until(() => model.Rolls[0].Sheet.Present == 1);
        TeacherModel later = new(bench.Models.NewLink(), bench.Models.Folder, bench.Models.Thread);
        later.Link.Start();
        later.Open(ModelBench.Class(3030));
        bench.Until(() => later.Rolls is [{ HasList: true }]);
        FixedAddresses reach = new(bench.Models.Server.Address, First);
        BoardModel board = new(later.Rolls[0], reach, new RoomWifi(new WifiFile(bench.Models.Folder.Path), bench.Models.Thread));
        using RollCallScreen screen = new(bench.Look, later, later.Rolls[0], board, bench.Models.Clock)
        {
            ShowRoster = static _ => { },
            ShowWall = static _ => { },
            ShowSpotCheck = static (_, _, _) => { },
            ShowHistory = static _ => { },
            ShowExport = static _ => { },
        };
        screen.Reload();
        Assert.DoesNotContain(screen.SubViews.OfType<BoardPane>(), static pane => pane.Visible);
    }

    [Fact]
    public void Where_a_page_was_opened_from_is_said_until_the_first_student_comes()
    {
        using ViewBench bench = new();
        FixedAddresses reach = new(bench.Models.Server.Address, First);
        TeacherModel model = bench.ShowTeacher(reach);
        bench.Type("3030");
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open }]);
        reach.Visit = new PhoneVisit(System.Net.IPAddress.Parse("192.168.0.23"), bench.Models.Clock.GetLocalNow(), IsOwn: false);
        bench.Until("192.168.0.23");
        bench.Models.Server.Arrive(3030, "10");
        bench.Until(() => model.Rolls[0].Sheet.Present == 1);
        Assert.DoesNotContain("192.168.0.23", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_phone_can_use_it_the_board_goes_with_the_first_student_and_the_key_brings_it_back()
    {
        using ViewBench bench = new();
        Open(bench, new FixedAddresses(First, First) { HasPages = false });
        Assert.Contains("Phones", bench.Screen, StringComparison.Ordinal);
        Assert.Contains("Class 3030   open since", bench.Screen, StringComparison.Ordinal);
        bench.Models.Server.Arrive(3030, "10");
        bench.Until("      1  10");

        bench.Press(new Key('b'));
        bench.Until("Phones");
        bench.Models.Server.Arrive(3030, "20");
        bench.Until("3030: 2");
        Assert.Contains("Phones", bench.Screen, StringComparison.Ordinal);
        bench.Press(new Key('b'));
        bench.Until("      2  20");
    }

    [Fact]
    public void Esc_takes_down_a_board_that_was_put_up_and_leaves_where_it_came_by_itself()
    {
        using ViewBench bench = new();
        TeacherModel model = Open(bench, new FixedAddresses(First, First) { HasPages = false });
        bench.Models.Server.Arrive(3030, "10");
        bench.Until("      1  10");
        bench.Press(new Key('b'), Key.Esc);
        bench.Until("      1  10");
        bench.Press(Key.Esc);
        bench.Until("Type the class number");
        bench.Type("4040");
        bench.AnswerNextDialog(static () => Key.CursorRight, static () => Key.Enter); // Whether that is the number: it was never used.
        bench.Press(Key.Enter);
        bench.Until("Class 4040   open since");
        bench.Press(Key.Esc);
        bench.Until("Type the class number");
        Assert.Equal(2, model.Rolls.Count);
    }

    [Fact]
    public void A_key_of_the_table_shows_the_table()
    {
        using ViewBench bench = new();
        Open(bench);
        bench.Press(new Key('/'));
        bench.Until("Search:");
        Assert.DoesNotContain("http://", bench.Screen, StringComparison.Ordinal);
        bench.Press(Key.Esc, new Key('b'));
        bench.Until("http://");
        bench.Press(new Key('3'));
        bench.Until("Nobody has registered yet.");
    }

    [Fact]
    public void Marks_and_closing_work_from_the_board()
    {
        using ViewBench bench = new();
        TeacherModel model = Open(bench);
        bench.TypeIntoNextDialog("77");
        bench.Press(new Key('+'));
        bench.Until("77 marked present by you at ");
        Assert.Contains("http://", bench.Screen, StringComparison.Ordinal);
        bench.AnswerNextDialog(static () => Key.CursorRight, static () => Key.Enter);
        bench.Press(Key.F8);
        bench.Until("List saved: ");
        Assert.DoesNotContain("http://", bench.Screen, StringComparison.Ordinal);
        bench.Press(new Key('b'));
        bench.Until("! The roll call is closed: its list can no longer change.");
        bench.Until(() => model.Rolls[0].Received);
    }

    [Fact]
    public void The_key_shows_the_next_network_and_its_address_is_read()
    {
        using ViewBench bench = new();
        Open(bench, new FixedAddresses(First, First, Second));
        Assert.Contains("network 1 of 2; a shows the next", bench.Screen, StringComparison.Ordinal);
        Assert.Equal("http://192.168.0.10:5050/3030", QrReader.Read(bench.Lines));
        bench.Press(new Key('a'));
        bench.Until("http://10.1.2.3:5050/3030");
        Assert.Contains("network 2 of 2; a shows the next", bench.Screen, StringComparison.Ordinal);
        Assert.Equal("http://10.1.2.3:5050/3030", QrReader.Read(bench.Lines));
    }

    [Fact]
    public void With_one_network_or_without_the_board_its_keys_say_why_they_do_nothing()
    {
        using ViewBench bench = new();
        Open(bench);
        bench.Press(new Key('a'));
        bench.Until("! There is one address only: no other network is known here.");
        bench.Press(new Key('b'), new Key('w'));
        bench.Until("! That is on the board: b shows it.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_Wi_Fi_is_typed_once_and_kept_when_the_teacher_wants_that(bool keeps)
    {
        using ViewBench bench = new();
        Open(bench);
        string asked = "", file = Path.Combine(bench.Models.Folder.Path, "wifi.json");
        bench.AnswerNextDialog(
        [
            () =>
            {
                asked = bench.DialogScreen;
                return new Key('S');
            },
            .. "ala;12".Select<char, Func<Key>>(static c => () => new Key(c)), static () => Key.Enter,
            .. "giz branco".Select<char, Func<Key>>(static c => () => new Key(c)), static () => Key.Enter,
            .. keeps ? (Func<Key>[])[static () => Key.CursorRight, static () => Key.Enter] : [static () => Key.Enter],
        ]);
        bench.Press(new Key('w'));
        bench.Until("Wi-Fi of this room");
        Assert.Contains("802.1X", asked, StringComparison.Ordinal);
        Assert.Contains("Network: Sala;12", bench.Screen, StringComparison.Ordinal);
        Assert.Contains("Password: giz branco", bench.Screen, StringComparison.Ordinal);
        Assert.Contains("802.1X", bench.Screen, StringComparison.Ordinal);
        Assert.Equal(@"WIFI:T:WPA;S:Sala\;12;P:giz branco;;", QrReader.Read(bench.Lines));
        if (keeps)
        {
            bench.Until(() => File.Exists(file));
        }
        else
        {
            Assert.False(File.Exists(file));
        }

        // Again and back, without a question.
        bench.Press(new Key('w'));
        bench.Until("http://");
        bench.Press(new Key('w'));
        bench.Until("Network: Sala;12");
        bench.Press(Key.Esc);
        bench.Until("http://");
    }

    [Fact]
    public void A_kept_Wi_Fi_is_there_at_the_next_start_and_is_erased_when_another_is_not_to_be_kept()
    {
        using ViewBench bench = new();
        string file = Path.Combine(bench.Models.Folder.Path, "wifi.json");
        Assert.Null(new WifiFile(bench.Models.Folder.Path).Write(new WifiNetwork("Sala 12", "giz branco")));
        Open(bench);
        bench.Press(new Key('w'));
        bench.Until("Network: Sala 12");
        bench.AnswerNextDialog(
        [
            .. "Outra".Select<char, Func<Key>>(static c => () => new Key(c)), static () => Key.Enter,
            .. "1234567".Select<char, Func<Key>>(static c => () => new Key(c)), static () => Key.Enter, // Too short: asked again.
            .. "12345678".Select<char, Func<Key>>(static c => () => new Key(c)), static () => Key.Enter,
            static () => Key.Enter,
        ]);
        bench.Press(new Key('W'));
        bench.Until("Password: 12345678");
        bench.Until(() => !File.Exists(file));
    }

    [Fact]
    public void The_board_counts_and_says_how_long_it_is_open()
    {
        using ViewBench bench = new();
        TeacherModel model = bench.ShowTeacher(new FixedAddresses(First, First));
        RosterEntry[] roster =
            [new(ModelBench.Student("10"), "Ana"), new(ModelBench.Student("20"), "Bruno"), new(ModelBench.Student("30"), "Caio")];
        bench.Models.Thread.Run(() => model.ChangeAsync(ClassNumber.From(3030), _ => new Roster(roster)));
        bench.Type("3030");
        bench.Press(Key.Tab);
        bench.Type("2");
        bench.Press(Key.Enter);
        bench.Until("closes in 00:0");
        Assert.Contains("present of 3", bench.Screen, StringComparison.Ordinal);
        string[] before = bench.Lines;
        bench.Press(new Key('b'), new Key('b'));
        bench.Models.Server.Arrive(3030, "20");
        bench.Until("3030: 1/3");
        Assert.NotEqual(before.Where(IsDrawn), bench.Lines.Where(IsDrawn));
        bench.Models.Clock.Advance(TimeSpan.FromSeconds(65));
        Assert.Contains("LAST MINUTE: ", bench.Screen, StringComparison.Ordinal);

        static bool IsDrawn(string line) => line.Contains('█', StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, nameof(Language.English), nameof(ThemeName.Dark))]
    [InlineData(80, 24, nameof(Language.Portuguese), nameof(ThemeName.Light))]
    [InlineData(120, 40, nameof(Language.Portuguese), nameof(ThemeName.Dark))]
    [InlineData(200, 60, nameof(Language.English), nameof(ThemeName.HighContrast))]
    public void At_any_size_everything_is_there(int columns, int rows, string language, string theme)
    {
        using ViewBench bench = new(columns, rows, Enum.Parse<Language>(language), Enum.Parse<ThemeName>(theme));
        ServerAddress longest = new("192.168.100.100", 65535);
        Open(bench, new FixedAddresses(longest, longest, Second), "123456789012345678");
        Assert.Equal("http://192.168.100.100:65535/123456789012345678", QrReader.Read(bench.Lines));
        Assert.Contains("http://192.168.100.100:65535", bench.Screen, StringComparison.Ordinal);
        Assert.Contains("/123456789012345678", bench.Screen, StringComparison.Ordinal);
        Assert.Contains(bench.Look.Strings.Board.PresentOf(0, null), bench.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Lines, static line => line.TrimEnd().EndsWith('…'));
    }

    [Fact]
    public void Where_there_is_no_room_for_the_picture_the_address_is_still_there()
    {
        using ViewBench bench = new(60, 15);
        Open(bench);
        Assert.Contains("Type in your phone's browser:", bench.Screen, StringComparison.Ordinal);
        Assert.Contains("http://192.168.0.10:5050/3030", bench.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_network_the_board_says_so()
    {
        using ViewBench bench = new();
        FixedAddresses reach = new(bench.Models.Server.Address, (IReadOnlyList<ServerAddress>?)null);
        Open(bench, reach);
        bench.Until("looking for this machine's address");
        reach.Become([]);
        bench.Until("Only this machine reaches this address");
        Assert.Contains("http://127.0.0.1:5050/3030", bench.Screen, StringComparison.Ordinal);
    }

    private static TeacherModel Open(ViewBench bench, FixedAddresses? reach = null, string number = "3030")
    {
        TeacherModel model = bench.ShowTeacher(reach ?? new FixedAddresses(First, First));
        bench.Type(number);
        bench.Press(Key.Enter);
        bench.Until(() => model.Rolls is [{ Phase: RollCallPhase.Open, OpenedAt: not null }]
            && bench.Models.Server.Log.Contains($"WATCH {number}"));
        return model;
    }
}
