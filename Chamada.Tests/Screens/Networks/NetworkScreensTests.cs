using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tests.Screens.Students;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Students;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Networks;

/// <summary>What the screens show of the network.</summary>
public sealed class NetworkScreensTests
{
    private static readonly ClassHost Ana =
        new("Ana Souza", new ServerAddress("10.0.0.1", 5050)), Bia = new("Bia Lima", new ServerAddress("10.0.0.2", 5050));

    [Fact]
    public void Open_classes_stand_below_the_form_until_there_is_an_answer_and_a_click_takes_one()
    {
        using ViewBench bench = new();
        NearbyClasses nearby = StudentSearchTests.NearbyOf(bench.Models);
        bench.Models.Server.OpenElsewhere(3030);
        bench.ShowStudent(new StudentSearch((_, _) => Task.FromResult(StudentSearchTests.Found(Ana)), bench.Models.Server.ConnectAsync,
            nearby, bench.Models.Clock));
        bench.Until("No open class nearby yet.");
        bench.Models.Thread.Post(() => nearby.Take([StudentSearchTests.PeerOf("Ana Souza", "10.0.0.1:5050", 3030)]));
        string screen = bench.Until("Open classes nearby:");
        Assert.Contains("looks for the class on the network", screen, StringComparison.Ordinal);
        bench.Click("3030 ");
        bench.Type("10");
        bench.Press(Key.Enter);
        Assert.DoesNotContain("Open classes nearby:", bench.Until("10: registered in class 3030 at "), StringComparison.Ordinal);
        bench.Press(Key.Esc);
        bench.Until("Open classes nearby:");
    }

    [Fact]
    public void Of_two_hosts_the_one_with_the_focus_is_taken_by_Enter_and_none_by_Escape()
    {
        using ViewBench bench = new();
        using FaultyServer bia = new(bench.Models.Clock);
        bench.Models.Server.OpenElsewhere(3030);
        StudentModel model = bench.ShowStudent(new StudentSearch(
            (_, _) =>
                Task.FromResult(StudentSearchTests.Found(Ana, Bia)), (host, cancellation) =>
                    (host == Ana.Server ? bench.Models.Server : bia)
                        .ConnectAsync(host, cancellation), StudentSearchTests.NearbyOf(bench.Models), bench.Models.Clock));
        bench.Type("3030");
        bench.Press(Key.Tab);
        bench.Type("10");
        bool asked = false;
        bench.AnswerNextDialog(() =>
        {
            asked = true;
            return Key.Esc;
        });
        bench.Press(Key.Enter);
        bench.Until(() => asked && !model.IsSending);
        Assert.Empty(bench.Models.Server.Log);

        bench.Type("10");
        string dialog = "";
        bench.AnswerNextDialog(() =>
        {
            dialog = bench.Drawn;
            return Key.Enter;
        });
        bench.Press(Key.Enter);
        bench.Until("10: registered in class 3030 at ");
        Assert.Contains("Ana Souza  10.0.0.1:5050", dialog, StringComparison.Ordinal);
        Assert.Contains("Bia Lima  10.0.0.2:5050", dialog, StringComparison.Ordinal);
        Assert.Equal(["PRESENT 3030"], bench.Models.Server.Log);
    }

    [Fact]
    public void Nobody_found_says_what_was_seen_in_both_languages()
    {
        using ViewBench bench = new();
        HostSearchResult found =
            StudentSearchTests.Found() with
            {
                Links = ["eth0"],
                Heard = ["eth0"],
                Patience = TimeSpan.FromSeconds(3),
                Tried = TimeSpan.FromSeconds(10)
            };
        bench.ShowStudent(new StudentSearch(
            (_, _) => Task.FromResult(found),
            bench.Models.Server.ConnectAsync,
            StudentSearchTests.NearbyOf(bench.Models),
            bench.Models.Clock));
        bench.Type("3030");
        bench.Press(Key.Tab);
        bench.Type("10");
        bench.Press(Key.Enter);
        bench.Until("nobody hosts class 3030: no server at 127.0.0.1:5050, and of those");
        bench.Press(Key.F2);
        bench.Until("ninguém tem a turma 3030");

        found = found with { Heard = [] };
        Submit();
        bench.Until("a turma 3030 não foi encontrada");
        found = found with { Silent = [new SilentHost("Ana Souza", Ana.Server, HostSilence.NoAnswer)] };
        Submit();
        bench.Until("a turma 3030 foi encontrada em Ana Souza (10.0.0.1:5050)");
        found = found with { Silent = [new SilentHost("Ana Souza", Ana.Server, HostSilence.Refused)] };
        Submit();
        bench.Until("recusa a conexão");
        found = found with { Silent = [new SilentHost("Ana Souza", Ana.Server, HostSilence.NotChamada)] };
        Submit();
        bench.Until("outro programa");
        found = found with { Silent = [], Links = [] };
        Submit();
        bench.Until("não está em nenhuma rede");

        void Submit()
        {
            bench.Type("10");
            bench.Press(Key.Enter);
        }
    }

    [Fact]
    public void The_check_of_the_network_opens_by_its_key_and_says_what_students_type()
    {
        using ViewBench bench = new();
        NetworkReport report = new(
            [new LinkState("eth0", false, true, [new AddressReport(IPAddress.Parse("10.50.0.1"), true)])], 5050, PortState.Chamada, []);
        SystemNetwork nothing = new([]);
        bench.ShowTeacher(new HostStatus(bench.Models.Server.Address, isServing: true, takenPort: null, nothing, nothing,
            bench.Models.Clock)
        {
            Check = _ => Task.FromResult(report),
        });
        bench.Until("This program is the server.");
        bench.Press(Key.F12);
        string screen = bench.Until("chamada student --server 10.50.0.1:5050");
        Assert.Contains("Multicast comes back: this machine can be found on eth0.", screen, StringComparison.Ordinal);
        Assert.Contains("All is well, as far as this machine can see.", screen, StringComparison.Ordinal);
        report = report with { PortState = PortState.Other };
        bench.Press(Key.F5);
        bench.Until("PORT 5050 IS TAKEN by another program.");
        bench.Press(Key.Esc);
        bench.Until("Type the class number");
    }
}
