using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class HelpTextPortuguese : HelpText
{
    public override string UsageTitle => "Uso:";

    public override string CommandsTitle => "Comandos:";

    public override string OptionsTitle => "Opções:";

    public override string ExamplesTitle => "Exemplos:";

    public override string CommandsPlace => "COMANDO";

    public override string OptionsPlace => "[OPÇÕES]";

    public override string Default(string value) => $"(padrão: {value})";

    public override string MoreHelp => "Ajuda sobre um comando: chamada COMANDO --help";

    public override string ExitCodes =>
        "Códigos de saída: 0 feito; 1 recusado; 2 uso ou entrada incorreta; 3 sem servidor, ou falha de servidor, porta ou pasta.";

    public override string Program =>
        """
        Chamada: a lista de presença da sala de aula.
        O professor abre a chamada de uma turma, os alunos registram a presença nas próprias máquinas, e o professor encerra e fica com a lista.
        """;

    public override IReadOnlyList<string> ProgramExamples =>
    [
        "chamada professor                                 a tela do professor",
        "chamada aluno                                     a tela do aluno",
        "chamada servidor                                  um servidor sem tela",
        "chamada professor --abrir 3030                    abre a chamada",
        "chamada aluno --turma 3030 --matricula 042191010  registra um aluno",
        "chamada professor --encerrar 3030                 encerra e mostra a lista",
        "chamada lista 3030 --importar alunos.csv          guarda a lista da turma",
    ];

    public override string Serve => "Executa o servidor ao qual professores e alunos se conectam, até Ctrl+C.";

    public override IReadOnlyList<string> ServeExamples =>
    [
        "chamada servidor",
        "chamada servidor --endereco 127.0.0.1 --porta 0 --memoria",
    ];

    public override string Teacher => "Abre, lista e encerra chamadas: em uma tela, ou por um script com uma das opções.";

    public override string TeacherInScript => "chamada professor --abrir 3030";

    public override IReadOnlyList<string> TeacherExamples =>
    [
        "chamada professor",
        "chamada professor --turma 3030 --por 10m",
        "chamada professor --servidor 192.168.0.10",
        TeacherInScript,
        "chamada professor --listar 3030 --json",
        "chamada professor --encerrar 3030",
    ];

    public override string Student => "Registra presença: em uma tela, ou por um script com --turma.";

    public override string StudentInScript => "chamada aluno --turma 3030 --matricula 042191010";

    public override IReadOnlyList<string> StudentExamples =>
    [
        "chamada aluno",
        "chamada aluno --servidor 192.168.0.10",
        "chamada aluno --na-porta --turma 3030",
        StudentInScript,
        "chamada aluno --turma 3030 --lote alunos.txt --json",
    ];

    public override string Roster => "Mostra a lista de uma turma, ou a lê de um arquivo: CSV, texto ou .xlsx.";

    public override IReadOnlyList<string> RosterExamples =>
    [
        "chamada lista 3030",
        "chamada lista 3030 --importar alunos.xlsx",
        "chamada lista 3030 --importar notas.csv --numero RA --nome Aluno --simular",
    ];

    public override string ImportRoster =>
        "Lê a lista de um arquivo e a guarda no lugar da que havia; - lê de stdin. Só quando não há dúvida.";

    public override string NumberColumn => "A coluna das matrículas: o cabeçalho dela, ou 1, 2, …";

    public override string NameColumn => "A coluna dos nomes, da mesma forma; com +, nome e sobrenome; 0 para nenhuma.";

    public override string Sheet => "A planilha de um .xlsx (padrão: a primeira).";

    public override string Encoding => "A codificação do texto, quando ela não é certa, como windows-1252 ou cp850.";

    public override string NoPunctuation => "Guarda só letras e algarismos das matrículas: 15/0012345 como 150012345.";

    public override string DryRun => "Mostra o que seria guardado, e não guarda nada.";

    public override string Peers => "Lista quem tem chamadas abertas na rede local, e onde.";

    public override IReadOnlyList<string> PeersExamples =>
    [
        "chamada vizinhos",
        "chamada vizinhos --turma 3030 --json",
        "chamada vizinhos --acompanhar",
    ];

    public override string Doctor =>
        "Verifica se os alunos vão encontrar e alcançar esta máquina, até onde ela mesma pode saber. Código de saída 0 se tudo está bem, "
            + "senão 3.";

    public override IReadOnlyList<string> DoctorExamples =>
    [
        "chamada diagnostico",
        "chamada diagnostico --porta 5051 --json",
    ];

    public override string Help => "Mostra esta ajuda.";

    public override string Version => "Mostra a versão.";

    public override string Lang => "Idioma: pt-BR ou en (padrão: CHAMADA_LANG, senão a localidade, senão pt-BR).";

    public override string Server => "Onde está o servidor.";

    public override string ServerOrSearch =>
        "Onde está o servidor. Sem esta opção, quem tem a turma é procurado: nesta máquina, depois na rede local.";

    public override string Timeout => "Quanto tempo esperar pelo servidor, com as novas tentativas.";

    public override string Json => "Escreve um objeto JSON por linha.";

    public override string Bind => "O endereço IP de escuta.";

    public override string Port => "A porta TCP; com 0, o sistema escolhe uma livre.";

    public override string Data => "A pasta do banco de dados.";

    public override string Memory => "Guarda tudo só na memória; tudo some quando o servidor para.";

    public override string Store =>
        "O banco PostgreSQL em que as chamadas ficam, que vários servidores podem dividir: postgresql://USUARIO@HOST,HOST2/BANCO "
        + "(padrão: CHAMADA_STORE, senão a pasta). A senha vem de PGPASSFILE, PGPASSWORD ou de passfile= nele.";

    public override string MaxConnections => "Quantas conexões ao mesmo tempo.";

    public override string MaxBuffers =>
        "Quantos MiB todas as conexões juntas podem ocupar enquanto são atendidas, metade disso as de um endereço; quem precisa "
        + "de mais espera ou é recusado (padrão: um quarto da memória).";

    public override string MaxPerAddress => "Quantas conexões de um endereço ao mesmo tempo; mais uma é recusada.";

    public override string Rate => "Quantos pedidos por segundo de um endereço, na média; de uma vez podem vir quatro vezes mais.";

    public override string MaxOpen => "Quantas chamadas abertas de um endereço ao mesmo tempo; no total, vinte vezes mais.";

    public override string MaxStudents => "Quantos alunos na lista de uma chamada.";

    public override string LimitLoopback => "Esses limites valem também para esta própria máquina.";

    public override string IdleTimeout => "Fecha uma conexão que fica calada por esse tempo; 0 para nunca.";

    public override string RequestTimeout => "Fecha uma conexão que deixa um pedido pela metade por esse tempo.";

    public override string KeepClosed =>
        "Por quanto tempo uma lista encerrada que o professor não buscou fica no banco, contado enquanto o servidor roda; depois vai para "
            + "a pasta unfetched.";

    public override string Metrics =>
        "Mostrar em http://ENDEREÇO:PORTA/metrics o que o servidor mede, como o Prometheus lê.";

    public override string LogFormat => "Como o registro é escrito: linhas para ler, ou um objeto JSON por linha.";

    public override string Verbose => "Informa cada conexão em stderr.";

    public override string Embed => "Este programa é o servidor, mesmo que outro já rode nesta máquina. Só com a tela.";

    public override string NoEmbed => "Este programa nunca é o servidor.";

    public override string EmbeddedPort =>
        "A porta em que o servidor desta máquina está, ou em que este programa o será; 0 escolhe uma livre.";

    public override string EmbeddedBind =>
        "O endereço IP em que este programa escuta quando é o servidor (padrão: todos os da máquina, IPv4 e IPv6).";

    public override string Guests => "Deixa que outras máquinas abram chamadas neste servidor; sem ela, só esta máquina abre.";

    public override string ServerOrEmbed =>
        "Onde está o servidor. Sem ela, a tela usa o servidor desta máquina, ou este programa passa a sê-lo; um script usa 127.0.0.1:5050.";

    public override string NoAnnounce => "Não informa à rede local quais turmas estão abertas: os alunos então precisam do endereço.";

    public override string NoRedirect => "Não encaminha alunos a outros servidores da rede que tenham a turma deles.";

    public override string NoWeb => "Não mostra a celulares e outros navegadores a página em que registram presença.";

    public override string ClientTls =>
        "Usa TLS com o servidor. Ele é aceito se o sistema confia no certificado dele, ou se mostra a chave que mostrou na primeira vez.";

    public override string Fingerprint =>
        "Com TLS: só é aceito um servidor com esta impressão digital, o SHA-256 da chave, que o registro dele diz, ou do certificado.";

    public override string ServeTls =>
        "Atende também por TLS, na mesma porta, com um certificado próprio, criado no primeiro uso; o registro diz sua impressão digital.";

    public override string Certificate =>
        "Com --tls: o certificado a mostrar no lugar dele, um arquivo PEM, com os emissores em seguida; relido quando muda.";

    public override string CertificateKey => "A chave do certificado, um arquivo PEM; sem ela, está no arquivo do certificado.";

    public override string TlsOnly => "Com --tls: quem não usa TLS é avisado e desconectado.";

    public override string Allow => "Só atende quem vem destas redes, e esta própria máquina: 10.0.0.0/8, ou local. Pode ser repetida.";

    public override string TeacherKeyFile =>
        "Só abre chamadas para professores com uma chave deste arquivo, uma por linha: CHAVE, NOME CHAVE, ou NOME CHAVE "
        + "admin (também encerra o que outros deixaram aberto). Relido com SIGHUP. Sem ela: a variável CHAMADA_TEACHER_KEY.";

    public override string KeyFile =>
        "Arquivo com a chave de professor, para um servidor que a pede. Sem ela: a variável "
        + "CHAMADA_TEACHER_KEY.";

    public override string WebNames =>
        "Nomes de domínio deste servidor, separados por vírgulas, pelos quais navegadores podem registrar; endereços e nomes locais valem "
            + "sempre.";

    public override string AnnouncedName => "O nome que todos na rede local veem ao lado das turmas abertas.";

    public override string Links =>
        "Redes em que anunciar e procurar, pelos nomes das interfaces separados por vírgulas, ou none (padrão: CHAMADA_LINKS, senão todas "
            + "as locais).";

    public override string PeersOfClass => "Só quem tem esta turma.";

    public override string WatchPeers => "Continua e informa quem chega, muda e sai, até Ctrl+C.";

    public override string SearchTime => "Quanto tempo esperar por respostas (padrão: 1, e mais 3 onde ninguém respondeu).";

    public override string DoctorPort => "A porta em que o servidor está, ou deve ficar.";

    public override string Open => "Abre a chamada de uma turma.";

    public override string For => "Com --abrir ou --turma: o servidor encerra a chamada sozinho depois desse tempo, como 10m.";

    public override string AskCode =>
        "Com --abrir: os alunos precisam do código do quadro, que muda a cada 5 a 60 SEGUNDOS (padrão 15). Sozinha, com uma TURMA: mostra "
        + "o código de agora.";

    public override string DeviceRule =>
        "Com --abrir: o que acontece com um segundo aluno do mesmo aparelho: registrado e sinalizado, recusado, ou ninguém olha.";

    public override string From =>
        "Com --abrir: de quais redes os alunos podem registrar presença, como 192.168.0.0/24,fd00::/8; local: as do servidor.";

    public override string Listed =>
        "Com --abrir: o que acontece com um número fora da lista da turma guardada aqui: sinalizado, perguntado de novo, ou recusado. "
        + "Os números vão ao servidor, os nomes nunca.";

    public override string Lessons => "Com --abrir: quantas aulas a chamada vale (sem ela, o que a turma tem, ou 1).";

    public override string LateAfter =>
        "Com --abrir: quanto tempo depois da abertura o aluno está atrasado, como 10m; 0 para nunca (sem ela, o que a turma tem).";

    public override string DayPlace => "DATA";

    public override string MomentPlace => "DATA[THH:MM[:SS]]";

    public override string TextPlace => "TEXTO";

    public override string PercentPlace => "PORCENTAGEM";

    public override string StudentCode => "Os seis algarismos do quadro, quando a turma pede um código.";

    public override string Confirm => "Registra mesmo que o número não esteja na lista da turma, se o professor permite.";

    public override string WantsReceipt =>
        "Mostra também o recibo: com ele, chamada conferir acha o registro na lista que o professor salva.";

    public override string CodePlace => "[SEGUNDOS|TURMA]";

    public override string DigitsPlace => "ALGARISMOS";

    public override string NetworksPlace => "REDES";

    public override string Close => "Encerra a chamada de uma turma, salva a lista na sua pasta de dados e a mostra.";

    public override string Admin =>
        "Com --encerrar: encerra o que outra pessoa deixou aberto, com uma chave que tem esse direito. O registro diz de quem é a chave; "
        + "a lista espera por quem abriu.";

    public override string List => "Mostra quem está presente na chamada aberta de uma turma.";

    public override string Qr => "Com --abrir: desenha o código QR que leva os celulares à turma, e mostra o endereço.";

    public override string Rolls => "Mostra quais chamadas estão abertas.";

    public override string Class => "A turma: um número de 1 a 18 algarismos.";

    public override string StudentNumber => "A matrícula: de 1 a 32 letras, algarismos, pontos, hifens ou sublinhados.";

    public override string Plain =>
        "sem tela: linhas e opções numeradas, para leitores de tela e terminais simples";

    public override string Door =>
        "Uma tela para um computador na porta da sala: uma turma, um aluno após o outro. Sem servidor, guarda e envia depois.";

    public override string Batch => "Registra todos os alunos de um arquivo, um por linha; - lê de stdin.";

    public override string ClassPlace => "TURMA";

    public override string StudentPlace => "MATRÍCULA";

    public override string ServerPlace => "HOST[:PORTA]";

    public override string AddressPlace => "ENDEREÇO";

    public override string PortPlace => "PORTA";

    public override string FolderPlace => "PASTA";

    public override string FilePlace => "ARQUIVO|-";

    public override string ColumnPlace => "COLUNA";

    public override string NumberPlace => "N";

    public override string TimePlace => "TEMPO";

    public override string SecondsPlace => "SEGUNDOS";

    public override string NamePlace => "NOME";

    public override string LinksPlace => "NOMES|none";

    public override string NamesPlace => "NOMES";
}
