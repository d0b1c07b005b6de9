using Chamada.Core.Discovery.Links;
using Chamada.Tests.Screens.Students;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Microsoft.Extensions.Time.Testing;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens;

/// <summary>What is asked before a class is opened.</summary>
public sealed class OpeningDoubtTests
{
    [Fact]
    public void A_number_that_was_never_used_is_asked_about_once_where_others_were()
    {
        using ViewBench bench = new();
        TeacherModel teacher = bench.ShowTeacher();
        Open(bench, "3030");
        bench.Until("Class 3030   open since"); // The very first one is no typing mistake of another.
        bench.Press(Key.Esc);
        bench.Until(() => teacher.Known.Count == 1);

        string question = Ask(bench, "3031", Key.Enter);
        Assert.Contains("Class 3031 was never opened from this account.", question, StringComparison.Ordinal);
        Assert.Contains("Used before: 3030.", question, StringComparison.Ordinal);
        Assert.Single(teacher.Rolls);
        Assert.False(bench.Models.Server.IsOpen(3031));

        Ask(bench, "3031", Key.CursorRight, Key.Enter);
        bench.Until("Class 3031   open since");
        teacher.Rolls[1].Close();
        bench.Until("List saved: ");
        bench.Press(Key.Esc);
        bench.Until(() => teacher.Rolls.Count == 1);
        Open(bench, "3031");
        bench.Until("Class 3031   open since");
    }

    [Theory]
    [InlineData("en", "Bia Lima (10.50.0.2:5050) has class 3030 open")]
    [InlineData("pt-BR", "Bia Lima (10.50.0.2:5050) tem a turma 3030 aberta")]
    public void A_class_that_somebody_near_has_open_is_asked_about_with_who_and_since_when(string language, string told)
    {
        using FaultyServer bia = new(Clock());
        bia.OpenElsewhere(3030);
        using ViewBench bench = new(language: LanguageChoice.Parse(language)!.Value);
        TeacherModel teacher = Near(bench, bia);
        string question = Ask(bench, "3030", Key.Enter);
        Assert.Contains(told, question, StringComparison.Ordinal);
        Assert.Contains("16:39:", question, StringComparison.Ordinal);
        Assert.Empty(teacher.Rolls);

        Ask(bench, "3030", Key.CursorRight, Key.Enter);
        bench.Until(() => bench.Models.Server.IsOpen(3030));
        bench.Press(Key.Esc);
        Open(bench, "3030"); // What is open here already is only shown again.
        bench.Until(() => teacher.Current is not null);
    }

    [Fact]
    public void Where_that_host_does_not_answer_it_is_asked_about_all_the_same()
    {
        using FaultyServer bia = new(Clock()) { IsUp = false };
        using ViewBench bench = new();
        Near(bench, bia);
        Assert.Contains("Bia Lima (10.50.0.2:5050) has class 3030 open.", Ask(bench, "3030", Key.Enter), StringComparison.Ordinal);
    }

    private static FakeTimeProvider Clock()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 22, 19, 39, 2, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("class", TimeSpan.FromHours(-3), "class", "class"));
        return clock;
    }

    private static TeacherModel Near(ViewBench bench, FaultyServer bia)
    {
        SystemNetwork nothing = new([]);
        HostStatus host = new(bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing, bench.Models.Clock)
        {
            Connect = bia.ConnectAsync,
        };
        TeacherModel teacher = bench.ShowTeacher(host);
        host.Start(bench.Models.Thread);
        bench.Until(() =>
        {
            // Again, where the browser has just told of nobody.
            host.Nearby!.Take([StudentSearchTests.PeerOf("Bia Lima", "10.50.0.2:5050", 3030)]);
            return bench.Screen.Contains("Bia Lima", StringComparison.Ordinal) && host.Nearby.HasLooked;
        });
        return teacher;
    }

    private static void Open(ViewBench bench, string number)
    {
        bench.Type(number);
        bench.Press(Key.Enter);
    }

    private static string Ask(ViewBench bench, string number, params Key[] keys)
    {
        string question = "";
        int next = 0;
        bench.AnswerNextDialog([.. keys.Select<Key, Func<Key>>(_ => () =>
        {
            question = bench.DialogScreen;
            return keys[next++];
        })]);
        Open(bench, number);
        bench.Until(() => question.Length > 0);
        return question;
    }
}
