using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class LogTextPortuguese : LogText
{
    protected override FolderText Folder { get; } = new FolderTextPortuguese();

    public override string? Line(string name, Func<string, string> value) => name switch
    {
        "Listening" => $"Escutando em {value("EndPoint")}",
        "MetricsListening" => $"As métricas estão em http://{value("EndPoint")}/metrics",
        "CertificateShown" => $"TLS: impressão digital {value("Fingerprint")}, o certificado vale até {value("Until")}",
        "CertificateRenewed" =>
            $"TLS: o certificado foi refeito para a mesma chave, por isso a impressão digital fica; vale até {value("Until")}",
        "CertificateRead" =>
            $"TLS: os arquivos do certificado foram lidos de novo: impressão digital {value("Fingerprint")}, vale até {value("Until")}",
        "CertificateKept" =>
            $"TLS: {value("Path")}: o certificado não pôde ser renovado ({Folder.Cause(value("Detail"))}); o anterior continua valendo",
        "Stopping" => $"Parando: {value("Connections")} conexões",
        "ConnectionClosed" => $"Conexão de {value("Peer")} encerrada: {Reason(value("Reason"))}",
        "ConnectionRefused" => $"Uma conexão foi recusada: já há {value("Most")}, o máximo permitido",
        "AcceptFailed" => $"Uma conexão não pôde ser aceita: {Folder.Cause(value("Error"))}",
        "TeacherCame" => $"A chave de professor de {value("Name")} foi apresentada de {value("Address")}",
        "WrongKey" => $"Uma chave de professor errada foi apresentada de {value("Address")}",
        "NotAdmitted" => $"Uma conexão de {value("Address")} foi recusada: não é de nenhuma das redes atendidas",
        "NoRoom" => "Não havia memória para uma conexão",
        "HandlerThrew" => "Uma conexão foi encerrada por um erro do programa ao atendê-la",
        "StillBusy" => $"Parado, embora o que {value("Connections")} conexões pediram ainda estivesse sendo gravado",
        "DiskSilent" => $"{value("Path")}: parado, embora o disco não responda há {value("Seconds")} s; o que ninguém soube pode "
            + "faltar no próximo início",
        "ListWaits" =>
            $"Ninguém buscou a lista da turma {value("Class")}, encerrada em {value("ClosedAt")}, {value("Students")} presentes: quando o "
            + $"servidor tiver funcionado mais {value("Days")} dias, ela sai do banco para a pasta 'unfetched'",
        "ListMoved" =>
            $"A lista da turma {value("Class")}, encerrada em {value("ClosedAt")}, {value("Students")} presentes, que ninguém buscou em "
            + $"{value("Days")} dias de funcionamento do servidor, agora é um arquivo na pasta 'unfetched', e saiu do banco",
        "ListNotMoved" =>
            $"{value("Path")}: uma lista que ninguém buscou não pôde ser gravada ({Folder.Cause(value("Cause"))}), por isso fica no banco",
        "WaitingFailed" => "As listas que ninguém buscou não puderam ser examinadas",
        "Repeated" => $"A linha anterior vale por {value("Count")} em {value("Seconds")} s",
        "Replayed" => $"{value("Path")}: {value("Events")} eventos, o último {value("Sequence")}, lidos em {value("Milliseconds")} ms",
        "Failed" =>
            $"{value("Path")}: a gravação falhou ({Folder.Cause(value("Cause"))}). Nada mais é registrado; mudanças são "
            + "recusadas até o servidor ser iniciado de novo",
        "EraseDelayed" => $"{value("Path")}: outro programa usa o banco de dados, por isso chamadas apagadas ainda deixam vestígios nele; "
            + "tentando de novo até que ele o solte",
        "EraseCompleted" => $"{value("Path")}: o apagamento atrasado terminou",
        "WaiterFailed" => "um pedido que esperava pelo diário falhou",
        "Migrated" => $"{value("Path")}: passado da versão {value("From")} para a versão {value("To")}",
        "Tightened" => $"{value("Path")}: outros podiam gravar aí; esse direito foi tirado de todos, menos do dono",
        "Waiting" => $"{value("Path")}: outro programa mantém o banco de dados bloqueado; todos esperam até que ele o solte",
        "WaitingEnded" => $"{value("Path")}: o outro programa soltou o banco de dados",
        "PutOff" => $"{value("Path")}: o que foi adiado não pôde ser feito ({Folder.Cause(value("Cause"))}); mais tarde se tenta de novo. "
            + "O que está registrado está no disco",
        "StoreLoaded" => $"{value("Place")}: lido em {value("Milliseconds")} ms",
        "StoreAway" => $"{value("Place")}: o banco não responde ({Folder.Cause(value("Cause"))}). Mudanças são recusadas até que responda "
            + "de novo; as tentativas continuam",
        "StoreBack" => $"{value("Place")}: o banco responde de novo, depois de {value("Milliseconds")} ms",
        "StoreDamaged" =>
            $"{value("Place")}: a faixa {value("Lane")} não pode mais ser seguida ({value("Cause")}); mudanças nas suas turmas "
            + "são recusadas",
        "StoreTurnFailed" => "uma tarefa do banco falhou; ela continua",
        "ReaderFailed" => "um leitor dos acontecimentos falhou",
        "LogLink" => $"Descoberta por {value("Family")} no enlace {value("Link")}: {value("Addresses")} endereços para anunciar",
        "LogSilent" => $"Descoberta por {value("Family")} no enlace {value("Link")} não consegue enviar agora",
        "LinkUnusable" => $"Sem descoberta em {value("Problem")}",
        _ => null,
    };

    private static string Reason(string reason) => reason switch
    {
        "Idle" => "calada por tempo demais",
        "SlowReader" => "não leu as respostas",
        "HalfRequest" => "não terminou um pedido",
        "Stopping" => "o servidor está parando",
        "Fault" => "erro do programa",
        _ => reason,
    };
}
