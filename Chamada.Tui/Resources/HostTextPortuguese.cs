namespace Chamada.Tui.Resources;

internal sealed class HostTextPortuguese : HostText
{
    public override string RecordsNothing(string path) => $"NADA MAIS É REGISTRADO: {path} não pode ser gravado. Saia e comece de novo.";

    public override string OpenDenied => "Nesse servidor só a máquina dele abre chamadas (--visitas permite outras).";

    public override string QuitServingTitle => "Sair e parar o servidor?";

    public override string QuitServing(IReadOnlyList<string> classes) =>
        $"{(classes.Count == 1 ? $"A chamada da turma {classes[0]} está aberta" : $"As chamadas das turmas {string.Join(", ", classes)} estão abertas")} "
        + "neste programa, que é o servidor. Se você sair, nenhum aluno registra presença até você começar de novo. Nada se perde: "
        + "o que já foi registrado está em disco, e a chamada continua no próximo início.";

    public override string QuitServingNow => "Sair";

    public override string Kept(string number) => $"A chamada da turma {number} está guardada e continua quando você começar de novo: chamada professor";

    protected override string Serving => "Este programa é o servidor.";

    protected override string Using => "O servidor desta máquina já estava rodando.";

    protected override string Taken(int taken, int port, bool isServing) =>
        $"Porta {taken} ocupada: {(isServing ? "este programa é o servidor" : "há um servidor")} na {port}.";

    protected override string Students(string addresses) => $"Alunos: {addresses}";

    protected override string OnlyHere => "Sem rede: só esta máquina o alcança.";
}
