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

    public override string NoHostNoNetwork(ClassNumber number, ServerAddress local) =>
        $"nenhum servidor em {local}, e esta máquina não está em nenhuma rede onde procurar a turma {number}. Conecte-a à rede do "
        + "professor.";

    public override string NoHostAmongThem(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"ninguém tem a turma {number}: nenhum servidor em {local}, e, de quem se ouviu em {links} em {seconds:0.#} s, ninguém a tem. "
        + $"Provável: ela não está aberta, tem outro número, ou o professor está em outra rede. Confira o número ou indique o servidor "
        + $"com --servidor.");

    public override string NobodyHeard(ClassNumber number, ServerAddress local, string links, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"a turma {number} não foi encontrada: nenhum servidor em {local}, e ninguém se ouviu em {links} em {seconds:0.#} s, nem outros "
        + $"programas. Provável: esta rede isola as máquinas (há Wi-Fi assim), um firewall daqui bloqueia a porta UDP 5353, ou não há "
        + $"mais ninguém. Indique o servidor com --servidor ou mude de rede.");

    public override string HostRefuses(ClassNumber number, string hosts) =>
        $"a turma {number} foi encontrada em {hosts}, mas essa máquina recusa a conexão. Provável: o programa de lá acabou de sair, ou um "
        + "firewall de lá mantém a porta TCP fechada. Tente de novo; o professor vê mais com: chamada diagnostico";

    public override string HostIsNone(ClassNumber number, string hosts) =>
        $"a turma {number} foi anunciada em {hosts}, mas quem responde ali é outro programa. Peça o endereço ao professor e indique-o com "
        + "--servidor.";

    public override string HostUnreached(ClassNumber number, string hosts, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"a turma {number} foi encontrada em {hosts}, mas ali nada respondeu em {seconds:0.#} s. Provável: um firewall dessa máquina "
        + $"mantém a porta TCP fechada, ou o sinal aqui é ruim. Tente de novo, mais perto do ponto de acesso; o professor vê mais com: "
        + $"chamada diagnostico");

    public override string SeveralHosts(ClassNumber number, string option) =>
        $"há mais de uma chamada aberta da turma {number} nesta rede. Escolha uma com {option}:";

    public override string LinkUnusable(string problem) => $"sem descoberta em {Printable.Line(problem)}";

    public override string DoctorLink(string link, string addresses) => $"Rede {Printable.Line(link)}: {addresses}";

    public override string NoLinks => "SEM REDE: esta máquina não tem rede que a descoberta possa usar.";

    public override string MulticastWorks(string link) => $"  O multicast volta: esta máquina pode ser encontrada em "
        + $"{Printable.Line(link)}.";

    public override string MulticastFails(string link) =>
        $"  O MULTICAST NÃO VOLTA em {Printable.Line(link)}: um firewall desta máquina pode estar bloqueando a porta UDP 5353. Os alunos "
        + "precisam do endereço.";

    public override string LinkNotUsed(string link, string reason) => $"  FORA DA DESCOBERTA: {Printable.Line(link)} "
        + $"({Printable.Line(reason)}).";

    public override string AnswersKeptOut(string link) =>
        $"  Um firewall desta máquina barra as respostas só para ela em {Printable.Line(link)}. As turmas são encontradas mesmo assim, "
        + "meio segundo depois.";

    public override string NobodyElseHeard(string link) =>
        $"  Ninguém mais se ouviu em {Printable.Line(link)}, nem outros programas: não há ninguém, ou a rede isola as máquinas.";

    public override string PortFree(int port) => $"A porta {port} está livre: um servidor pode ser iniciado aqui.";

    public override string PortServes(int port) => $"Um servidor Chamada responde na porta {port} desta máquina.";

    public override string PortTaken(int port) => $"A PORTA {port} ESTÁ OCUPADA por outro programa. Escolha outra com --porta.";

    public override string Unreachable(string addresses) =>
        $"  O SERVIDOR NÃO RESPONDE em {addresses}: ele só escuta em outros endereços (--endereco), ou há um firewall no caminho.";

    public override string DoctorPeers(int count) => count == 0 ? "Ninguém tem chamada aberta nesta rede agora." : "Nesta rede agora:";

    public override string TellStudents => "Se os alunos não encontrarem esta máquina, eles digitam:";

    public override string StudentCommand(ServerAddress server) => $"  chamada aluno --servidor {server}";

    public override string TryPhone(ServerAddress server) =>
        $"Celulares: antes da aula, abra http://{server}/ no seu próprio celular, no Wi-Fi dos alunos.";

    public override string PrivateAddress(string address) =>
        $"  {address} é um endereço privado: celulares nesta rede o alcançam, celulares nos dados móveis não.";

    public override string SelfAssignedAddress(string address) =>
        $"  {address.ToUpperInvariant()} É UM ENDEREÇO QUE ESTA MÁQUINA DEU A SI MESMA: a rede não lhe deu nenhum, e celulares mal "
        + "o alcançam.";

    public override string PublicAddress(string address) =>
        $"  {address} é um endereço público: aparelhos de fora desta rede também podem alcançá-lo, se nenhum firewall impede.";

    public override IReadOnlyList<string> WhatPhonesDo =>
    [
        "  Se não abrir: num Wi-Fi sem internet muitos celulares usam os dados móveis; desligue-os durante a aula (o Android faz isso).",
        "  A janela que o Wi-Fi abre para entrar (portal cativo) tem de ser concluída ou fechada antes, e a página aberta no navegador.",
        "  O Android 17 pergunta se o navegador pode acessar dispositivos próximos: é preciso permitir.",
    ];

    public override string WhatCannotBeSeen =>
        "Não se vê daqui: uma rede Wi-Fi que isola os clientes, nem firewalls de outras máquinas. Uma segunda máquina mostra: chamada "
        + "vizinhos";

    public override string NotWell => "os outros não vão encontrar ou alcançar uma chamada nesta máquina; as linhas em maiúsculas dizem "
        + "por quê.";

    protected override string Classes(string list, int count) => $"{(count == 1 ? "turma" : "turmas")} {list}";

    protected override string More(int count) => string.Create(CultureInfo.InvariantCulture, $" e mais {count}");
}
