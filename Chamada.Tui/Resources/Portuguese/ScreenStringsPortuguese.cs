using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

/// <summary>The screens in Brazilian Portuguese.</summary>
internal sealed class ScreenStringsPortuguese : ScreenStrings
{
    public override RefusalText Refusals { get; } = new RefusalTextPortuguese();
    public override RosterText Rosters { get; } = new RosterTextPortuguese();
    public override HostText Host { get; } = new HostTextPortuguese();
    public override BoardText Board { get; } = new BoardTextPortuguese();
    public override WallText Wall { get; } = new WallTextPortuguese();
    public override LineText Plain { get; } = new LineTextPortuguese();
    public override CheckText Checks { get; } = new CheckTextPortuguese();
    public override AnswerText Answers { get; } = new AnswerTextPortuguese();
    public override DoubtText Doubts { get; } = new DoubtTextPortuguese();
    public override ExportText Export { get; } = new ExportTextPortuguese();
    public override TermText Term { get; } = new TermTextPortuguese();
    public override TermScreenText TermScreen { get; } = new TermScreenTextPortuguese();
    public override FolderText Folder { get; } = new FolderTextPortuguese();
    public override string TeacherTitle => "Chamada · professor";
    public override string StudentTitle => "Chamada · aluno";
    public override string Connecting(string server) => $"○ conectando a {server}";
    public override string Connected(string server) => $"● conectado a {server}";
    public override string NotConnected(string server) => $"○ sem conexão com {server}";
    public override string LinkLost(string server, ClientError error, int seconds) =>
        $"Sem conexão com {server}: {(error.IsWrongKey ? "chave errada" : Fault(error.Fault))}; de novo em {N(seconds)} s.";
    public override string LinkRetrying(string server) => $"Sem conexão com {server}. Tentando de novo…";
    public override string TooSmall(int leastWidth, int leastHeight, int width, int height) =>
        $"Terminal pequeno demais: {N(width)}×{N(height)}. Aumente para pelo menos {N(leastWidth)}×{N(leastHeight)}. A chamada continua.";
    public override string HelpTitle => "Ajuda";
    public override string KeysHelpTitle => "Teclas desta tela";
    public override string HelpSearchLabel => "Buscar:";
    public override string HelpHint => "↑ ↓ tópico   PgUp PgDn texto   Enter próximo   F1 teclas   Esc volta";
    public override string NotInHelp => "Nada sobre isso.";
    public override string CloseButton => "Fechar";
    public override string CancelButton => "Cancelar";

