using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.English;

internal sealed class PeersTextEnglish : PeersText
{
    public override string Appeared => "there  ";

    public override string Changed => "changed";

    public override string Left => "gone   ";

    public override string NoPeers(IReadOnlyList<string> links) => links.Count == 0
        ? "This machine is on no network where hosts could be looked for."
        : $"Nobody hosts a roll call on this network (asked on {string.Join(", ", links)}).";

    public override string SilentHost(ClassNumber number, string hosts) =>
        $"class {number} should be at {hosts}, but nothing answers there. Some Wi-Fi networks keep machines apart: ask for another network.";

    public override string SeveralHosts(ClassNumber number, string option) =>
        $"several roll calls of class {number} are open on this network. Choose one with {option}:";

    public override string LinkUnusable(string problem) => $"no discovery on {Printable.Line(problem)}";

    public override string DoctorLink(string link, string addresses) => $"Network {Printable.Line(link)}: {addresses}";

    public override string NoLinks => "NO NETWORK: this machine has no network that discovery could use.";

    public override string MulticastWorks(string link) => $"  Multicast comes back: this machine can be found on {Printable.Line(link)}.";

    public override string MulticastFails(string link) =>
        $"  MULTICAST DOES NOT COME BACK on {Printable.Line(link)}: a firewall of this machine may block UDP port 5353. Students need the address.";

    public override string PortFree(int port) => $"Port {port} is free: a server can be started here.";

    public override string PortServes(int port) => $"A Chamada server answers at port {port} of this machine.";

    public override string PortTaken(int port) => $"PORT {port} IS TAKEN by another program. Choose another with --port.";

    public override string Unreachable(string addresses) => $"  THE SERVER DOES NOT ANSWER at {addresses}: it listens on other addresses only (--bind), or a firewall is in between.";

    public override string DoctorPeers(int count) => count == 0 ? "Nobody hosts a roll call on this network now." : "On this network now:";

    public override string TellStudents => "If students do not find this machine, they type:";

    public override string StudentCommand(ServerAddress server) => $"  chamada student --server {server}";

    public override string WhatCannotBeSeen =>
        "Not visible from here: a Wi-Fi that keeps its clients apart, and firewalls of other machines. A second machine shows it: chamada peers";

    public override string NotWell => "others will not find or reach a roll call on this machine; the lines in capitals say why.";

    protected override string Classes(string list, int count) => $"{(count == 1 ? "class" : "classes")} {list}";

    protected override string More(int count) => string.Create(CultureInfo.InvariantCulture, $" and {count} more");

    protected override string NoHostNoNetwork(ClassNumber number, ServerAddress local) =>
        $"no server at {local}, and this machine is on no network where class {number} could be looked for. Name the server with --server.";

    protected override string NoHost(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"nobody hosts class {number}: no server at {local}, and no answer on {links} within {seconds:0.#} s. If it is open, name the server with --server.");
}
