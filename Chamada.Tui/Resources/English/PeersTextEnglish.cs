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

    public override string NoHostNoNetwork(ClassNumber number, ServerAddress local) =>
        $"no server at {local}, and this machine is on no network where class {number} could be looked for. Connect it to the teacher's "
        + "network.";

    public override string NoHostAmongThem(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"nobody hosts class {number}: no server at {local}, and of those heard on {links} within {seconds:0.#} s none has it. Likely it "
        + $"is not open, has another number, or its teacher is on another network. Check the number, or name the server with --server.");

    public override string NobodyHeard(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"class {number} was not found: no server at {local}, and nobody was heard on {links} within {seconds:0.#} s, no other program "
        + $"either. Likely this network keeps its machines apart (some Wi-Fi do), a firewall here blocks UDP port 5353, or nobody else "
        + $"is there. Name the server with --server, or change the network.");

    public override string HostRefuses(ClassNumber number, string hosts) =>
        $"class {number} was found at {hosts}, but that machine refuses the connection. Likely the program there has just ended, or a "
        + "firewall there keeps its TCP port closed. Try again; the teacher sees more with: chamada doctor";

    public override string HostIsNone(ClassNumber number, string hosts) =>
        $"class {number} was announced at {hosts}, but another program answers there. Ask the teacher for the address and name it with "
        + "--server.";

    public override string HostUnreached(ClassNumber number, string hosts, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"class {number} was found at {hosts}, but that did not answer within {seconds:0.#} s. Likely a firewall on that machine keeps "
        + $"its TCP port closed, or the signal here is bad. Try again, nearer to the access point; the teacher sees more with: chamada "
        + $"doctor");

    public override string SeveralHosts(ClassNumber number, string option) =>
        $"several roll calls of class {number} are open on this network. Choose one with {option}:";

    public override string LinkUnusable(string problem) => $"no discovery on {Printable.Line(problem)}";

    public override string DoctorLink(string link, string addresses) => $"Network {Printable.Line(link)}: {addresses}";

    public override string NoLinks => "NO NETWORK: this machine has no network that discovery could use.";

    public override string MulticastWorks(string link) => $"  Multicast comes back: this machine can be found on {Printable.Line(link)}.";

    public override string MulticastFails(string link) =>
        $"  MULTICAST DOES NOT COME BACK on {Printable.Line(link)}: a firewall of this machine may block UDP port 5353. Students need the "
        + "address.";

    public override string LinkNotUsed(string link, string reason) => $"  NOT USED for discovery: {Printable.Line(link)} "
        + $"({Printable.Line(reason)}).";

    public override string AnswersKeptOut(string link) =>
        $"  A firewall of this machine keeps out answers to itself alone on {Printable.Line(link)}. Classes are found all the same, half "
        + "a second later.";

    public override string NobodyElseHeard(string link) =>
        $"  Nobody else was heard on {Printable.Line(link)}, no other program either: nobody is there, or the network keeps its machines "
        + "apart.";

    public override string PortFree(int port) => $"Port {port} is free: a server can be started here.";

    public override string PortServes(int port) => $"A Chamada server answers at port {port} of this machine.";

    public override string PortTaken(int port) => $"PORT {port} IS TAKEN by another program. Choose another with --port.";

    public override string Unreachable(string addresses) => $"  THE SERVER DOES NOT ANSWER at {addresses}: it listens on other addresses "
        + "only (--bind), or a firewall is in between.";

    public override string DoctorPeers(int count) => count == 0 ? "Nobody hosts a roll call on this network now." : "On this network now:";

    public override string TellStudents => "If students do not find this machine, they type:";

    public override string StudentCommand(ServerAddress server) => $"  chamada student --server {server}";

    public override string TryPhone(ServerAddress server) =>
        $"Phones: before the class, open http://{server}/ on your own phone, in the Wi-Fi of the students.";

    public override string PrivateAddress(string address) =>
        $"  {address} is a private address: phones on this network reach it, phones on mobile data do not.";

    public override string SelfAssignedAddress(string address) =>
        $"  {address.ToUpperInvariant()} IS AN ADDRESS THAT THIS MACHINE GAVE TO ITSELF: the network gave it none, and phones will "
        + "hardly reach it.";

    public override string PublicAddress(string address) =>
        $"  {address} is a public address: devices outside this network may reach it as well, unless a firewall keeps them out.";

    public override IReadOnlyList<string> WhatPhonesDo =>
    [
        "  If it does not open: a Wi-Fi without internet makes many phones use mobile data; switch that off for the class "
            + "(Android does this).",
        "  A window that the Wi-Fi puts up to sign in (captive portal) has to be gone through or closed first, and the page opened "
            + "in the browser.",
        "  Android 17 asks whether the browser may reach devices nearby: it has to be allowed.",
    ];

    public override string WhatCannotBeSeen =>
        "Not visible from here: a Wi-Fi that keeps its clients apart, and firewalls of other machines. A second machine shows it: chamada "
        + "peers";

    public override string NotWell => "others will not find or reach a roll call on this machine; the lines in capitals say why.";

    protected override string Classes(string list, int count) => $"{(count == 1 ? "class" : "classes")} {list}";

    protected override string More(int count) => string.Create(CultureInfo.InvariantCulture, $" and {count} more");
}
