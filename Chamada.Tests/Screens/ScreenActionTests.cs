using Chamada.Core.Archive.Rosters;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens;

/// <summary>What holds for the keys of every screen that there is.</summary>
public sealed class ScreenActionTests
{
    private static readonly ScreenStrings[] Languages =
        [.. Enum.GetValues<Language>().Select(static language => LanguagePack.Of(language).Screens)];

    [Fact]
    public void No_two_actions_of_a_screen_have_a_key_in_common() => OnEveryScreen((screen, rows) =>
    {
        Key[] keys = [.. rows.SelectMany(static row => row.Keys)];
        Assert.All(keys.GroupBy(static key => key.ToString()),
            same => Assert.True(same.Count() == 1, $"{screen.GetType().Name}: {same.Key} means several things"));
    });

    [Fact]
    public void What_a_function_key_does_another_key_does_too() => OnEveryScreen((screen, rows) => Assert.All(
        rows.Where(static row => row.Keys.Any(IsFunction)),
        row => Assert.True(row.Keys.Any(static key => !IsFunction(key)),
            $"{screen.GetType().Name}: {row.Words(Languages[0]).Label} has only function keys")));

    [Fact]
    public void A_key_means_the_same_on_every_screen()
    {
        // The arrows, Esc, Enter, F6, F7 and F8 with their second keys belong to the screen: back or clear, what is chosen, the list
        // that is read or
        // the roll call that is shown.
        string[] local =
        [
            "Enter", "Esc", "CursorDown", "CursorUp", "CursorRight", "CursorLeft", "Delete", "F6", "F7", "F8", "Ctrl+E", "Ctrl+S", "Ctrl+Q",
            "y", "s", "n", // Answers, where a screen asks.
        ];
        Dictionary<string, string> meanings = [];
        OnEveryScreen((screen, rows) =>
        {
            foreach ((string key, string label) in rows.SelectMany(static row => row.Keys.Select(key => (key.ToString(),
                row.Words(Languages[0]).Label))))
            {
                Assert.True(
                    local.Contains(key) || !meanings.TryGetValue(key, out string? known) || known == label,
                    $"{screen.GetType().Name}: {key} is {label} here, and {meanings.GetValueOrDefault(key)} elsewhere");
                meanings[key] = label;
            }
        });
    }

    [Fact]
    public void Every_key_fits_the_help_and_those_that_count_the_bottom_line() => OnEveryScreen((screen, rows) =>
    {
        foreach (ScreenStrings s in Languages)
        {
            Assert.All(rows, row => Assert.InRange(TextFit.Columns(row.Words(s).Help), 1, 49));
            Assert.All(rows, static row => Assert.InRange(TextFit.Columns(string.Join(" ", row.Keys.Select(KeyNames.Of))), 1, 14));
            int columns = rows.Where(static row => row.Rank <= 0 && !row.IsHidden)
                .Sum(row => KeyNames.Of(row.Keys[0]).Length + 3 + TextFit.Columns(row.Words(s).Label));
            Assert.True(columns <= 80, $"{screen.GetType().Name}: {columns} columns");
        }
    });

    [Fact]
    public void Every_screen_has_a_topic_of_the_guide_in_every_language() => OnEveryScreen((screen, _) => Assert.All(
        Enum.GetValues<Language>(),
        language => Assert.Single(Guide.Of(language).Sections, section => section.Topic == screen.Topic)));

    [Fact]
    public void The_word_for_what_cannot_be_done_fits_its_line() => OnEveryScreen((screen, rows) => Assert.All(
        rows.Where(static row => row.WhyNot() is not null),
        row => Assert.InRange(TextFit.Columns(row.WhyNot()!), 1, 77)));

    /// <summary>Goes to every screen of every program. One that is not gone to fails the test.</summary>
    private static void OnEveryScreen(Action<Screen, ScreenAction[]> check)
    {
        HashSet<Type> seen = [];
        void Look(ViewBench bench)
        {
            bench.Turn();
            seen.Add(bench.Window.Current!.GetType());
            check(bench.Window.Current, [.. bench.Window.Rows]);
        }

        LookAtTeacher(Look);
        using (ViewBench bench = new())
        {
            bench.ShowStudent();
            Look(bench);
        }

        using (ViewBench bench = new())
        {
            bench.ShowDoor(3030);
            Look(bench);
            bench.Type("1234");
            bench.Press(Key.Enter);
            bench.Type("1234");
            bench.Press(Key.Enter);
            Look(bench);
        }

        using (ViewBench bench = new())
        {
            bench.ShowWelcome();
            Look(bench);
        }

        Type[] missing =
            [.. typeof(Screen).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Screen))
                && !type.IsAbstract).Except(seen)];
        Assert.Empty(missing);
    }

    private static void LookAtTeacher(Action<ViewBench> look)
    {
        using ViewBench bench = new();
        SystemNetwork nothing = new([]);
        HostStatus host = new(
            bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing, bench.Models.Clock)
        {
            Check = static _ => Task.FromResult(new NetworkReport([], 5050, PortState.Chamada, [])),
        };
        bench.Models.Folder.Settings.Change(ClassNumber.From(3030), static settings => settings with { ShowsPatterns = true });
        TeacherModel teacher = bench.ShowTeacher(host);
        look(bench);
        bench.Models.Thread.Run(() => teacher.ChangeAsync(ClassNumber.From(3030),
            _ => new Roster([new RosterEntry(ModelBench.Student("20"), "Bruno")])));
        bench.Type("3030");
        look(bench);
        bench.Press(Key.F12);
        look(bench);
        bench.Press(Key.Esc, Key.Enter);
        bench.Until(() => teacher.Rolls is [{ Phase: RollCallPhase.Open }]);
        look(bench);
        bench.Press(new Key('m'));
        look(bench);
        bench.Press(new Key('l'));
        look(bench);
        bench.Press(Key.Esc, Key.Esc);
        bench.Models.Server.Arrive(3030, "20");
        bench.Until(() => teacher.Rolls[0].Sheet.Present > 0);
        bench.AnswerNextDialog(static () => Key.Enter);
        bench.Press(new Key('v'));
        look(bench);
        bench.Press(Key.Esc, Key.F9);
        look(bench);
        bench.Press(Key.Esc, Key.F4);
        look(bench);
        bench.Press(Key.O.WithCtrl);
        look(bench);
        bench.Press(Key.Esc, Key.Esc);
        teacher.Rolls[0].Close();
        bench.Until(() => teacher.Rolls[0].Received);
        look(bench);
        bench.Press(Key.F10);
        bench.Until("22/11/2026");
        look(bench);
        bench.Press(new Key('o'));
        look(bench);
        bench.Press(Key.Esc, new Key('e'));
        bench.Until("Bruno");
        look(bench);
        bench.Press(new Key('p'));
        look(bench);
        bench.Press(Key.Esc, new Key('q'));
        look(bench);
        bench.Press(Key.Esc, Key.Esc);
        bench.Press(Key.Enter);
        look(bench);
    }

    private static bool IsFunction(Key key) => key.NoShift.KeyCode is >= KeyCode.F1 and <= KeyCode.F24;
}
