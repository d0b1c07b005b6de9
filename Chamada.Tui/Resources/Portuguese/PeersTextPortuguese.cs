using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class PeersTextPortuguese : PeersText
{
    public override string Appeared => "presente";

    public override string Changed => "mudou   ";

    public override string Left => "saiu    ";

    public override string NoPeers(IReadOnlyList<string> links) => links.Count == 0
        ? "Esta máquina não está em nenhuma rede onde procurar."
        : $"Ninguém tem chamada aberta nesta rede (consultada em {string.Join(", ", links)}).";

    public override string SilentHost(ClassNumber number, string hosts) =>
        $"a turma {number} deveria estar em {hosts}, mas nada responde ali. Há redes Wi-Fi que isolam as máquinas: peça outra rede.";

    public override string SeveralHosts(ClassNumber number, string option) =>
        $"há mais de uma chamada aberta da turma {number} nesta rede. Escolha uma com {option}:";

    public override string LinkUnusable(string problem) => $"sem descoberta em {Printable.Line(problem)}";

    public override string DoctorLink(string link, string addresses) => $"Rede {Printable.Line(link)}: {addresses}";

    public override string NoLinks => "SEM REDE: esta máquina não tem rede que a descoberta possa usar.";

    public override string MulticastWorks(string link) => $"  O multicast volta: esta máquina pode ser encontrada em {Printable.Line(link)}.";

    public override string MulticastFails(string link) =>
        $"  O MULTICAST NÃO VOLTA em {Printable.Line(link)}: um firewall desta máquina pode estar bloqueando a porta UDP 5353. Os alunos precisam do endereço.";

    public override string PortFree(int port) => $"A porta {port} está livre: um servidor pode ser iniciado aqui.";

    public override string PortServes(int port) => $"Um servidor Chamada responde na porta {port} desta máquina.";

    public override string PortTaken(int port) => $"A PORTA {port} ESTÁ OCUPADA por outro programa. Escolha outra com --porta.";

    public override string Unreachable(string addresses) =>
        $"  O SERVIDOR NÃO RESPONDE em {addresses}: ele só escuta em outros endereços (--endereco), ou há um firewall no caminho.";

    public override string DoctorPeers(int count) => count == 0 ? "Ninguém tem chamada aberta nesta rede agora." : "Nesta rede agora:";

    public override string TellStudents => "Se os alunos não encontrarem esta máquina, eles digitam:";

    public override string StudentCommand(ServerAddress server) => $"  chamada aluno --servidor {server}";

    public override string WhatCannotBeSeen =>
        "Não se vê daqui: uma rede Wi-Fi que isola os clientes, nem firewalls de outras máquinas. Uma segunda máquina mostra: chamada vizinhos";

    public override string NotWell => "os outros não vão encontrar ou alcançar uma chamada nesta máquina; as linhas em maiúsculas dizem por quê.";

    protected override string Classes(string list, int count) => $"{(count == 1 ? "turma" : "turmas")} {list}";

    protected override string More(int count) => string.Create(CultureInfo.InvariantCulture, $" e mais {count}");

    protected override string NoHostNoNetwork(ClassNumber number, ServerAddress local) =>
        $"nenhum servidor em {local}, e esta máquina não está em nenhuma rede onde procurar a turma {number}. Indique o servidor com --servidor.";

    protected override string NoHost(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"ninguém tem a turma {number}: nenhum servidor em {local}, e nenhuma resposta em {links} em {seconds:0.#} s. Se ela está aberta, indique o servidor com --servidor.");
}
