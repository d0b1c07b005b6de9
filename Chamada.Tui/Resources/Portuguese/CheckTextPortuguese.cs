using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>How far the list is to be believed, in Portuguese.</summary>
internal sealed class CheckTextPortuguese : CheckText
{
    public override KeyWords ShowToSettleKey => new("A resolver", "Mostra o que falta resolver entre os presentes");

    public override KeyWords KeepKey => new("Manter", "Resolve: mantém o escolhido; de novo: reabre");

    public override string ViewToSettle => "A resolver";

    public override string ShortPresent => "Pres.";

    public override string ShortAbsent => "Aus.";

    public override string ShortOffRoster => "Fora";

    public override string ShortToSettle => "Resolver";

    public override string ColumnToSettle => "A resolver";

    public override string NobodyToSettle => "Não há nada a resolver.";

    public override string ToSettleBehindBoard(int count) => Invariant($"{count} a resolver: 5 mostra, e tira o quadro.");

    public override string KeptByYou(string student) => $"{student}: mantido por você; k reabre.";

    public override string SameSource(string name, string other, string otherName, bool isAddress, string student) =>
        $"{Words(student, name)}: {(isAddress ? "endereço" : "aparelho")} de {Words(other, otherName)}; k mantém, - retira.";

    public override string SourceOf(string other, string otherName, bool isAddress) =>
        $"{(isAddress ? "endereço" : "aparelho")} de {Words(other, otherName)}";

    public override string LooksLike(string listed, string name) => $"parece {Words(listed, name)}";

    public override string NotOnList(string student) => $"{student}: fora da lista; k mantém, - retira.";

    public override string OtherFlag(string student) => $"{student}: assinalado; k mantém, - retira.";

    public override string Flagged => "assinalado pelo servidor";

    public override KeyWords ShowOnceKey => new("Uma vez", "Mostra quem respondeu só em uma das rodadas");

    public override KeyWords AskAgainKey => new("De novo", "Segunda rodada: todos respondem mais uma vez");

    public override string ViewOnce => "Só uma vez";

    public override string ShortOnce => "1 vez";

    public override string NobodyOnce => "Quem respondeu, respondeu nas duas rodadas.";

    public override string OneRound => "Houve só uma rodada; g chama a turma de novo.";

    public override string OnlyEarlier => "só na 1ª";

    public override string OnlyNow => "só na 2ª";

    public override string NobodyToAskAgain => "Ninguém respondeu ainda: não há quem chamar de novo.";

    public override string AskAgainTitle(string number) => $"Chamar a turma {number} de novo?";

    public override string AskAgainQuestion(int present) => Invariant(
        $"Esta rodada é encerrada e sua lista é salva ({present} {(present == 1 ? "presente" : "presentes")}). ")
        + "Depois a turma é aberta de novo com um novo código, e todos respondem mais uma vez. "
        + "Quem responder só uma vez aparece à parte, em 6.";

    public override string AskAgainNow => "Chamar de novo";

    public override string AskingAgain => "A primeira rodada está sendo encerrada e salva; depois a turma reabre.";

    public override KeyWords HeadsKey => new("Contar", "Anota quantos você contou na sala");

    public override string HeadsTitle => "Quantos estão na sala?";

    public override string HeadsQuestion(int present) => Invariant(
        $"{present} {(present == 1 ? "está" : "estão")} na lista. Conte os alunos na sala; o número vai para o registro.");

    public override string HeadsLabel => "Na sala:";

    public override string HeadsNow => "Anotar";

    public override string BadHeads => "Um número de 0 a 999999.";

    public override string Heads(int inRoom, int onList, DateTimeOffset at) =>
        Invariant($"{inRoom} na sala, {onList} na lista, contados às {ScreenStrings.Clock(at)}.");

    public override KeyWords SpotCheckKey => new("Sortear", "Sorteia alguns, para procurá-los na sala");

    public override KeyWords HereKey => new("Está", "Está na sala: vai para o registro");

    public override KeyWords MissingKey => new("Não está", "Não está: vai para o registro, e retira se quiser");

    public override KeyWords BeforeKey => new("Anterior", "Chama mais uma vez o anterior");

    public override string SpotCheckTitle => "Conferência por sorteio";

    public override string SpotCheckQuestion(int present) => Invariant(
        $"Tantos dos {present} da lista são sorteados e chamados um a um: você diz quem está na sala.");

    public override string SpotCheckLabel => "Quantos:";

    public override string SpotCheckNow => "Sortear";

    public override string BadCount(int most) => Invariant($"Um número de 1 a {most}.");

    public override string NobodyToDraw => "Ninguém está presente: não há quem sortear.";

    public override string FlaggedTitle => "Primeiro os que faltam resolver?";

    public override string FlaggedQuestion(int flagged) => Invariant(
        $"{(flagged == 1 ? "Falta" : "Faltam")} resolver {flagged} dos presentes. Podem ser chamados primeiro, ")
        + "numa rodada à parte que não conta para o resultado.";

    public override string FlaggedYes => "Primeiro estes";

    public override string FlaggedNo => "Só o sorteio";

    public override string Round(int place, int count, bool isDrawn) =>
        isDrawn ? Invariant($"{place} de {count}, por sorteio") : Invariant($"{place} de {count}, a resolver");

    public override string IsHere => "Está na sala?";

    public override string NobodyBefore => "Este é o primeiro da rodada.";

    public override string EverybodyLookedFor => "Todos já foram chamados.";

    public override string MissingReason => "não estava na sala no sorteio";

    public override string Proves(int found, int drawn, int atLeast, int listed) => Invariant(
        $"{found} de {drawn} {(found == 1 ? "estava" : "estavam")} aqui: ") + Invariant(
        $"pelo menos {atLeast} dos {listed} da lista {(atLeast == 1 ? "estava" : "estavam")} na sala.");

    public override string WhatItMeans =>
        "Com 95 % de confiança: uma lista com menos gente na sala dá um resultado tão bom no máximo uma vez em vinte. "
        + "Está no registro e na lista salva.";
}
