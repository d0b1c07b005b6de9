using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class BackupTextPortuguese : BackupText
{
    public override string Description =>
        "Copia todas as chamadas de uma pasta de dados para um arquivo, esteja um servidor usando-a ou não, e lê a cópia para ver se está "
        + "inteira.";

    public override string RestoreDescription => "Põe um arquivo desses numa pasta de dados que ainda não tem chamadas.";

    public override string FilePlace => "ARQUIVO";

    public override string File => "O arquivo a criar. Nada é sobrescrito.";

    public override string RestoredFile => "O arquivo que chamada copia criou.";

    public override string Data => "A pasta de dados do servidor.";

    public override string RestoredData =>
        "A pasta de dados, criada se faltar. Nenhum servidor pode estar usando-a, e nada nela é sobrescrito.";

    public override IReadOnlyList<string> Examples =>
        ["chamada copia /srv/copias/chamada-2026-11-27.db", "chamada copia --dados /var/lib/chamada segunda.db"];

    public override IReadOnlyList<string> RestoreExamples => ["chamada restaurar --dados /var/lib/chamada segunda.db"];

    public override string Written(string file, string folder, long last, int open) =>
        $"{Printable.Line(file)} tem tudo de {Printable.Line(folder)} até o evento {last}; chamadas abertas: {open}";

    public override string Restored(string file, string folder, long last, int open) =>
        $"{Printable.Line(folder)} tem tudo de {Printable.Line(file)} até o evento {last}; chamadas abertas: {open}. "
        + "O que veio depois da cópia não está lá.";
}
