using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class ExportTextPortuguese : ExportText
{
    public override char Separator => ';';
    public override string CsvFormat => "CSV, para planilhas";

    public override string JsonFormat => "JSON, para programas";

    public override string TextFormat => "Texto, para ler e imprimir";

    public override string Order => "Ordem";
    public override string Student => "Matrícula";
    public override string Name => "Nome";
    public override string Status => "Situação";
    public override string Time => "Hora";
    public override string By => "Como";
    public override string Reason => "Motivo";
    public override string Present => "presente";
    public override string PresentOffRoster => "presente, fora da lista";
    public override string Absent => "ausente";
    public override string LatePresent => "presença marcada tarde demais: não conta";
    public override string LateRemoved => "retirada pedida tarde demais: não conta";
    public override string Here => "estava na sala";
    public override string Missing => "não estava na sala";
    public override string ByStudent => "aluno";
    public override string ByTeacher => "professor";
    public override string Absentees => "Ausentes";
    public override string OffRosterMark => "(fora da lista)";
    public override string Title(ClassNumber number) => $"Turma {number}";

    public override string Span(DateTimeOffset? openedAt, DateTimeOffset? closedAt) =>
        $"{(openedAt is { } opened ? $"aberta em {SpreadsheetTime(opened)}   " : "")}"
        + $"{(closedAt is { } closed ? $"encerrada às {Clock(closed)}" : "")}";

    public override string Counts(AttendanceSheet sheet) => sheet.Roster.Count == 0
        ? (sheet.Present == 1 ? "1 presente" : $"{N(sheet.Present)} presentes")
        : $"{N(sheet.PresentOnRoster)} de {N(sheet.Roster.Count)} presentes, "
            + $"{(sheet.Absent == 1 ? "1 ausente" : $"{N(sheet.Absent)} ausentes")}"
            + (sheet.OffRoster == 0 ? "" : $", e mais {N(sheet.OffRoster)} fora da lista");

    public override string Heads(string count) => count == "1" ? "1 pessoa contada na sala" : $"{count} pessoas contadas na sala";

    public override string SpreadsheetTime(DateTimeOffset at) => at.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