    public override KeyWords HelpKey => new("Ajuda", "Mostra esta ajuda");
    public override KeyWords OpenRollCallKey => new("Abrir", "Abre a chamada da turma, ou volta a ela");
    public override KeyWords SendKey => new("Registrar", "Registra a presença");
    public override KeyWords ClearKey => new("Limpar", "Limpa a resposta e o formulário");
    public override KeyWords CloseRollCallKey => new("Encerrar", "Encerra a chamada e salva a lista (pergunta)");
    public override KeyWords MarkPresentKey => new("Marcar", "Marca presença do aluno escolhido, ou pede um");
    public override KeyWords TakeOffKey => new("Retirar", "Retira um aluno dos presentes (pede o motivo)");
    public override KeyWords ExtendKey => new("+5 min", "Dá mais cinco minutos de prazo");
    public override KeyWords SearchKey => new("Buscar", "Busca por matrícula ou nome; Esc desfaz");
    public override KeyWords ShowPresentKey => new("Presentes", "Mostra os presentes");
    public override KeyWords ShowAbsentKey => new("Ausentes", "Mostra os ausentes da lista da turma");
    public override KeyWords ShowAllKey => new("Todos", "Mostra presentes e ausentes");
    public override KeyWords ShowOffRosterKey => new("Fora da lista", "Mostra presentes que não estão na lista");
    public override KeyWords SortNextKey => new("Ordenar", "Ordena pela próxima coluna");
    public override KeyWords SortReverseKey => new("Inverter", "Inverte a ordem");
    public override KeyWords EditRosterKey => new("Lista", "Mostra e muda a lista da turma");
    public override KeyWords PutStudentKey => new("Guardar", "Guarda matrícula e nome na lista");
    public override KeyWords RemoveStudentKey => new("Remover", "Tira o aluno escolhido da lista (pergunta antes)");
    public override KeyWords ImportRosterKey => new("Importar", "Lê uma lista de um arquivo CSV ou .xlsx");
    public override KeyWords ReadFileKey => new("Ler", "Lê o arquivo e mostra o que há nele");
    public override KeyWords JoinRosterKey => new("Juntar", "Junta os alunos do arquivo à lista da turma");
    public override KeyWords ReplaceRosterKey => new("Substituir", "Troca a lista da turma pela do arquivo");
    public override KeyWords ShowBadLinesKey => new("Avisos", "Mostra linhas de fora e avisos, ou os alunos");
    public override KeyWords ChooseColumnsKey => new("Colunas", "Escolhe as colunas de matrícula e de nome");
    public override KeyWords DropPunctuationKey => new("Sem pontuação", "Guarda só letras e algarismos das matrículas");
    public override KeyWords MeanTheSameKey => new("Juntar", "A matrícula parecida passa a ser a da lista");
    public override KeyWords ExportKey => new("Exportar", "Grava em arquivo ou copia a lista");
    public override KeyWords WriteExportKey => new("Gravar", "Grava no formato escolhido");
    public override KeyWords ShowHistoryKey => new("Histórico", "Mostra as chamadas passadas da turma");
    public override KeyWords OpenSavedKey => new("Abrir", "Mostra a chamada escolhida");
    public override KeyWords NextRollCallKey => new("Próxima", "Vai para a próxima chamada na tela");
    public override KeyWords TryAgainKey => new("De novo", "Tenta já o que falhou: conectar, ler, salvar");
    public override KeyWords ChangeLanguageKey => new("English", "Muda para inglês");
    public override KeyWords ChangeThemeKey => new("Cores", "Muda as cores: escura, clara, alto contraste");
    public override KeyWords LeaveDoorKey => new("Sair", "Sai da porta, com o código do professor");
    public override KeyWords BackKey => new("Voltar", "Volta; uma chamada aberta continua aberta");
    public override KeyWords QuitKey => new("Sair", "Sai do programa (pergunta se isso para algo)");
    public override KeyWords SuspendKey => new("Dormir", "Vai ao shell; fg volta");
    public override KeyWords SuspendServingKey => new("Dormir", "Aqui não: este programa é o servidor");
    public override KeyWords ChooseKey => new("Escolher", "Começa o que está escolhido");

    public override string StartTab => "Início";
    public override string ClassPrompt => "Turma";
    public override string StartHint => "Digite o número da turma e tecle Enter, ou escolha abaixo com ↑ ↓.";
    public override string BadClass => "Número de turma: de 1 a 18 algarismos, diferente de zero.";
    public override string MinutesPrompt => "Minutos";
    public override string MinutesHint => "vazio: sem prazo";
    public override string BadMinutes => "Minutos: de 1 a 1440, ou vazio para não ter prazo.";
    public override string NoClasses => "Nenhuma turma ainda. Digite acima o número da primeira.";
    public override string ClassColumn => "Turma";
    public override string SituationColumn => "Situação";
    public override string PresentColumn => "Presentes";
    public override string ClassOpenHere(DateTimeOffset openedAt) => $"ABERTA às {Clock(openedAt)}";
    public override string ClassOpenElsewhere(DateTimeOffset openedAt) => $"de outro, {Clock(openedAt)}";
    public override string Recovered(int lists, string folder) =>
        lists == 1
            ? $"Uma lista encerrada antes foi recuperada em {folder}"
            : $"{N(lists)} listas encerradas antes foram salvas em {folder}";

