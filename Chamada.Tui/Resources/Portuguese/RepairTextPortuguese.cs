using System.Globalization;
using Chamada.Core.Log.Sqlite.Repair;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class RepairTextPortuguese : RepairText
{
    public override string Description =>
        "Salva o que está inteiro numa pasta de dados que o servidor recusa como danificada. Os arquivos danificados ficam ao lado.";

    public override string Data => "A pasta de dados. Nenhum servidor pode estar usando-a.";

    public override IReadOnlyList<string> Examples => ["chamada reparar", "chamada reparar --dados /srv/chamada"];

    public override string InOrder(string folder) => $"{Printable.Line(folder)} está em ordem. Nada foi mudado.";

    public override string Saved(SalvagedRoll roll) => string.Create(
        CultureInfo.InvariantCulture,
        $"turma {roll.Class}, aberta em {roll.OpenedAt.ToDateTimeOffset():dd/MM/yyyy HH:mm:ss}, "
        + $"{(roll.IsOpen ? "aberta" : "encerrada, não buscada")}: {roll.Entries} registros");

    public override string Kept(string folder) => $"os arquivos danificados estão em {Printable.Line(folder)}";

    public override string Whole => "Está lá tudo o que foi confirmado. O servidor pode ser iniciado.";

    public override string NotWhole =>
        "NEM TUDO O QUE FOI CONFIRMADO PÔDE SER SALVO. O que foi salvo está acima, e o servidor pode ser iniciado.";

    public override string Uncertain(string number, string student, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"incerto, mas mantido: turma {number}, {(student.Length == 0 ? "abertura, encerramento ou limite de tempo" : student)}, "
        + $"{at:dd/MM/yyyy HH:mm:ss}; ele ou um vizinho pode estar alterado ou faltar");

    public override string Lost(int events) =>
        $"{events} {(events == 1 ? "registro foi visto, mas não pôde ser lido" : "registros foram vistos, mas não puderam ser lidos")}.";

    public override string Missing(long found, long acknowledged) =>
        $"o evento mais novo que se achou tem o número {found}, e eventos até {acknowledged} foram confirmados.";
}
