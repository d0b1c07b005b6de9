using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>Portuguese.</summary>
internal sealed class LineTextPortuguese : LineText
{
    public override string HowToChoose => "Digite o número de uma opção e Enter. Só Enter lê tudo isto de novo.";

    public override string Field(string label, string value) => value.Length == 0 ? $"{label}: vazio" : $"{label}: {value}";

    public override string TypeInto(string label) => $"{label}: digite e tecle Enter. Só Enter deixa vazio.";

    public override string ChooseLine => "Escolher uma linha";

    public override string ChooseMeeting => "Escolher uma aula";

    public override string Lines(string title, int count, string chosen) =>
        chosen.Length == 0 ? $"{title} de {count}" : $"{title} de {count}; escolhida: {chosen}";

    public override string EnterOnLine => "Enter na linha escolhida";

    public override string WhichLine(int count) => $"Digite um número de 1 a {count}. Só Enter não escolhe nenhuma.";

    public override string More(int count) => $"mais {count}";

    public override string NoChoice(string typed) => $"“{typed}” não é uma das opções.";

    public override string EnterKeeps(string initial) => $"Só Enter vale: {initial}. Só um ponto desiste.";

    public override string EnterGivesUp => "Só Enter desiste.";

    public override string EnterIsEmpty => "Só Enter deixa vazio. Só um ponto desiste.";

    public override string DotsEmpty => "Só dois pontos finais (..) esvaziam.";

    public override string EverythingIsSearched => "Palavras a procurar no guia; sem nenhuma, todos os temas são lidos.";

    public override string Done(string choice) => $"Feito: {choice}";

    public override string GivenUp => "Nada foi feito.";
}