    public override string ListsLost(int lists, string number) => lists == 1
        ? $"Turma {number}: lista saiu do servidor; veja lá a pasta unfetched."
        : $"{N(lists)} listas saíram do servidor; veja lá a pasta unfetched.";

    public override string ClassTitle(string number) => $"Turma {number}";
    public override string Opening => "abrindo a chamada…";
    public override string OpenSince(DateTimeOffset openedAt) => $"aberta às {Clock(openedAt)}";
    public override string OpenFor(TimeSpan running) => $"há {Duration(running)}";
    public override string ClosedAt(DateTimeOffset? openedAt, DateTimeOffset? closedAt) =>
        $"{(openedAt is { } o ? $"aberta em {Moment(o)}   " : "")}{(closedAt is { } c ? $"encerrada às {Clock(c)}" : "")}";
    public override string PhaseOpening => "ABRINDO";
    public override string PhaseOpen => "ABERTA";
    public override string PhaseClosing => "ENCERRANDO";
    public override string PhaseClosed => "ENCERRADA";
    public override string PhaseRefused => "RECUSADA";
    public override string PhaseGone => "PERDIDA";
    public override string PresentWord(int count) => count == 1 ? "presente" : "presentes";
    public override string OfExpected(int expected) => $"de {N(expected)} na lista";
    public override string AbsentCount(int count) => count == 1 ? "1 ausente" : $"{N(count)} ausentes";
    public override string OffRosterCount(int count) => $"{N(count)} fora da lista";
    public override string LastArrivals => "Últimas chegadas";
    public override string NobodyYet => "ninguém ainda";
    public override string ViewPresent => "Presentes";
    public override string ViewAbsent => "Ausentes";
    public override string ViewAll => "Todos";
    public override string ViewOffRoster => "Fora da lista";
    public override string NobodyFound => "Ninguém corresponde à busca.";
    public override string NobodyAbsent => "Ninguém ausente. Sem lista da turma, ninguém é esperado.";
    public override string NobodyOffRoster => "Ninguém fora da lista da turma.";
    public override string NobodyPresent => "Ninguém registrou presença ainda.";
    public override string SearchPrompt => "Busca:";
    public override string ColumnOrder => "Ordem";
    public override string ColumnStudent => "Matrícula";
    public override string ColumnName => "Nome";
    public override string ColumnTime => "Hora";
    public override string ColumnBy => "Como";
    public override string ByStudent => "aluno";
    public override string ByTeacher => "professor";
    public override string AbsentMark => "ausente";
    public override string RemovedMark => "retirado";
    public override string ColumnReason => "Motivo";
    public override string OffRosterMark => "(fora da lista)";
    public override string MarkTitle => "Marcar presença de um aluno";
    public override string MarkPrompt => "Matrícula:";
    public override string MarkNow => "Marcar presença";
    public override string TakeOffTitle => "Retirar dos presentes?";
    public override string TakeOffQuestion(string student, string name) => $"{student} {name}".TrimEnd();
    public override string TakeOffReasonLabel => "Motivo, que fica no registro:";
    public override string TakeOffReason => "não está na sala";
    public override string TakeOffNow => "Retirar";
    public override string ReasonMissing => "O registro precisa de um motivo.";
    public override string MarkedPresent(string student, DateTimeOffset at) => $"{student}: presença marcada por você às {Clock(at)}.";
    public override string MarkedAlready(string student, DateTimeOffset at) => $"{student} já estava presente desde as {Clock(at)}.";
    public override string TakenOff(string student, DateTimeOffset at) => $"{student} retirado às {Clock(at)}; isso fica no registro.";
    public override string WasNotPresent(string student) => $"{student} não estava entre os presentes.";
    public override string MarksWait(int count) =>
        count == 1
            ? "Sem conexão: 1 marca segue quando o servidor responder."
            : $"Sem conexão: {N(count)} marcas seguem quando o servidor responder.";
    public override string ClosesIn(TimeSpan left) => $"encerra em {Duration(left)}";
    public override string LastMinute(int seconds) => $"ÚLTIMO MINUTO: {N(seconds)} s";
    public override string TimeIsOver => "TEMPO ESGOTADO";
    public override string ClosedByAndSaved(string name, string file) => $"Encerrada por {name} (chave). Lista salva: {file}";

