using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class DrillTextPortuguese : DrillText
{
    public override string Description =>
        "Experimenta nesta máquina que nada confirmado se perde: um servidor próprio em uma pasta temporária, alunos simulados, quedas "
            + "bruscas.";

    public override string Students => "Quantos alunos registram presença em cada aula.";

    public override string Classes => "Em quantas turmas eles se dividem.";

    public override string Seconds => "Por quantos segundos uma aula segue a outra.";

    public override string Kills => "Quantas vezes o servidor é derrubado e iniciado de novo nesse tempo.";

    public override string Store =>
        "Experimenta um PostgreSQL seu, escrito como para servidor, em vez de uma pasta: em um esquema próprio, que é removido no fim.";

    public override string Servers => "Quantos servidores o compartilham. Cada queda atinge um deles.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada simulado", "chamada simulado --alunos 200 --segundos 20 --quedas 10",
        "chamada simulado --banco postgresql://chamada@db1,db2/escola --servidores 3",
    ];

    public override string MoreClassesThanStudents => "--turmas não pode passar de --alunos.";

    public override string Progress(int seconds, int registered, int kills, int allKills) =>
        $"{seconds} s, {registered} registrados, {kills} de {allKills} quedas";

    public override string[] Heads => ["", "pedidos", "confirmados", "perdidos", "repetidos", "p50", "p99", "pior"];

    public override string OpenName => "abrir turma";

    public override string PresentName => "registrar";

    public override string CloseName => "encerrar e listar";

    public override string ReceivedName => "recibo";

    public override string Held(int lessons, int kills) =>
        $"{lessons} {(lessons == 1 ? "aula" : "aulas")}; o servidor foi derrubado {kills} {(kills == 1 ? "vez" : "vezes")}. Os tempos "
            + "incluem esperar o reinício e pedir de novo.";

    public override string Gap(string time) => $"O maior tempo em que ninguém teve resposta enquanto alguém esperava: {time}.";

    public override string Sound => "Nada do que foi confirmado se perdeu, e nada está repetido.";

    public override string Unsound(string folder) =>
        $"ALGO CONFIRMADO SE PERDEU OU ESTÁ REPETIDO. Os dados do servidor ficaram em {Printable.Line(folder)}";

    public override string ServerFailed(string words) => $"o servidor do simulado não iniciou: {Printable.Line(words)}";

    public override string SchemaLeft(string schema, string words) =>
        $"não foi possível remover o esquema {Printable.Line(schema)} do simulado: {Printable.Line(words)}";
}
