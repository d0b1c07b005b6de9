using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>What a refused student reads, in Portuguese.</summary>
internal sealed class AnswerTextPortuguese : AnswerText
{
    public override KeyWords ConfirmKey => new("Mesmo assim", "Registra uma matrícula que não está na lista");

    public override string NothingToConfirm => "Esta tecla só confirma uma matrícula que não está na lista.";

    public override string CodeLabel => "Código";

    public override string BadCodeForm => "O código tem 6 dígitos; está na tela da sala.";

    public override string WordCode => "CODIGO";

    public override string WordLookAgain => "CONFIRA";

    public override string WordWait => "ESPERE";

    public override string CodeMissing(string number) => $"A turma {number} pede um código.";

    public override string BadCode => "O código não confere: ele muda a cada poucos segundos.";

    public override string CodeAdvice => "Digite o código que está agora na tela da sala, e Enter.";

    public override string CodeAtDoor => "Esta porta não tem como pedi-lo: registre pelo celular, ou fale com o professor.";

    public override string Wait(string student, int seconds) =>
        Invariant($"{student}: três códigos estavam errados. Tente de novo em {seconds} s.");

    public override string WaitAdvice => "Só esta matrícula espera, neste aparelho. Ou fale com o professor.";

    public override string WaitIsOver => "O tempo passou: digite o código que está agora na tela da sala.";

    public override string Device => "Outro aluno já registrou presença neste aparelho.";

    public override string DeviceAdvice => "Nesta turma cada um registra no próprio aparelho. Sem outro, fale com o professor.";

    public override string Network => "Esta turma só registra pela rede da sala.";

    public override string NetworkAdvice => "Entre no Wi-Fi da sala ou no cabo dela, saia de VPNs e envie de novo.";

    public override string Removed(string student) => $"O professor retirou {student} da lista.";

    public override string RemovedAdvice => "Só ele pode pôr de volta: fale com o professor.";

    public override string Unlisted(string student, string number) => $"{student} não está na lista da turma {number}; confira.";

    public override string UnlistedAdvice => "Digite a matrícula certa, ou tecle F8 para registrar esta mesmo assim: o professor decide.";

    public override string UnlistedAtDoor => "Digite a matrícula certa, ou esta mais uma vez para registrá-la mesmo assim.";

    public override string UnlistedFinal => "Se a matrícula está certa, fale com o professor.";
}
