using System.Net;
using Chamada.Core.Log.Postgres;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class ServeTextPortuguese : ServeText
{
    protected override FolderText Folder { get; } = new FolderTextPortuguese();

    public override string Listening(IPEndPoint address) => $"Chamada pronta em {address}";

    public override string MemoryOnly => "--memoria: nada é guardado. Todas as chamadas somem quando este servidor parar.";

    public override string AddressSpaceTooSmall(long mebibytes, long needed) =>
        $"este processo só pode usar {mebibytes} MiB de espaço de endereços (ulimit -v); o servidor precisa de {needed} MiB, dos quais usa "
            + "uma pequena parte.";

    public override string OneSocketOnly => "o gerenciador de serviços deve entregar um único soquete TCP que escuta (LISTEN_FDS).";

    public override string PortInUse(IPEndPoint address) =>
        $"a porta {address.Port} já está em uso em {address.Address}. Escolha outra com --porta, ou uma livre com --porta 0.";

    public override string PortNotAllowed(IPEndPoint address) =>
        $"esta conta não pode escutar na porta {address.Port}. Escolha uma a partir de 1024 com --porta.";

    public override string AddressNotHere(IPAddress address) => $"{address} não é um endereço desta máquina. 0.0.0.0 escuta em todos.";

    public override string CannotListen(IPEndPoint address, string cause) =>
        $"não foi possível escutar em {address}: {Printable.Line(Folder.Cause(cause))}";

    public override string NoKeys(string place) => $"{place}: não há nenhuma chave de professor";

    public override string BadKey(string place, int line) =>
        $"{place}, linha {line}: não é uma chave, ou o nome ou a chave está repetido; esperado: CHAVE, NOME CHAVE, ou NOME CHAVE admin";

    public override string KeysRead(string place, IReadOnlyList<string> names) =>
        $"{place}: chaves de professor lidas de novo: {string.Join(", ", names)}";

    public override string KeysKept(string place) => $"{place}: continuam valendo as chaves de professor que havia";

    protected override string UnreadableKeys(string path, string cause) => $"{path}: não é possível ler as chaves de professor ({cause})";

    protected override string Certificate(string path, string cause) => path.Length == 0
        ? $"não foi possível criar um certificado para TLS ({cause})."
        : $"{path}: não foi possível ler certificado e chave para TLS ({cause}). Os dois são arquivos PEM, a chave sem senha.";

    protected override string Store(PostgresFaultKind kind, string place, string cause) => kind switch
    {
        PostgresFaultKind.Unreachable => $"{place}: o banco não responde ({cause}). O PostgreSQL está rodando aí, e aceita conexões?",
        PostgresFaultKind.Untrusted => $"{place}: o banco não fala TLS como o endereço pede ({cause}). Veja nele sslmode= e sslrootcert=.",
        PostgresFaultKind.Password => $"{place}: o banco não conhece esta conta, ou não com esta senha ({cause}). A senha vem de "
            + "PGPASSFILE, PGPASSWORD ou de passfile= no endereço.",
        PostgresFaultKind.NoDatabase => $"{place}: esse banco não existe. Um administrador o cria com createdb.",
        PostgresFaultKind.NoRight =>
            $"{place}: esta conta não pode fazer no banco o que é preciso ({cause}). docs/running.md diz de que direitos precisa.",
        PostgresFaultKind.OldVersion => $"{place}: o PostgreSQL {cause} é velho demais; é preciso o 15 ou mais novo.",
        PostgresFaultKind.ReadOnly => $"{place}: nenhum destes bancos aceita mudanças ({cause}). São réplicas, ou só permitem leitura; "
            + "diga também o primário.",
        PostgresFaultKind.NewerVersion =>
            $"{place}: uma versão mais nova da Chamada fez o que está no banco ({cause}). Ele ficou como estava; use essa versão.",
        PostgresFaultKind.Damaged => $"{place}: o que está no banco se contradiz ({cause}). Ele ficou como estava.",
        _ => $"{place}: não é possível usar o banco ({cause}).",
    };

    protected override string NothingRecorded =>
        " NADA MAIS É REGISTRADO: alunos e professores são recusados até o servidor ser iniciado de novo.";

    protected override string NoAccess(string path, string cause) =>
        $"esta conta não pode usar {path} ({cause}). Escolha outra pasta com --dados.";

    protected override string ReadOnly(string path) => $"{path} pode ser lido, mas não gravado. Escolha outra pasta com --dados.";

    protected override string NotAFolder(string path) => $"{path} é um arquivo; os dados precisam de uma pasta. Escolha outra com --dados.";

    protected override string InUse(string path, string holder) =>
        $"outro servidor Chamada{holder} usa a pasta de dados {path}. Pare-o, ou escolha outra pasta com --dados.";

    protected override string Holder(int process, string machine, string address) =>
        $" (processo {process} em {machine}{(address.Length == 0 ? "" : $", em {address}")})";

    protected override string Locked(string path) => $"outro programa mantém {path} bloqueado. Feche-o e inicie de novo.";

    protected override string NotAJournal(string path) =>
        $"{path} não é um banco de dados da Chamada. Ele ficou como estava; escolha outra pasta com --dados.";

    protected override string Damaged(string path, string cause) =>
        $"{path} está danificado ({cause}). Ele ficou como estava. `chamada reparar` com os mesmos --dados salva o que está inteiro; "
        + "ou escolha outra pasta com --dados.";

    protected override string AlreadyThere(string path) => $"{path} já existe. Nada é sobrescrito; escolha outro lugar.";

    protected override string Removed(string path) =>
        $"{path} foi removido ou trocado enquanto o servidor rodava. O que foi registrado antes está nele, onde quer que esteja agora.";

    protected override string Exposed(string path, string cause) =>
        $"outros poderiam mudar o que se registra em {path} ({cause}). Remova-o, ou escolha outra pasta com --dados.";

    protected override string NewerVersion(string path) =>
        $"uma versão mais nova da Chamada gravou {path}. Ele ficou como estava; use essa versão, ou escolha outra pasta com --dados.";

    protected override string DiskFull(string path) => $"não há espaço no disco para {path}.";

    protected override string InputOutput(string path, string cause) => $"ler ou gravar {path} falhou ({cause}).";
}
