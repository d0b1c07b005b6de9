using Chamada.Tui.Resources.Texts;
using static System.FormattableString;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>The board in Portuguese.</summary>
internal sealed class BoardTextPortuguese : BoardText
{
    public override KeyWords BoardKey => new("Quadro", "O quadro para o projetor, ou volta à tabela");

    public override KeyWords NextAddressKey => new("Rede", "No quadro: o endereço na próxima rede");

    public override KeyWords WifiKey => new("Wi-Fi", "No quadro: o código QR que entra no Wi-Fi");

    public override KeyWords OtherWifiKey => new("Outro Wi-Fi", "Pergunta de novo nome e senha do Wi-Fi");

    public override KeyWords CodeKey => new("Código", "Começa, troca ou termina o código da turma");

    public override string CodeTitle(string number) => $"Código da turma {number}";

    public override string CodeExplanation(bool isThere) => isThere
        ? "Há um código. Enter troca por outro na hora; 0 segundos termina."
        : "Os alunos digitam seis dígitos que estão no quadro e mudam: só registra quem os vê.";

    public override string CodeSecondsLabel => "Um novo a cada quantos segundos (5 a 60; 0: sem):";

    public override string CodeNow => "Mostrar";

    public override string BadSeconds => "De 5 a 60 segundos, ou 0 para nenhum código.";

    public override string CodeNeedsConnection => "Sem conexão não há código; quem o faz é o servidor.";

    public override string PointCamera => "Aponte a câmera do celular para o código, ou digite no navegador:";

    public override string TypeAddress => "Digite no navegador do celular:";

    public override string LookingForAddress => "procurando o endereço desta máquina…";

    public override string OnlyHere => "Só esta máquina alcança este endereço; F12 diz por quê.";

    public override string NoPages => "Celulares não registram aqui: este servidor foi iniciado com --sem-web.";

    public override string AddressOf(int shown, int count) => Invariant($"rede {shown} de {count}; a mostra a próxima");

    public override string OneAddress => "Há um só endereço: não se conhece outra rede aqui.";

    public override string BoardIsDown => "Isso fica no quadro: b o mostra.";

    public override string CodeLabel => "Código";

    public override string SecondsLeft(int seconds) => Invariant($"{seconds} s");

    public override string CodeWaits => "…";

    public override string PresentOf(int present, int? expected) =>
        expected is { } all ? Invariant($"{(present == 1 ? "presente" : "presentes")} de {all}") : present == 1 ? "presente" : "presentes";

    public override string WifiTitle => "Wi-Fi desta sala";

    public override string WifiName(string name) => $"Rede: {name}";

    public override string WifiPassword(string password) => $"Senha: {password}";

    public override string WifiIsOpen => "Aberta, sem senha";

    public override string WifiNot8021X =>
        "Não serve para redes em que cada um tem o seu login (802.1X, como a eduroam): nessas nenhum código QR entra.";

    public override string WifiNameLabel => "Nome da rede Wi-Fi (SSID):";

    public override string WifiPasswordLabel => "A senha; vazio se não há:";

    public override string WifiNext => "Continuar";

    public override string BadWifiName => "O nome de uma rede tem de 1 a 32 caracteres, todos visíveis.";

    public override string BadWifiPassword => "A senha tem de 8 a 63 letras, números e sinais sem acento.";

    public override string KeepWifiTitle => "Guardar o Wi-Fi para a próxima vez?";

    public override string KeepWifiQuestion(string name) =>
        $"O nome e a senha de {name} ficariam, como são, num arquivo da sua pasta que só a sua conta pode ler. Se não, são esquecidos "
        + "quando o programa termina.";

    public override string KeepWifiNo => "Não guardar";

    public override string KeepWifiYes => "Guardar";

    public override string LeavesByItself => "A tabela vem com o primeiro aluno; b traz o quadro de volta.";
}
