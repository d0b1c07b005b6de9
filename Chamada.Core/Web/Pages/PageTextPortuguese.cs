using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Core.Web.Pages;

internal sealed class PageTextPortuguese : PageText
{
    public override string Tag => "pt-BR";

    public override string Date(Stamp at) => at.ToDateTimeOffset().ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public override string CheckIn => "Registrar presença";

    public override string Class => "Turma";

    public override string OpenSince(string clock) => $"Chamada aberta desde as {clock}";

    public override string Student => "Matrícula";

    public override string HasLetters => "Minha matrícula tem letras";

    public override string Code => "Código da tela";

    public override string CodeHint => "Os seis algarismos que estão na tela da sala agora.";

    public override string Register => "Registrar presença";

    public override string RegisterAllTheSame => "Registrar mesmo assim";

    public override string Sending => "Enviando…";

    public override string ServerTime => "Hora do servidor";

    public override string Registered => "Presença registrada";

    public override string RegisteredAdvice => "Pronto. Pode fechar esta página.";

    public override string Already => "Presença já registrada";

    public override string AlreadyAdvice => "Nada a fazer: vale a primeira hora, que está aqui.";

    public override string NotOpen(ClassNumber number) => $"A turma {number} não tem chamada aberta";

    public override string NotOpenAdvice => "Veja se o número da turma está certo. Se a chamada já terminou, fale com o professor.";

    public override string RefusedAt(string clock) => $"Recusada às {clock}, pela hora do servidor.";

    public override string Removed => "O professor retirou esta presença";

    public override string RemovedAdvice => "Só ele pode colocá-la de volta: fale com o professor.";

    public override string CodeMissing => "Falta o código";

    public override string CodeMissingAdvice => "Digite o código que está na tela da sala agora.";

    public override string BadCode => "O código não confere";

    public override string BadCodeAdvice => "Ele muda a cada poucos segundos: digite o que está na tela agora.";

    public override string Wait => "Espere um pouco";

    public override string WaitAdvice(string duration) =>
        $"Foram três códigos errados. Tente de novo em {duration}, ou fale com o professor.";

    public override string Device => "Deste aparelho já foi registrada outra matrícula";

    public override string DeviceAdvice => "Nesta turma cada um registra no próprio aparelho. Sem outro, fale com o professor.";

    public override string Full => "A lista está cheia";

    public override string FullAdvice => "Já há nela tantos alunos quantos este servidor permite. Fale com o professor.";

    public override string TooFast => "Pedidos demais";

    public override string TooFastAdvice => "Do seu endereço de rede vêm pedidos demais de uma vez. Espere um instante e tente de novo.";

    public override string Network => "Só pela rede da sala";

    public override string NetworkAdvice => "Conecte este aparelho ao Wi-Fi da sala, desligue os dados móveis e registre de novo.";

    public override string Unlisted(StudentId student, ClassNumber number) => $"{student} não está na lista da turma {number}";

    public override string UnlistedAdvice => "Olhe o número de novo e corrija o que estiver trocado.";

    public override string UnlistedConfirmAdvice => "Se está certo, registre mesmo assim: o professor decide.";

    public override string UnlistedFinalAdvice => "Se está certo, fale com o professor.";

    public override string Unavailable => "O servidor não consegue gravar";

    public override string UnavailableAdvice => "Nada foi registrado. Avise o professor e tente de novo mais tarde.";

    public override string StudentMissing => "Falta a matrícula";

    public override string NoStudent(string typed) => $"“{typed}” não é uma matrícula";

    public override string StudentAdvice => "Ela tem de 1 a 32 algarismos, letras sem acento, pontos, hifens ou sublinhados, sem espaços.";

    public override string NoCode(string typed) => $"“{typed}” não é um código";

    public override string NoClass(string typed) => $"“{typed}” não é uma turma";

    public override string ClassAdvice => "A turma é um número de 1 a 18 algarismos, que não é zero.";

    public override string TypedTwice => "O mesmo campo veio duas vezes";

    public override string OpenClasses => "Chamadas abertas";

    public override string NoOpenClasses => "Nenhuma chamada aberta agora";

    public override string NoOpenClassesAdvice => "Quando o professor abrir uma, ela aparece aqui.";

    public override string MoreClasses(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"E mais {count}: digite o número da sua.");

    public override string ClassField => "Número da turma";

    public override string Continue => "Continuar";

    public override string LookAgain => "Olhar de novo";

    public override string OtherClass => "Outra turma";

    public override string OtherSite => "Este pedido veio de outro site";

    public override string OtherSiteAdvice => "Nada foi registrado. Abra a página da turma e registre por ela.";

    public override string OtherName => "Este servidor não conhece o nome pelo qual foi chamado";

    public override string OtherNameAdvice => "Nada foi registrado. Use o endereço que está na tela da sala.";

    public override string NotFound => "Esta página não existe";

    public override string NotFoundAdvice => "Depois do endereço vem uma barra e o número da turma, como em /3030.";

    public override string BadRequest => "Não deu para entender o pedido";

    public override string BadRequestAdvice => "Nada foi registrado. Volte à página da turma e registre por ela.";

    public override string Failed => "Algo deu errado no servidor";

    public override string FailedAdvice => "Não se sabe se a presença foi registrada. Tente de novo: isso não registra duas vezes.";
}
