using Chamada.Core.Log.Postgres;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Resources.Portuguese;

internal sealed class UsageTextPortuguese : UsageText
{
    protected override FolderText Folder { get; } = new FolderTextPortuguese();

    public override string SeeHelp(string command) => $"Ajuda: {command} --help";

    public override string UnknownWord(string word, string? similar) =>
        $"opção ou comando desconhecido: {Printable.Quote(word)}" + (similar is null ? "." : $"; você quis dizer {similar}?");

    public override string MissingValue(string option) => $"falta o valor de {option}.";

    public override string GivenTwice(string option) => $"{option} só pode aparecer uma vez.";

    public override string BadLogFormat(string value) => $"'{Printable.Line(value)}' não é um formato do registro: text ou json.";

    public override string BadFingerprint(string value) =>
        $"'{Printable.Line(value)}' não é uma impressão digital: são 64 dígitos hexadecimais, com ou sem dois-pontos.";

    public override string Needs(string option, string needed) => $"{option} precisa também de {needed}.";
    public override string NeedsOneOf(string option, string first, string second) => $"{option} precisa também de {first} ou {second}.";

    public override string NotTogether(string option, string other) => $"{option} e {other} não podem ser usadas juntas.";

    public override string NothingToDoWithJson(string options) =>
        $"--json precisa também de uma destas opções: {options}. As telas não escrevem JSON.";

    public override string CannotEmbedInScript(string option) =>
        $"{option} só vale com a tela: um script que termina não pode servir a ninguém. Deixe um servidor rodando com: chamada servidor";

    public override string BadLanguage(string text) => $"idioma desconhecido: {Printable.Quote(text)}. Use pt-BR ou en.";

    public override string BadServer(string text) =>
        $"{Printable.Quote(text)} não é o endereço de um servidor: HOST ou HOST:PORTA, com porta de 1 a 65535, "
        + "como 192.168.0.10:5050 ou [::1]:5050.";

    public override string TooManyServers(int most) => $"no máximo {most} servidores podem ser indicados.";

    public override string BadAddress(string text) =>
        $"{Printable.Quote(text)} não é um endereço IP de escuta, como 0.0.0.0 (todas as interfaces), "
        + "127.0.0.1 (só esta máquina) ou ::1.";

    public override string BadEndPoint(string text) =>
        $"{Printable.Quote(text)} não é um endereço de escuta com porta: ENDEREÇO:PORTA, como 127.0.0.1:9464 ou [::1]:9464.";

    public override string BadNumber(string text, long from, long to) =>
        $"{Printable.Quote(text)} não é um número inteiro de {from} a {to}.";

    public override string BadDuration(string text, string from, string to) =>
        $"{Printable.Quote(text)} não é um tempo de {from} a {to}: um número de segundos, ou um número com s, m, h ou d, "
        + "como 90s ou 10m.";

    public override string BadDay(string text) => $"{Printable.Quote(text)} não é um dia: escreva como 2026-11-22.";

    public override string BadMoment(string text) =>
        $"{Printable.Quote(text)} não é um dia nem um horário: escreva 2026-11-22, 2026-11-22T16:30 ou 2026-11-22T16:30:00.";

    public override string BadPercent(string text) => $"{Printable.Quote(text)} não é uma porcentagem de 0 a 100, como 75.";

    public override string BadPeriod(string since, string until) =>
        $"O último dia, {Printable.Line(until)}, é antes do primeiro, {Printable.Line(since)}.";

    public override string BadWebNames(string text) =>
        $"{Printable.Quote(text)}: esperava nomes como chamada.exemplo.br, sem porta, separados por vírgulas.";

    public override string BadStore(PostgresAddressProblem problem, string part) => problem switch
    {
        PostgresAddressProblem.Host => "o endereço do banco não diz nenhum host",
        PostgresAddressProblem.Port => $"{Printable.Quote(part)} não é uma porta: esperava de 1 a 65535",
        PostgresAddressProblem.Database => "o endereço do banco não diz qual banco",
        PostgresAddressProblem.Password =>
            "uma senha no endereço do banco poderia ser vista por outros: ponha-a em PGPASSFILE, PGPASSWORD ou no arquivo de passfile=",
        PostgresAddressProblem.Option =>
            $"{Printable.Quote(part)}: esperava sslmode=, sslrootcert=, sslcert=, sslkey= ou passfile=, e um sslmode que exista",
        _ => "o endereço do banco não começa com postgresql://",
    } + ". Ele é assim: postgresql://chamada@db1.exemplo.br,db2.exemplo.br/chamada?sslmode=verify-full";

    public override string BadLinks(string text) =>
        $"{Printable.Quote(text)} não é uma lista de redes: nomes de interfaces de rede separados por vírgulas, como eth0,wlan0, ou none.";

    public override string BadName(string text) =>
        $"{Printable.Quote(text)} não é um nome para mostrar: de 1 a 60 caracteres, ao menos um deles visível.";

    public override string BadEncoding(string text, string known) => $"{Printable.Quote(text)} não é uma codificação conhecida: {known}.";

    public override string BadCode(string text) =>
        $"{Printable.Quote(text)} não é um código: seis algarismos, como 042917, como estão no quadro.";

    public override string BadNetworks(string text, int most) =>
        $"{Printable.Quote(text)} não é uma rede como 192.168.0.0/24 ou fd00::/8, nem a palavra local; no máximo {most}, separadas por "
        + "vírgulas.";

    public override string BadWord(string text, IReadOnlyList<string> words) =>
        $"{Printable.Quote(text)} não é nenhuma destas palavras: {string.Join(", ", words)}.";

    public override string EmptyPath => "o nome está vazio.";

    public override string NoTerminal(string scripted) =>
        $"não há um terminal para a tela aqui. Em um script: {scripted}";

    public override string BatchUnreadable(string file, string cause) =>
        $"não foi possível ler {Printable.Quote(file)}: {Printable.Line(cause)}";

    protected override string NoSuchFile => "esse arquivo não existe";

    protected override string NotAllowed => "é uma pasta, ou esta conta não pode lê-lo";

    public override string BatchLine(long line, string error) => $"linha {line}: {error}";

    public override string BatchLinesBad(long count) =>
        count == 1 ? "1 linha foi ignorada; as outras foram enviadas." : $"{count} linhas foram ignoradas; as outras foram enviadas.";

    protected override string ClassStart(string shown) => $"{shown} não é uma turma: ";

    protected override string ClassEmpty => "está vazio. ";

    protected override string ClassNotDigits => "só são permitidos os algarismos de 0 a 9. ";

    protected override string ClassTooLong(int digits) => $"{digits} algarismos são demais. ";

    protected override string ClassZero => "0 nunca é uma turma. ";

    protected override string ClassRight => "Uma turma é um número de 1 a 18 algarismos, como 3030.";

    protected override string StudentStart(string shown) => $"{shown} não é uma matrícula: ";

    protected override string StudentEmpty => "está vazia. ";

    protected override string StudentCharacter(string shown) => $"{shown} não é permitido. ";

    protected override string StudentTooLong(int characters) => $"{characters} caracteres são demais. ";

    protected override string StudentRight =>
        "Uma matrícula tem de 1 a 32 letras sem acento, algarismos, pontos, hifens ou sublinhados, como 042191010.";
}
