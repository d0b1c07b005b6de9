using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class HostTextPortuguese : HostText
{
    public override PeersText Peers { get; } = new PeersTextPortuguese();

    public override KeyWords CheckNetworkKey => new("Rede", "Como os alunos encontram e alcançam esta máquina");

    public override string NothingToCheck => "O servidor foi indicado; no terminal, chamada doctor verifica a rede.";

    public override string ShownAlready => "É o que está na tela.";

    public override string Checking => "Verificando a rede…";

    public override string TryOwnPhone(string address) => $"Celulares: abra http://{address}/ primeiro no seu próprio.";

    public override string SeenFrom(string address, string time) =>
        $"Página aberta de {address} às {time}: celulares chegam até aqui.";

    public override string SeenFromHere(string time) => $"Página aberta nesta própria máquina às {time}: abra também no celular.";

    public override string NetworkIsWell => "Tudo certo, até onde esta máquina pode ver.";

    public override string NetworkIsNotWell => "As linhas em maiúsculas dizem o que falta.";

    public override string Nearby(string classes) => $"Abertas por perto: {classes}";

    public override string NearbyTitle => "Turmas abertas por perto:";

    public override string NobodyNearby => "Nenhuma turma aberta por perto ainda.";

    public override string MoreNearby(int count) => $"e mais {count}";

    public override string LooksByItself => "○ procura a turma na rede";

    public override string Looking(string number) => $"Procurando quem tem a turma {number}… Esc desiste.";

    public override string HostSilent(string number, string server) =>
        $"A turma {number} deveria estar em {server}, mas não foi possível registrar ali.";

    public override string ChooseTitle(string number) => $"Turma {number}";

    public override string ChooseQuestion => "Mais de um professor tem esta turma aberta. Qual é o seu?";

    public override string RecordsNothing(string path) => $"NADA MAIS É REGISTRADO: {path} não pode ser gravado. Saia e comece de novo.";

    public override string OpenDenied => "Nesse servidor só a máquina dele abre chamadas (--visitas permite outras).";

    public override string QuitServingTitle => "Sair e parar o servidor?";

    public override string QuitServing(IReadOnlyList<string> classes) =>
        (classes.Count == 1
            ? $"A chamada da turma {classes[0]} está aberta "
            : $"As chamadas das turmas {string.Join(", ", classes)} estão abertas ")
        + "neste programa, que é o servidor. Se você sair, nenhum aluno registra presença até você começar de novo. Nada se perde: "
        + "o que já foi registrado está em disco, e a chamada continua no próximo início.";

    public override string QuitServingNow => "Sair";

    public override string Kept(string number) =>
        $"A chamada da turma {number} está guardada e continua quando você começar de novo: chamada professor";

    public override string UnfetchedFiles(int count, string path) =>
        $"Listas que ninguém buscou: {(count == 1 ? "1 arquivo" : $"{count} arquivos")} em {path}";

    public override string UnfetchedIn(string path) => $"Listas que ninguém buscou: {path}";

    protected override string Moves(int count, string number, string when, string path) => count == 1
        ? $"Ninguém buscou a lista da turma {number}: {when} ela vai para {path}"
        : $"Ninguém buscou {count} listas; {when} a da turma {number} vai para {path}";

    protected override string Waits(int count, string number) =>
        count == 1 ? $"Ninguém buscou a lista da turma {number}." : $"Ninguém buscou {count} listas; a mais antiga é da turma {number}.";

    protected override string Days(int count) => $"em {count} dias";

    protected override string Hours(int count) => $"em {count} horas";

    protected override string Soon => "em breve";

    protected override string Serving => "Este programa é o servidor.";

    protected override string Using => "O servidor desta máquina já estava rodando.";

    protected override string Taken(int taken, int port, bool isServing) =>
        $"Porta {taken} ocupada: {(isServing ? "este servidor está" : "há um servidor")} na {port}.";

    protected override string Students(string addresses) => $"Alunos: {addresses}";

    protected override string OnlyHere => "Sem rede: só esta máquina.";

    protected override string MoreAddresses(int count) => $"(e mais {count}: F12)";
}
