using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class DoubtTextPortuguese : DoubtText
{
    public override string NeverOpenedTitle(string number) => $"Turma {number}: é esse o número?";

    public override string NeverOpened(string number, IReadOnlyList<string> used) =>
        $"A turma {number} nunca foi aberta nesta conta."
        + (used.Count == 0 ? "" : $"\n{(used.Count == 1 ? "Já usada" : "Já usadas")}: {string.Join(", ", used)}.");

    public override string OpenNearbyTitle(string number) => $"A turma {number} já está aberta por perto";

    public override string OpenNearby(string number, string host, string server, DateTimeOffset? since) =>
        $"{host} ({server}) tem a turma {number} aberta{(since is { } at ? $" desde {ScreenStrings.Clock(at)}" : "")}."
        + "\nSe você também abrir, os alunos encontram duas e têm de escolher.";

    public override string OpenAnyway(string number) => $"Abrir {number}";

    public override string LookingNearby(string number) => $"Perguntando a quem tem a turma {number} aberta por perto…";

    public override KeyWords DiscardKey => new("Descartar", "Apaga a chamada aberta por engano (pergunta)");

    public override KeyWords DiscardSavedKey => new("Descartar", "Apaga a lista salva desta chamada (pergunta)");

    public override string DiscardTitle(string number) => $"Descartar a chamada da turma {number}?";

    public override string DiscardQuestion(int present) =>
        (present == 0 ? "Ninguém registrou presença." : present == 1 ? "1 presença é apagada." : $"{present} presenças são apagadas.")
        + "\nA chamada acaba agora e nada dela é salvo. Isso não pode ser desfeito.";

    public override string DiscardSavedTitle => "Apagar esta lista salva?";

    public override string DiscardSavedQuestion(string number, DateTimeOffset? openedAt, int? present) =>
        $"Turma {number}{(openedAt is { } at ? $", aberta em {ScreenStrings.Day(at.DateTime)} às {ScreenStrings.Clock(at)}" : "")}"
        + $"{(present is { } count ? count == 1 ? ", 1 presente" : $", {count} presentes" : "")}."
        + "\nOs arquivos da lista são apagados. Isso não pode ser desfeito.";

    public override string DiscardNow => "Apagar";

    public override string Keep => "Manter";

    public override string Discarded(string number) => $"Chamada da turma {number} descartada: nada ficou dela.";

    public override string Discarding => "Esta chamada está sendo descartada.";

    public override string NotDiscardedYet => "Só depois que o servidor confirmar que apagou a cópia dele.";

    protected override string TooLate(string marks, int more, bool isInFile) =>
        $"Tarde demais, já encerrada: {marks}{(more == 0 ? "" : $" e mais {more}")}.{(isInFile ? " Está na lista salva." : "")}";

    protected override string Present => "presente";

    protected override string TakenOff => "retirar";
}
