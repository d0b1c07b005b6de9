using System.Globalization;
using System.Net.Sockets;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class ResultTextPortuguese : ResultText
{
    protected override FolderText Folder { get; } = new FolderTextPortuguese();

    public override RefusalText Refusals { get; } = new RefusalTextPortuguese();

    public override string Time(DateTimeOffset time) => time.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    public override string Registered(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Turma {number}: presença de {student} registrada em {Time(at)}.";

    public override string Already(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Turma {number}: a presença de {student} já estava registrada, em {Time(at)}.";

    public override string NoRollCall(ClassNumber number, StudentId student, DateTimeOffset at) =>
        $"Turma {number}: presença de {student} recusada em {Time(at)}: a turma não tem chamada aberta.";

    public override string OtherRefusal(ClassNumber number, StudentId student, DateTimeOffset at, string word) =>
        $"Turma {number}: presença de {student} recusada em {Time(at)}: {Refusals.Of(word)}.";

    public override string CodeIs(string code) => $"Código: {code}";

    public override string OnlyHere => "só esta máquina alcança esse endereço; veja: chamada doctor";

    public override string Waits(ClassNumber number, StudentId student, DateTimeOffset at, TimeSpan wait) =>
        $"Turma {number}: presença de {student} recusada em {Time(at)}: muitos códigos errados; aguarde {Seconds(wait)} s.";

    public override string Receipt(ChainHead receipt) => $"Recibo: {receipt}";

    public override string NoReceipt => "a presença está registrada, mas este servidor não dá recibos.";

    public override string Code(ClassNumber number, CodeDigits code, TimeSpan left) =>
        $"Turma {number}: o código é {code}, por mais {WholeSeconds(left)} s.";

    public override string NoCode(ClassNumber number) => $"Turma {number}: nenhum código é pedido.";

    public override string RosterNotGiven(ClassNumber number, string cause) =>
        $"a chamada da turma {number} está aberta, mas a lista da turma não pôde ser dada ao servidor: {Printable.Line(cause)}";

    public override string NoRosterToGive(ClassNumber number) =>
        $"não há lista da turma {number} guardada aqui, então ninguém é comparado com uma: chamada lista {number} --importar ARQUIVO";

    public override string Opened(ClassNumber number, DateTimeOffset at) => $"Turma {number}: chamada aberta em {Time(at)}.";

    public override string ClosedHead(ClassNumber number, DateTimeOffset at, int count) =>
        $"Turma {number}: chamada encerrada em {Time(at)}; {Present(count)}.";

    public override string ListHead(ClassNumber number, DateTimeOffset openedAt, int count) =>
        $"Turma {number}: chamada aberta desde {Time(openedAt)}; {Present(count)}.";

    public override string RollLine(RollsLine roll) => $"Turma {roll.Class}: aberta desde {Time(roll.OpenedAt)}; {Present(roll.Count)}.";

    public override string NoRolls(ServerList servers) => $"Nenhuma chamada aberta em {servers}.";

    public override string SavedAs(string file) => $"Lista salva: {Printable.Line(file)} e .csv";

    public override string ClosedBy(string name) => $"Foi encerrada em seu lugar, com a chave de \"{Printable.Line(name)}\".";

    public override string ListWaitsForOwner => "A lista espera no servidor por quem abriu a chamada; não fica guardada aqui.";

    public override string AdminKeyNeeded =>
        "encerrar o que outra pessoa abriu pede uma chave com esse direito no servidor (--arquivo-chave), e nenhuma foi mostrada.";

    public override string NoAdminKey(ClassNumber number) =>
        $"a turma {number} não foi encerrada: a sua chave não tem o direito de encerrar o que outros abriram.";

    public override string AdminUnknown(ServerAddress server) =>
        $"{server} é de uma versão anterior, em que só quem abriu uma chamada a encerra.";

    public override string NotReceipted(ClientError error) =>
        $"a lista está salva, mas não foi possível avisar o servidor para apagar a cópia dele ({Cause(error)}). "
        + "Encerrar mais uma vez faz isso; senão, o servidor a apaga sozinho mais tarde.";

    public override string NotSaved(string path, string cause) =>
        $"a chamada foi encerrada, mas não foi possível salvar a lista em {Printable.Line(path)}: {Printable.Line(cause)}. "
        + "O servidor a guarda: encerre mais uma vez quando isso estiver resolvido.";

    public override string TokenNotStored(string path, string cause) =>
        $"nada foi aberto: não foi possível guardar o direito de encerrar em {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string TokenNotUpdated(string path, string cause) =>
        $"não foi possível atualizar {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string TokensUnreadable(string path, string cause) =>
        $"não foi possível ler os direitos de encerrar em {Printable.Line(path)}: {Printable.Line(cause)}";

    public override string NotTheOpener(ClassNumber number, ServerList servers, IReadOnlyList<ServerAddress> others) =>
        $"esta conta não tem chamada da turma {number} em {servers}; só a conta que abriu pode listar e encerrar."
        + (others.Count == 0 ? "" : $" Ela tem uma em {Servers(others)}: use --servidor.");

    public override string AlreadyOpen(ClassNumber number, bool ours) => ours
        ? $"a turma {number} já tem chamada aberta, por esta conta: chamada professor --encerrar {number}"
        : $"a turma {number} já tem chamada aberta, por outra pessoa.";

    public override string NotOpen(ClassNumber number) => $"a turma {number} não tem chamada aberta.";

    public override string MayBeUnfetched =>
        "Esta conta abriu uma e não buscou a lista. O que ninguém busca por muito tempo o servidor guarda em arquivo, na pasta unfetched "
        + "dos dados dele: peça a quem cuida do servidor.";

    public override string OpenDenied(ServerAddress server) =>
        $"em {server} só a própria máquina abre chamadas. Quem a usa pode permitir outras: chamada professor --visitas";

    public override string MovedInVain(ServerAddress server, ClassNumber number, string detail) =>
        $"{server} indicou outro servidor para a turma {number}, mas ela também não está lá ({Printable.Line(detail)}).";

    public override string MovedUnanswered(ServerAddress server, ClassNumber number, string detail) =>
        $"{server} indicou outro servidor para a turma {number}, que não responde ({Printable.Line(detail)}).";

    public override string Denied(ClassNumber number) =>
        $"a chamada da turma {number} foi aberta por outra pessoa, e só ela pode listar e encerrar.";

    public override string Unavailable(string detail) => $"o servidor não consegue registrar nada agora: {Printable.Line(detail)}";

    public override string OtherError(ClientError error) =>
        $"o servidor recusou: {Refusals.Of(error)}";

    public override string Unreachable(ServerList servers, ClientError error) => $"nenhum servidor em {servers} ({Cause(error)}).";

    public override string TimedOut(ServerList servers, TimeSpan timeout) =>
        $"{servers} não respondeu em {Seconds(timeout)} s. Pode pedir de novo sem risco.";

    public override string Disconnected(ServerList servers, ClientError error) =>
        $"a conexão com {servers} caiu ({Cause(error)}). Pode pedir de novo sem risco.";

    public override string NotChamada(ServerAddress server) =>
        $"quem responde em {server} não é um servidor Chamada. A porta está certa?";

    public override string OtherKey(ServerAddress server, OtherKey key) =>
        $"{server} NÃO É O SERVIDOR QUE ERA. Nada foi enviado a ele.\n  mostra       {key.Shown}\n  deveria ser  {key.Expected}\n"
        + "Alguém pode estar se passando pelo seu servidor, ou ele foi instalado de novo: pergunte a impressão digital a quem o administra."
        + (key.File is null ? "" : $" Se for a que o servidor mostra, tire a linha de {server} de {Printable.Line(key.File)}.");

    public override string Unbelieved(ServerAddress server, string cause) =>
        $"não dá para confiar em {server}, por isso nada foi enviado a ele ({Printable.Line(Folder.Cause(cause))}).";

    public override string NoTls(ServerAddress server, string cause) =>
        $"{server} não usa TLS, ou nenhum que sirva aos dois ({Printable.Line(Folder.Cause(cause))}). Nada foi enviado a ele.";

    public override string TlsOnly(ServerAddress server) => $"{server} só atende por TLS: peça de novo com --tls.";

    protected override string? Cause(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nada atende nessa porta",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "esse nome não existe na rede",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            "não há caminho até essa rede",
        SocketError.TimedOut => "ninguém atendeu a tentativa de conexão",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "o outro lado cortou a conexão",
        SocketError.Disconnecting => "o servidor encerrou a conexão",
        _ => null,
    };

    public override string Interrupted => "interrompido.";

    public override string Progress(long done) => string.Create(CultureInfo.InvariantCulture, $"{done} enviados");

    public override string Unexpected(string cause) => $"erro inesperado: {Printable.Line(cause)}";

    private static string Present(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "presente" : "presentes")}");
}
