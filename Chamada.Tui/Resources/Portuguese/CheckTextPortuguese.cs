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
}
