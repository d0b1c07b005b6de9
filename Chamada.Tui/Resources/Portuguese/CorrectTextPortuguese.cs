using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <inheritdoc/>
internal sealed class CorrectTextPortuguese : CorrectText
{
    public override string Description =>
        "Corrige uma chamada encerrada: a presença de um aluno, uma matrícula errada, as aulas, o dia. O que foi salvo fica como está.";

    public override IReadOnlyList<string> Examples =>
    [
        "chamada corrigir 3030 042 --em 2026-11-22 --como justified --motivo atestado",
        "chamada corrigir 3030 042 --em 2026-11-22 --como absent --faltas 1 --motivo x",
        "chamada corrigir 3030 4219 --em 2026-11-22 --para 04219 --motivo \"sem o zero\"",
        "chamada corrigir 3030 --em 2026-11-22T16:30 --aulas 3 --motivo \"mais longo\"",
        "chamada corrigir 3030 --em 2026-11-22 --desfazer",
    ];

    public override string On => "Qual chamada: o dia, e a hora da abertura quando houve várias.";

    public override string As =>
        "Como fica: present presente, late atraso, absent falta, justified falta justificada, excused falta abonada.";

    public override string Absences =>
        "Com --como: quantas aulas do encontro o aluno perdeu (sem ela, todas com uma falta, nenhuma com uma presença).";

    public override string Reason => "Por quê. Fica guardado com a hora e a sua conta.";

    public override string Ground => "Com --como excused: a norma pela qual a falta é abonada.";

    public override string To => "A matrícula foi digitada errada: de quem é a presença.";

    public override string Lessons => "Quantas aulas o encontro teve.";

    public override string NewDate => "A chamada é de outro dia, ou de outra hora.";

    public override string Discard => "A chamada não conta.";

    public override string Undo => "Desfaz a última correção da chamada que vale.";

    public override string Until =>
        "Com --como justified ou excused: todos os dias de --em até este, também os que vêm: valem quando a chamada for encerrada.";

    public override string NothingToCorrect(IReadOnlyList<string> options) =>
        $"O que corrigir? Dê uma destas: {string.Join(", ", options)}.";

    public override string NoStudentWith(string option) => $"{option} é sobre a chamada inteira: vai sem aluno.";

    public override string ReasonEmpty => "É preciso dar um motivo.";

    public override string ReasonTooLong(int characters, int most) => $"O motivo tem {characters} caracteres; no máximo {most}.";

    public override string UnknownStudent(string student, string? likely, IReadOnlyList<string> known, int more) =>
        $"Ninguém nesta turma tem a matrícula {Printable.Quote(student)}."
        + (likely is null ? "" : $" Seria {likely}?")
        + (known.Count == 0 ? " Nada está guardado da turma." : $" Há {string.Join(", ", known)}{(more > 0 ? $" e mais {more}" : "")}.");

    public override string NotThere(StudentId student, string meeting) => $"{student} não registrou presença na chamada de {meeting}.";

    public override string NoMeeting(string wanted, IReadOnlyList<string> meetings, int more) =>
        $"Não houve chamada em {wanted}."
        + (meetings.Count == 0
            ? " Nenhuma está guardada desta turma."
            : $" Há {string.Join(", ", meetings)}{(more > 0 ? $" e mais {more}" : "")}.");

    public override string WhichMeeting(string wanted, IReadOnlyList<string> meetings) =>
        $"Houve {meetings.Count} chamadas em {wanted}: dê a hora de uma: {string.Join(", ", meetings)}.";

    public override string TooManyAbsences(int absences, int lessons) =>
        $"O encontro tem {lessons} {(lessons == 1 ? "aula" : "aulas")}: não há como perder {absences}.";

    public override string UnknownGround(string ground, IReadOnlyList<string> grounds) =>
        $"{Printable.Quote(ground)} não é um dos fundamentos desta turma: {string.Join("; ", grounds)}. A configuração dela aceita outros.";

    public override string RegimeNote =>
        "Exercícios domiciliares (Decreto-Lei 1.044/69, Lei 6.202/75) e ausência por motivo religioso (Lei 13.796/2019) não abonam falta "
        + "por si: são um regime de outras tarefas no lugar dela.";

    public override string OnlyWith(string option, string value) => $"{option} só vai com {value}.";

    public override string NothingToUndo(string meeting) => $"Nada foi corrigido na chamada de {meeting}.";

    public override string NotKept(string path, string cause) =>
        $"Não foi possível guardar a correção: {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string Corrected(string student, string meeting, string before, string after) =>
        $"{student}, {meeting}: {before} → {after}";

    public override string Moved(string from, string to, string meeting) => $"{meeting}: a presença de {from} é de {to}";

    public override string LessonsNow(string meeting, int lessons) => $"{meeting}: {lessons} {(lessons == 1 ? "aula" : "aulas")}";

    public override string Discarded(string meeting) => $"{meeting} não conta mais";

    public override string Dated(string meeting, string now) => $"{meeting} agora é {now}";

    public override string Undone(string meeting, int number) => $"{meeting}: a correção {number} foi desfeita";

    public override string Planned(string student, string since, string until) =>
        $"{student}: anotado de {since} a {until}, para as chamadas que vêm";
}