    public override string TimeIsUpAndSaved(string file) => $"Tempo esgotado. Lista salva: {file}";
    public override string NoMoreTime => "O servidor não dá mais prazo: sem limite, ou restaria mais de um dia.";
    public override string CloseTitle(string number) => $"Encerrar a chamada da turma {number}?";
    public override string CloseQuestion(string counts) =>
        $"{counts}.\nDepois disso ninguém mais registra presença, e esta chamada não pode ser reaberta. A lista é salva na sua pasta.";
    public override string CloseNow => "Encerrar";
    public override string KeepOpen => "Deixar aberta";
    public override string CloseWaits => "Sem conexão: a chamada será encerrada assim que o servidor responder.";
    public override string OpenElsewhere(string number) => $"Turma {number} aberta por outra pessoa: só quem abriu encerra.";
    public override string ServerRefused(string detail) => $"O servidor recusou: {detail}.";
    public override string Unavailable => "O servidor não consegue gravar; avise quem cuida dele. Nada foi alterado.";
    public override string FolderFailed(string path) => $"Sem acesso a {path}: veja espaço e permissões.";
    public override string SavedAndReceived(string file) => $"Lista salva: {file}";
    public override string SavedNotReceived(string file) => $"Lista salva: {file} (falta avisar o servidor)";
    public override string GoneAndSaved(string file) => $"O servidor não tem mais esta chamada. O que chegou aqui: {file}";
    public override string GoneAndEmpty => "O servidor não tem mais esta chamada, e nenhuma presença chegou aqui.";
    public override string RecoveredHere(int lists) => lists == 1
        ? "Uma lista anterior desta turma, que faltava, foi recuperada e salva."
        : $"{N(lists)} listas anteriores desta turma foram recuperadas e salvas.";
    public override string QuitTitle => "Sair antes de tudo estar salvo?";
    public override string QuitUnsaved(string number) =>
        $"A lista da turma {number} ainda não está salva na sua pasta. O servidor a guarda em disco, e este programa a busca da próxima "
            + "vez que encontrar esse servidor.";
    public override string QuitWithMarks(string number, int count) =>
        $"{(count == 1 ? "1 marca sua" : $"{N(count)} marcas suas")} na turma {number} ainda não no servidor: sair agora perde.";
    public override string QuitAnyway => "Sair";
    public override string StillOpen(string number) => $"A chamada da turma {number} continua aberta. Para voltar a ela: chamada teacher";

