using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class ArchiveTextPortuguese : ArchiveText
{
    public override string Description =>
        """
        A sua pasta como um arquivo, para outra máquina ou um colega; o que ela tem de um aluno; e como isso se apaga.
        exportar ARQUIVO.zip grava listas, correções, turmas e configurações num arquivo novo; importar ARQUIVO.zip pega o que ainda não está aqui.
        mostrar MATRÍCULA diz tudo o que há de um aluno; esquecer MATRÍCULA apaga o nome e o que se escreveu, e deixa o número.
        """;

    public override IReadOnlyList<string> Examples =>
    [
        "chamada arquivo exportar chamada-2026.zip",
        "chamada arquivo importar chamada-2026.zip",
        "chamada arquivo mostrar 042191010",
        "chamada arquivo esquecer 042191010",
    ];

    public override string ActionPlace => "exportar|importar|mostrar|esquecer";

    public override string TargetPlace => "ALVO";

    public override IReadOnlyList<string> Actions => ["exportar", "importar", "mostrar", "esquecer"];

    public override string Exported(string file, ArchiveCount count) =>
        $"{Printable.Line(file)}: {count.Lists} chamadas, {count.Corrections} delas corrigidas, {count.Classes} turmas";

    public override string Imported(ArchiveCount count) =>
        $"Incorporado: {count.Lists} chamadas, {count.Corrections} correções, {count.Classes} listas de turma; "
        + $"já estavam aqui: {count.Known} chamadas";

    public override string NoArchive(string file, string cause) =>
        $"Nada foi trazido: {Printable.Line(file)} não é um arquivo deste programa que se possa ler ({cause})";

    public override string MoreLeftOut(int count) => $"e mais {count} arquivos dele ficam de fora";

    public override string SettingsStay(ClassNumber number) => $"A turma {number} tem outra configuração lá; fica a que está aqui.";

    public override IEnumerable<string> Forgotten(StudentId student, ErasureCount count)
    {
        yield return $"{student}: fora de {count.Rosters} listas de turma; nome apagado em {count.Names} chamadas; "
            + $"{count.Reasons} motivos apagados";
        yield return $"Fica o número, em {count.Remaining} chamadas";
        if (count.RecordReasons > 0)
        {
            yield return $"Ficam {count.RecordReasons} motivos das próprias chamadas: a cadeia do registro responde por eles";
        }
    }

    public override string NothingOf(StudentId student) => $"Nada está guardado de {student}.";

    public override string Erased => "(apagado)";
}
