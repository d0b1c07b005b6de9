using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class RefusalTextPortuguese : RefusalText
{
    protected override string Closed => "a turma não tem chamada aberta";

    protected override string Removed => "o professor retirou esta matrícula da lista";

    protected override string BadCode => "o código falta ou está errado";

    protected override string Wait => "códigos errados demais: espere alguns minutos";

    protected override string Device => "outro aluno já registrou presença neste aparelho";

    protected override string Network => "não é de uma rede que esta chamada aceita";

    protected override string Full => "a lista está cheia";

    protected override string TooManyOpen => "há tantas chamadas abertas quantas são permitidas; encerre uma antes";

    protected override string TooFast => "pedidos demais deste endereço de rede; tente de novo em um instante";

    protected override string Unlisted => "a matrícula não está na lista da turma; confira";

    protected override string Unavailable => "o servidor não consegue registrar nada agora";

    protected override string Exists => "a turma já tem uma chamada aberta";

    protected override string Denied => "só quem abriu a chamada pode fazer isso";

    protected override string NoLimit => "ela não tem prazo, ou faltaria mais de um dia";

    protected override string Busy => "o servidor está ocupado demais; tente de novo";

    protected override string NoKey => "o servidor pede a chave do professor";

    protected override string WrongKey => "a chave do professor está errada";

    protected override string Other(string word) => word;
}