    public override string ExportRollTitle(string number) => $"Exportar a chamada da turma {number}";
    public override string ExportRosterTitle(string number) => $"Exportar a lista da turma {number}";
    public override string FileLabel => "Arquivo";
    public override string ExportHint => "Escolha o formato com ↑ ↓. Nenhum arquivo existente é trocado.";
    public override string FormatColumn => "Formato";
    public override string FormatClipboard => "Texto, para a área de transferência do terminal";
    public override string Exported(string file) => $"Gravado: {file}";
    public override string Copied => "Copiado, se este terminal aceita (OSC 52).";
    public override string ExportExists(string file) => $"{file} já existe: escolha outro nome.";
    public override string ExportFailed(string file, string cause) => $"Não foi possível gravar {file}: {cause}.";
    public override string TooLongToCopy => "Longo demais para a área de transferência: grave um arquivo.";
    public override string HistoryTitle(string number, int count) =>
        $"Histórico da turma {number}: {N(count)} {(count == 1 ? "chamada" : "chamadas")}";
    public override string NoHistory => "Nenhuma chamada encerrada desta turma na sua pasta.";
    public override string Unreadable => "arquivo ilegível";
    public override string DayColumn => "Data";
    public override string OpenedColumn => "Aberta";
    public override string ClosedColumn => "Encerrada";
    public override string AbsentColumn => "Ausentes";
    public override string RosterTitle(string number, int count) =>
        $"Lista da turma {number}: {N(count)} {(count == 1 ? "aluno" : "alunos")}";
    public override string RosterHint => "Enter guarda; uma matrícula que já está na lista muda de nome.";
    public override string RosterIsEmpty => "Lista vazia. Digite acima, ou importe um arquivo com Ctrl+O.";
    public override string NameLabel => "Nome";
    public override string LineColumn => "Linha";
    public override string ReasonColumn => "Problema";
    public override string TextColumn => "Texto";
    public override string RemoveTitle => "Remover da lista?";
    public override string RemoveQuestion(string student, string name) =>
        $"{student} {name}\nsai da lista da turma. Presenças registradas continuam.";
    public override string RemoveNow => "Remover";
    public override string ImportTitle(string number) => $"Importar a lista da turma {number}";
    public override string ImportHint => "CSV ou .xlsx com matrícula e nome; Enter lê e mostra antes de guardar.";
    public override string ImportSummary(RosterRead read, bool showsLines)
    {
        string students = read.Students.Count == 1 ? "1 aluno" : $"{N(read.Students.Count)} alunos";
        string kind = read.Layout.Encoding is { } encoding
            ? $"separador {SeparatorName(read.Layout.Separator)}   {TextEncodingNames.NameOf(encoding)}"
            : $"planilha {Printable.Line(read.Layout.Sheet)}";
        return $"{(showsLines ? "Linhas de fora e avisos   " : "")}{students}   {kind}   {(read.Layout.HeaderLine > 0 ? "com" : "sem")} "
            + "cabeçalho";
    }

    public override string ImportNext(bool isEmpty) => isEmpty ? "Enter guarda a lista." : "F7 junta, F8 substitui a lista.";

    public override string ImportBad(int leftOut, int remarks) => (leftOut, remarks) switch
    {
        (0, 1) => "1 aviso; F6 mostra.",
        (0, _) => $"{N(remarks)} avisos; F6 mostra.",
        (1, 0) => "1 linha fica de fora; F6 mostra.",
        (_, 0) => $"{N(leftOut)} linhas ficam de fora; F6 mostra.",
        _ => $"{N(leftOut)} de fora, {N(remarks)} com aviso; F6 mostra.",
    };

    public override string AskSheet => "Qual planilha tem a lista? Setas e Enter escolhem.";
    public override string AskEncoding => "Em qual linha os acentos estão certos? Setas e Enter escolhem.";
    public override string AskNumberColumn(bool noneLooksLikeIt) => noneLooksLikeIt
        ? "Nenhuma coluna parece ter matrículas. Se uma tem, setas e Enter; senão, Esc."
        : "Qual coluna tem as matrículas? Setas e Enter escolhem.";
    public override string AskNameColumn => "Qual coluna tem os nomes? Setas e Enter escolhem.";
    public override string NoNames => "(sem nomes)";
    public override string SheetColumn => "Planilha";
    public override string EncodingColumn => "Codificação";
    public override string SampleColumn => "Exemplos";
    public override string HeadingColumn => "Coluna";
    public override string ContentColumn => "Parece";
    public override string RosterBadLines(int count, string file, int first) =>
        $"{file}: {(count == 1 ? $"a linha {N(first)} está ruim" : $"{N(count)} linhas ruins (a 1ª: {N(first)})")}; corrija o arquivo.";
    public override string LooksLike(string typed, string listed, string name) => $"{typed} parece {listed} {name}: j junta os dois.";
    public override string ReplaceTitle => "Substituir a lista?";
    public override string ReplaceQuestion(int before, int after) =>
        $"A lista de agora tem {N(before)} alunos; a do arquivo, {N(after)}. A de agora é trocada.";
    public override string ReplaceNow => "Substituir";

