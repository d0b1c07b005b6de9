using System.Globalization;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class TermScreenTextPortuguese : TermScreenText
{
    public override KeyWords TermKey => new("Semestre", "Mostra o semestre: alunos e encontros");
    public override KeyWords SettingsKey => new("Configurar", "Define nome, aulas e mínimo da turma");
    public override KeyWords CorrectKey => new("Corrigir", "Corrige a presença do aluno no encontro");
    public override KeyWords FilterKey => new("Filtrar", "Todos; abaixo do mínimo; três faltas seguidas");
    public override KeyWords PlotKey => new("Gráfico", "Mostra quantos vieram a cada encontro");
    public override KeyWords MoveKey => new("Mudar aluno", "Passa a presença para outro aluno");
    public override KeyWords LessonsKey => new("Aulas", "Muda quantas aulas o encontro teve");
    public override KeyWords DiscardMeetingKey => new("Não conta", "O encontro não conta mais");
    public override KeyWords ChangeSettingKey => new("Mudar", "Muda o que está escolhido");
    public override string Heading(string title, int shown, int all) => shown == all ? title : $"{title}: {shown} de {all} alunos";
    public override string FilterBelow => "abaixo do mínimo";
    public override string FilterThree => "três faltas seguidas";
    public override string FilterSearch(string text) => $"“{text}”";
    public override string ExportTitle(string title) => $"Exportar o semestre: {title}";

    public override string Format(string name) => name switch
    {
        "table" => "Texto: uma tabela",
        "json" => "JSON: uma linha por aluno, para programas",
        "csv" => "CSV para planilhas",
        "tsv" => "Matrícula e faltas, para colar no diário",
        "xlsx" => "Planilha do Excel",
        "html" => "Página para imprimir ou enviar",
        _ => "Para o Moodle: um arquivo por encontro",
    };

    public override string SinceLabel => "Desde";
    public override string UntilLabel => "Até";

    public override string PeriodFault(string? typed, bool isBackwards) =>
        typed is not null ? $"{Printable.Quote(typed)} não é um dia: escreva como 22/11/2026, ou 22/11/2026 16:30."
        : isBackwards ? "O último dia é antes do primeiro."
        : "Não há encontro nesse tempo.";

    public override string Clipboard => "Copiar matrícula e faltas";
    public override string AbsencesHead => "Fal";
    public override string LeftHead => "Rest";
    public override string NothingToShow => "Nenhum aluno para mostrar.";
    public override string NoCell => "Escolha antes um encontro com as setas.";
    public override string NothingToUndo => "Nada foi corrigido neste encontro.";

    public override string Issues(int count, string first) => count == 1
        ? $"1 arquivo a conferir: {first}"
        : $"{count} arquivos a conferir, primeiro {first}";

    public override string StatusLabel(int lessons) =>
        lessons == 1 ? "P T F J B" : "P T F J B, e quantas aulas perdeu, como F1:";

    public override string BadStatus(int lessons) => $"P, T, F, J ou B, e depois de 0 a {lessons} aulas perdidas.";
    public override string ReasonLabel => "Motivo:";
    public override string MoveLabel => "A matrícula certa:";
    public override string UnknownStudent => "Ninguém nesta turma tem essa matrícula.";
    public override string LessonsLabel => "Aulas deste encontro:";
    public override string SearchLabel => "Nome, iniciais ou matrícula:";
    public override string GoOn => "Continuar";
    public override string Meeting(string when, int lessons) => $"{when}, {lessons} {(lessons == 1 ? "aula" : "aulas")}";
    public override string PlotTitle(string title) => $"Alunos presentes, em porcentagem: {title}";
    public override string SettingsTitle(string number) => $"Configuração da turma {number}";
    public override string NameSetting => "Nome";
    public override string LessonsSetting => "Aulas por encontro";
    public override string PlannedSetting => "Aulas previstas no semestre";
    public override string MinimumSetting => "Mínimo, em porcentagem";
    public override string BaseSetting => "Das aulas";
    public override string LateSetting => "Atraso depois de, em minutos";
    public override string Held => "dadas";
    public override string PlannedWord => "previstas";
    public override string Never => "nunca";
    public override string Unknown => "não se sabe";
    public override string MinutesOf(string number) => $"{number} minutos";
    public override string BadNumber(int from, int to) => $"Um número de {from} a {to}.";
    public override string GroundsSetting => "Outros motivos de abono";
    public override string GroundsLabel => "Motivos, com ponto e vírgula entre eles:";
    public override string PatternsSetting => "Padrões que merecem pergunta";
    public override string Yes => "sim";
    public override string No => "não";
    public override string BadYesNo => "sim ou não.";
    public override string Damaged(string path) => $"O conteúdo de {path} não está certo.";
    public override string NumberColumn => "Número";
    public override string LastMeetingColumn => "Última aula";
    public override string Today(TimeOnly at) => $"hoje, {at.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    public override string HeldToday => "hoje já houve";
    public override KeyWords PatternsKey => new("Padrões", "Mostra padrões que merecem uma pergunta");
    public override string PatternsOff => "Desligados: ligue-os na configuração da turma, Ctrl+A na primeira tela.";
    public override string PatternsTitle(string title) => $"Padrões que merecem uma pergunta: {title}";

    public override string PatternsExplained =>
        "Pares que, na maioria dos encontros em que os dois se registraram, o fizeram com até dois segundos de diferença e do mesmo "
        + "aparelho ou endereço. Não é prova de nada: um celular emprestado, quebrado ou de irmãos explica o mesmo. Pergunte, sem acusar. "
        + "Calculado só neste computador, a partir do que as listas já guardam.";

    public override string NoPatterns => "Nenhum par se repete na maioria dos encontros.";
    public override string PairColumn => "Alunos";
    public override string TimesColumn => "Encontros";
    public override string PatternTimes(int days, int both) => $"{days} de {both}";
    public override string PatternDays(IReadOnlyList<string> days) => $"Em {string.Join(", ", days)}";
    public override string GroundLabel => "Número ou parte do motivo, ou nada:";
    public override string GroundChoice(IReadOnlyList<string> grounds) =>
        string.Join("  ", grounds.Select(static (ground, i) => $"{i + 1}: {ground}"));
    public override string BadGround => "Não é um dos motivos, ou são vários.";
    public override string Discarded => "O encontro não conta mais; u desfaz.";
    public override KeyWords DateKey => new("Outro dia", "O encontro foi em outro dia ou outra hora");
    public override string DateLabel => "Dia, e hora se for outra (2026-11-22T16:30):";
    public override string BadDate => "Um dia como 2026-11-22 ou 2026-11-22T16:30.";
    public override string BadBase => "dadas ou previstas.";
}
