using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>The wall in Portuguese.</summary>
internal sealed class WallTextPortuguese : WallText
{
    public override KeyWords WallKey => new("Mural", "Todos os nomes de uma vez, para marcar chamando");

    public override KeyWords HereKey => new("Aqui", "Marca o nome presente e vai ao próximo");

    public override KeyWords UndoKey => new("Desfazer", "Desfaz a última marcação; o registro guarda ambas");

    public override KeyWords CallKey => new("Chamar", "Chama em letras grandes os nomes que faltam");

    public override KeyWords ChooseKey => new("Escolher", "Escolhe um nome; → e ← vão à próxima coluna");

    public override KeyWords PageKey => new("Página", "Vai à próxima página e volta");

    public override KeyWords NextNameKey => new("Próximo", "Deixa o nome ausente e chama o próximo");

    public override KeyWords PreviousNameKey => new("Anterior", "Chama o nome anterior que falta");

    public override string Here => "aqui";

    public override string Absent => "falta";

    public override string TakenOff => "fora";

    public override string Counts(int here, int missing) => Invariant($"{here} aqui, {(missing == 1 ? "falta" : "faltam")} {missing}");

    public override string PageOf(int page, int pages) => Invariant($"página {page} de {pages}");

    public override string Nobody => "Sem nomes: vêm da lista da turma (F4) ou de quem registra presença.";

    public override string NotHere => "Só se retira quem está presente.";

    public override string NobodyMissing => "Não falta ninguém da lista da turma.";

    public override string IsHereAlready(string student) => $"{student} já está presente; - retira.";

    public override string NothingToUndo => "Não há marcação sua para desfazer.";

    public override string UndoReason => "marcação desfeita";

    public override string StillMissing(int missing, int left) =>
        Invariant($"{(missing == 1 ? "falta" : "faltam")} {missing}, {left} ainda por chamar");

    public override string EverybodyCalled => "Todos os nomes que faltam foram chamados; ↑ volta.";
}