    public override string ClassLabel => "Turma";
    public override string StudentLabel => "Matrícula";
    public override string SendButton => "Registrar presença";
    public override string StudentHint => "Preencha turma e matrícula e tecle Enter.";
    public override string BadStudent => "Matrícula: 1 a 32 letras sem acento, algarismos, ponto, _ ou -.";
    public override string Sending => "Enviando…";
    public override string SendingWaits => "Sem conexão: o pedido segue assim que o servidor responder. Esc desiste.";
    public override string WordRegistered => "PRESENTE";
    public override string WordAlready => "JÁ PRESENTE";
    public override string WordClosed => "NÃO ABERTA";
    public override string WordNotSent => "NÃO ENVIADA";
    public override string WordRefused => "RECUSADA";
    public override string SentenceRegistered(string student, string number, DateTimeOffset at) =>
        $"{student}: presença registrada na turma {number} em {Moment(at)}.";
    public override string SentenceAlready(string student, string number, DateTimeOffset at) =>
        $"{student}: presença já registrada na turma {number} em {Moment(at)}.";
    public override string SentenceClosed(string student, string number, DateTimeOffset at) =>
        $"{student}: a turma {number} não tem chamada aberta ({Moment(at)}).";
    public override string SentenceRefused(string student, string number, string detail) =>
        $"{student}: o servidor recusou a presença na turma {number}: {detail}.";
    public override string AdviceRegistered => "Pronto. O próximo aluno já pode digitar.";
    public override string AdviceAlready => "Nada a fazer: vale a primeira hora.";
    public override string AdviceClosed => "Confira o número da turma, ou pergunte ao professor se já abriu.";
    public override string AdviceRefused => "Fale com o professor.";

    public override string DoorTitle => "Chamada · porta";
    public override string DoorSetCode => "Professor: crie o código de saída (4 a 32 caracteres)";
    public override string DoorCodeTooShort => "Pelo menos 4 caracteres no código de saída.";
    public override string DoorAskCode => "Código para sair:";
    public override string DoorWrongCode => "Código errado.";
    public override string DoorPrompt => "Digite sua matrícula e tecle Enter";
    public override string DoorWaiting(int count) =>
        count == 1 ? "Sem servidor: 1 matrícula guardada aqui." : $"Sem servidor: {N(count)} matrículas guardadas aqui.";
    public override string DoorDelivered(int registered, int refused) =>
        $"Guardadas e já enviadas: {N(registered)} registradas, {N(refused)} recusadas.";
    public override string WordKept => "GUARDADA";
    public override string SentenceKept(string student, string number, DateTimeOffset at) =>
        $"{student}: guardada às {Clock(at)} para a turma {number}.";
    public override string AdviceKept => "O servidor está fora; ela segue sozinha quando ele voltar.";

    public override string KeyDoesNothing(string key) => $"{key} não faz nada aqui; ? mostra as teclas.";
    public override string QuitHint => "Ctrl+Q sai do programa.";
    public override string NothingFailed => "Nada falhou: não há o que tentar de novo.";
    public override string ChooseClassFirst => "Primeiro digite uma turma, ou escolha uma com ↑ ↓.";
    public override string ChooseStudentFirst => "Primeiro escolha um aluno na tabela com ↓.";
    public override string NoRollCallOnScreen => "Ainda não há chamada na tela.";
    public override string NoOtherRollCall => "Não há outra chamada na tela.";
    public override string NotOpenYet => "A chamada ainda não está aberta.";
    public override string ClosingAlready => "A chamada já está sendo encerrada.";
    public override string ClosedAlready => "A chamada está encerrada: a lista não muda mais.";
    public override string NothingIsOpen => "O servidor não abriu esta chamada.";
    public override string NobodyToTakeOff => "Ninguém está presente: não há quem retirar.";
    public override string NoLimitToExtend => "Esta chamada não tem prazo: não há o que prolongar.";
    public override string ExtendNeedsConnection => "Só há como dar mais prazo quando o servidor responde.";
    public override string ExtendingAlready => "O prazo já foi pedido; a resposta está a caminho.";
    public override string NothingToExport => "Ainda não há lista para gravar.";
    public override string ReadFileFirst => "Primeiro indique um arquivo e tecle Enter.";
    public override string AnswerFirst => "Primeiro responda à pergunta: setas e Enter.";
    public override string NoColumns => "Não há colunas para escolher neste arquivo.";
    public override string NoPunctuation => "Nenhuma matrícula deste arquivo tem pontuação a tirar.";
    public override string NobodyInFile => "Nenhuma linha deste arquivo tem uma matrícula que se possa guardar.";
    public override string NobodyLooksAlike => "Nenhum presente parece alguém da lista da turma.";
    public override string NoBadLines => "Não há linhas de fora nem avisos neste arquivo.";
    public override string NoListToJoin => "A turma não tem lista para juntar: F8 ou Enter guarda a do arquivo.";

