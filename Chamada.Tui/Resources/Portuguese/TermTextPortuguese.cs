using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class TermTextPortuguese : TermText
{
    public override string Tag => "pt-BR";
    public override char Separator => ';';
    public override string Student => "Matrícula";
    public override string Name => "Nome";
    public override string Lessons => "Aulas";
    public override string Present => "Presenças";
    public override string Late => "Atrasos";
    public override string Justified => "Justificadas";
    public override string Excused => "Abonadas";
    public override string Absent => "Sem justif.";
    public override string Absences => "Faltas";
    public override string Left => "Restam";
    public override string Remark => "Observação";
    public override string Below => "abaixo do mínimo";
    public override string NextWouldBeTooMuch => "abaixo se faltar à próxima";
    public override string OffList => "fora da lista";
    public override string TotalsSheet => "Totais";
    public override string GridSheet => "Encontros e alunos";
    public override string MeetingsSheet => "Encontros";
    public override string Day => "Dia";
    public override string Opened => "Abertura";
    public override string StudentsPresent => "Alunos presentes";
    public override string StudentsAbsent => "Alunos ausentes";
    public override string Corrected => "Corrigido";
    public override string Yes => "sim";
    public override string PlotTitle => "Alunos presentes em cada encontro";
    public override string Signature => "Data e assinatura";

    public override string Legend =>
        "P presente · T atraso (conta como presença) · F falta · J falta justificada (conta como falta) "
        + "· B falta abonada (conta como presença) · um número depois da letra: tantas aulas do encontro · * corrigido depois";

    public override string NoMeetings => "Não houve encontro nesse período.";
    public override string SpreadsheetDay => "dd/mm/yyyy";

    public override string Symbol(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Present => "P",
        AttendanceStatus.Late => "T",
        AttendanceStatus.Absent => "F",
        AttendanceStatus.Justified => "J",
        _ => "B",
    };

    public override string Status(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Present => "presente",
        AttendanceStatus.Late => "atraso",
        AttendanceStatus.Absent => "falta",
        AttendanceStatus.Justified => "falta justificada",
        _ => "falta abonada",
    };

    public override string Title(ClassNumber number, string name) => name.Length == 0 ? $"Turma {number}" : $"{name} (turma {number})";

    public override string Summary(int meetings, int lessons, DateOnly? first, DateOnly? last, decimal minimum, int? planned) =>
        (meetings == 0 ? "nenhum encontro" : $"{N(meetings)} {(meetings == 1 ? "encontro" : "encontros")}, {N(lessons)} "
            + $"{(lessons == 1 ? "aula" : "aulas")}, de {DayOf(first!.Value)} a {DayOf(last!.Value)}")
        + $"; mínimo de {P(minimum).Replace('.', ',')} % das {(planned is { } of ? $"{N(of)} aulas previstas" : "aulas dadas")}";

    public override string MadeAt(DateTimeOffset at) => $"Situação em {at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}";

    public override string DayOf(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public override string ShortDay(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);

    public override string OneDecimal(decimal number) => number.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',');

    public override string Description => "Relata o semestre de uma turma: quem frequentou quanto, e quem ainda pode faltar quanto.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada relatorio 3030",
        "chamada relatorio 3030 --desde 2026-08-01 --formato html --saida a.html",
        "chamada relatorio 3030 --formato xlsx --saida a.xlsx",
        "chamada relatorio 3030 --formato moodle --saida moodle/",
    ];

    public override string Since => "O primeiro dia; sem ela, desde o primeiro encontro.";

    public override string Until => "O último dia; sem ela, até o último encontro.";

    public override string Minimum => "Quantos por cento é preciso frequentar (sem ela, o que a turma tem, ou 75).";

    public override string Planned => "Quantas aulas o semestre tem: contam então essas para quanto se pode faltar, e não as dadas.";

    public override string Format =>
        "table; json, uma linha por aluno; csv e xlsx para planilhas; tsv: matrícula e faltas, para colar; html, para imprimir; "
        + "moodle, um arquivo por encontro. (padrão: table)";

    public override string Out => "Onde gravar; com moodle, uma pasta. Nada é sobrescrito nunca. Sem ela, vai para stdout.";

    public override string Written(string path) => $"Gravado: {Printable.Line(path)}";

    public override string NotOverwritten(string path) => $"{Printable.Line(path)} já existe; nada é sobrescrito";

    public override string NotWritten(string path, string cause) =>
        $"não foi possível gravar {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string NoFolder(string path) => $"{Printable.Line(path)} é um arquivo; este formato precisa de uma pasta";

    public override string NotForTerminal(string format, string option) => $"{format} não se lê num terminal: dê um arquivo com {option}";

    public override string NothingKept(ClassNumber number) => $"Nada está guardado da turma {number}: nem lista, nem chamada.";

    public override string LeftOut(string path, string cause) =>
        $"{Printable.Line(path)} fica de fora, não pode ser lido: {Printable.Line(cause)}";

    public override string Changed(string path, string what) =>
        $"{Printable.Line(path)} foi mudado depois de salvo, e conta como está agora. {what}";

    public override string CorrectionsChanged(string path) =>
        $"{Printable.Line(path)}: alguém mudou as próprias correções; contam como estão agora";

    public override string StrangersLeftOut(IReadOnlyList<string> students) =>
        $"Fora da lista da turma, e por isso de fora: {string.Join(", ", students)}";
}
