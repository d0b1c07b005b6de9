using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class VerifyTextPortuguese : VerifyText
{
    public override string Description =>
        "Confere se nada mudou numa lista salva desde que foi salva, e de qual registro é um recibo";

    public override string File => "Uma lista salva (.json)";

    public override string Receipt => "O recibo de um aluno: diz para qual registro foi dado";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada conferir 2026-11-22_3030_163000.json",
        "chamada conferir 2026-11-22_3030_163000.json --recibo 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
    ];

    public override string NoReceipt(string text) => $"{Printable.Quote(text)} não é um recibo: esperam-se 64 dígitos hexadecimais";

    public override string NoList(string file) => $"{Printable.Line(file)} não é uma lista salva";

    public override string NoChain(string file) =>
        $"{Printable.Line(file)} não tem cadeia: foi salva por uma edição anterior, ou a cadeia foi tirada. Nada se pode dizer dela";

    public override string Whole(RecordCheck check) => string.Create(
        CultureInfo.InvariantCulture,
        $"Íntegra: turma {check.Class}, aberta em {Printable.Line(check.OpenedAt)}, {check.Entries.Count} "
        + $"{(check.Entries.Count == 1 ? "registro" : "registros")}, encerrada em {Printable.Line(check.ClosedAt)}");

    public override string Broken(RecordCheck check) => check.Fault switch
    {
        RecordFault.Start => "A turma, a hora da abertura ou o sal foi mudado: o começo não confere",
        RecordFault.Entry => string.Create(
            CultureInfo.InvariantCulture, $"O registro {check.Broken!.Number} não confere: {Line(check.Broken)}"),
        RecordFault.Refused => $"A contagem de recusas não confere: {Line(check.Broken!)}",
        RecordFault.End => string.Create(
            CultureInfo.InvariantCulture,
            $"O fim não confere: registros depois do número {check.Entries.Count} foram tirados, ou a hora do encerramento foi mudada"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"A lista de presentes não decorre do registro: lugar {check.Broken!.Number}, {Line(check.Broken)}"),
    };

    public override string Fits(CheckedEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"O recibo é do registro {entry.Number}: {Line(entry)}");

    public override string FitsNone => "O recibo não é de nenhum registro desta lista";

    public override string Corrections(CorrectionCheck check) => check.Fault switch
    {
        CorrectionFault.None => string.Create(
            CultureInfo.InvariantCulture,
            $"Corrigida depois, íntegra: {check.Entries} {(check.Entries == 1 ? "correção" : "correções")}"),
        CorrectionFault.Start => "As correções não são desta lista",
        CorrectionFault.Entry => string.Create(CultureInfo.InvariantCulture, $"A correção {check.Entries + 1} não confere"),
        _ => "O arquivo das correções não pode ser lido",
    };
}