    public override string MinutesIgnored => "Já estava aberta, então os minutos não valem; t dá mais prazo.";
    public override string MinutesIgnoredNoLimit => "Já estava aberta, então os minutos não valem: ela não tem prazo.";

    public override string PasteDamaged => "Esse texto chegou estragado ou não é texto simples; cole de novo, em partes.";
    public override string PasteOneLine => "Aqui só cabe uma linha: nada foi colado.";
    public override string FieldIsFull(int room) => $"Aqui cabem no máximo {N(room)} caracteres: nada foi acrescentado.";
    public override string NoStudentNumber => "não é matrícula";
    public override string StillWaiting(int count) => count == 1 ? "mais 1 a caminho" : $"mais {N(count)} a caminho";

    public override string DoorRepeatCode => "Mais uma vez, para que um erro de digitação não prenda ninguém:";
    public override string DoorCodesDiffer => "Os dois não são iguais. Invente o código de novo:";
    public override string DoorOlder(int count) =>
        count == 1
            ? "1 matrícula guardada de outra chamada espera o professor (Ctrl+Q)."
            : $"{N(count)} matrículas guardadas de outra chamada esperam o professor (Ctrl+Q).";
    public override string DoorOlderTitle => "Matrículas de outra chamada";
    public override string DoorOlderQuestion(string students, DateTimeOffset first, DateTimeOffset last) =>
        $"Guardadas aqui, digitadas {Span(first, last)}:\n{students}\nEnviar para a chamada de agora? Se não, ficam no arquivo da porta e "
            + "não são enviadas.";
    public override string DoorOlderSend => "Enviar";
    public override string DoorOlderLeave => "Não enviar";

    public override string QuestionFirst => "Primeiro responda à pergunta: Enter, ou Esc para voltar.";
    public override string NoSuspendServing => "Este programa é o servidor: dormindo, pararia a turma. Use outra janela.";
    public override string NoSuspendHere => "Aqui o programa não pode ser posto para dormir.";
    public override string WelcomeTitle => "Chamada";
    public override string WelcomeQuestion => "Quem é você? Escolha com ↑ ↓ e tecle Enter.";
    public override string WelcomeColumn => "Este computador é";
    public override string WelcomeTeacher => "do professor: abre e encerra chamadas       (chamada professor)";
    public override string WelcomeStudent => "de um aluno: registra a presença            (chamada aluno)";

    public override string Crashed(string what, string report) => $"chamada: erro inesperado: {what} (relatório em {report})";
    public override string CrashedWithoutReport(string what) => $"chamada: erro inesperado: {what}";

    private static string Fault(ClientFault fault) => fault switch
    {
        ClientFault.Unreachable => "ninguém responde",
        ClientFault.TimedOut => "demora demais",
        ClientFault.NotChamada => "não é Chamada",
        ClientFault.Untrusted => "chave não confiável",
        ClientFault.NoTls => "não usa TLS",
        ClientFault.TlsOnly => "só atende por TLS",
        ClientFault.Refused => "recusou",
        _ => "a conexão caiu",
    };
}
