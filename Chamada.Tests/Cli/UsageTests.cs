using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Cli;

/// <summary>Wrong usage and wrong input end with 2 and say, in the chosen language, what was wrong and what would be right.</summary>
public class UsageTests
{
    private static readonly string Digits = new('9', 19);
    private static readonly string Long = new('a', 33);

    public static TheoryData<string[], string, string> Wrong => new()
    {
        { ["stduent"], "unknown option or command \"stduent\"; did you mean student?",
            "desconhecido: \"stduent\"; você quis dizer student?" },
        { ["student", "--clas", "3030"], "\"--clas\"; did you mean --class?", "\"--clas\"; você quis dizer --class?" },
        { ["teacher", "--xyz"], "unknown option or command \"--xyz\".", "desconhecido: \"--xyz\"." },
        { ["teacher", "3030"], "unknown option or command \"3030\".", "desconhecido: \"3030\"." },
        { ["@file"], "unknown option or command \"@file\".", "desconhecido: \"@file\"." },
        { ["teacher", "--open"], "--open needs a value.", "falta o valor de --open." },
        { ["teacher", "--open", "--json"], "--open needs a value.", "falta o valor de --open." },
        { ["teacher", "--open", "1", "--open", "2"], "--open may be given only once.", "--open só pode aparecer uma vez." },
        { ["teacher", "--open", "1", "--close", "1"], "--open and --close do not go together.",
            "--open e --close não podem ser usadas juntas." },
        { ["teacher", "--list", "1", "--rolls"], "--list and --rolls do not go together.",
            "--list e --rolls não podem ser usadas juntas." },
        { ["teacher", "--for", "10m"], "--for needs --open or --class as well.", "--for precisa também de --abrir ou --turma." },
        { ["teacher", "--open", "1", "--for", "2d"], "--for: \"2d\" is not a time from 1s to 1d",
            "--for: \"2d\" não é um tempo de 1s a 1d" },
        { ["teacher", "--code"], "--code needs a value.", "falta o valor de --code." },
        { ["teacher", "--code", "0"], "--code: \"0\" is not a class", "--code: \"0\" não é uma turma" },
        { ["teacher", "--open", "1", "--code", "4"], "--code: \"4\" is not a whole number from 5 to 60.",
            "--code: \"4\" não é um número inteiro de 5 a 60." },
        { ["teacher", "--open", "1", "--code", "61"], "--code: \"61\" is not a whole number from 5 to 60.",
            "--code: \"61\" não é um número inteiro de 5 a 60." },
        { ["teacher", "--open", "1", "--code", "--code", "15"], "--code may be given only once.", "--code só pode aparecer uma vez." },
        { ["teacher", "--close", "1", "--code", "1"], "--close and --code do not go together.",
            "--close e --code não podem ser usadas juntas." },
        { ["teacher", "--class", "1", "--code", "1"], "--class and --code do not go together.",
            "--class e --code não podem ser usadas juntas." },
        { ["teacher", "--device", "flag"], "--device needs --open as well.", "--device precisa também de --abrir." },
        { ["professor", "--encerrar", "1", "--na-lista", "ask"], "--na-lista needs --open as well.",
            "--na-lista precisa também de --abrir." },
        { ["teacher", "--open", "1", "--device", "maybe"], "--device: \"maybe\" is none of flag, refuse, ignore.",
            "--device: \"maybe\" não é nenhuma destas palavras: flag, refuse, ignore." },
        { ["teacher", "--open", "1", "--listed", "1"], "--listed: \"1\" is none of flag, ask, refuse.",
            "--listed: \"1\" não é nenhuma destas palavras: flag, ask, refuse." },
        { ["teacher", "--open", "1", "--from", "local,10.0.0.0/40"], "--from: \"10.0.0.0/40\" is not a network such as",
            "--from: \"10.0.0.0/40\" não é uma rede como" },
        { ["student", "--class", "1", "--student", "1", "--code", "12345"], "--code: \"12345\" is not a code: six digits",
            "--code: \"12345\" não é um código: seis algarismos" },
        { ["student", "--class", "1", "--student", "1", "--code", "1234567"], "\"1234567\" is not a code", "\"1234567\" não é um código" },
        { ["student", "--class", "1", "--student", "1", "--code", "12345a"], "\"12345a\" is not a code", "\"12345a\" não é um código" },
        { ["student", "--class", "1", "--batch", "-", "--code", "123456"], "--code and --batch do not go together.",
            "--code e --batch não podem ser usadas juntas." },
        { ["student", "--class", "1", "--door", "--confirm"], "--door and --confirm do not go together.",
            "--door e --confirm não podem ser usadas juntas." },
        { ["student", "--code", "123456"], "--code needs --class as well.", "--code precisa também de --turma." },
        { ["teacher", "--json"], "--json needs one of --open, --close, --list, --rolls",
            "destas opções: --abrir, --encerrar, --listar, --chamadas" },
        { ["teacher", "--open", "1", "--embed"], "--embed goes with the screen only: a script that ends can serve nobody.",
            "--embed só vale com a tela: um script que termina não pode servir a ninguém." },
        { ["teacher", "--rolls", "--guests"], "--guests goes with the screen only", "--guests só vale com a tela" },
        { ["teacher", "--embed", "--no-embed"], "--embed and --no-embed do not go together.",
            "--embed e --no-embed não podem ser usadas juntas." },
        { ["teacher", "--server", "h", "--data", "x"], "--data and --server do not go together.",
            "--data e --server não podem ser usadas juntas." },
        { ["student", "--student", "1"], "--student needs --class as well.", "--student precisa também de --turma." },
        { ["student", "--json"], "--json needs --class as well.", "--json precisa também de --turma." },
        { ["aluno", "--turma", "1"], "--turma needs --student as well.", "--turma precisa também de --matricula." },
        { ["student", "--class", "1", "--student", "1", "--batch", "-"], "--student and --batch do not go together.",
            "--student e --batch não podem ser usadas juntas." },
        { ["student", "--class", "1", "--batch", ""], "--batch: the name is empty.", "--batch: o nome está vazio." },
        { ["student", "--class", "1", "--batch", "/no/such/file"], "cannot read \"/no/such/file\": ",
            "não foi possível ler \"/no/such/file\": " },
        { ["student", "--class", "1", "--batch", "/"], "cannot read \"/\": ", "não foi possível ler \"/\": " },
        { ["--lang", "fr"], "unknown language \"fr\": pt-BR or en.", "idioma desconhecido: \"fr\". Use pt-BR ou en." },
        { ["serve", "--memory", "--data", "x"], "--data and --memory do not go together.",
            "--data e --memory não podem ser usadas juntas." },
        { ["serve", "--port", "65536"], "\"65536\" is not a whole number from 0 to 65535.",
            "\"65536\" não é um número inteiro de 0 a 65535." },
        { ["serve", "--port", "-1"], "\"-1\" is not a whole number", "\"-1\" não é um número inteiro" },
        { ["serve", "--bind", "nowhere"], "\"nowhere\" is not an IP address to listen on", "\"nowhere\" não é um endereço IP de escuta" },
        { ["serve", "--bind", "1"], "\"1\" is not an IP address to listen on", "\"1\" não é um endereço IP de escuta" },
        { ["serve", "--idle-timeout", "5x"], "\"5x\" is not a time from 1s to 30d", "\"5x\" não é um tempo de 1s a 30d" },
        { ["serve", "--keep-closed", "0"], "\"0\" is not a time from 1m to 3650d", "\"0\" não é um tempo de 1m a 3650d" },
        { ["teacher", "--rolls", "--timeout", "0"], "\"0\" is not a time from 0.1s to 1h", "\"0\" não é um tempo de 0.1s a 1h" },
        { ["teacher", "--rolls", "--server", "h:0"], "\"h:0\" is not a server's address", "\"h:0\" não é o endereço de um servidor" },
        { ["teacher", "--rolls", "--server", ""], "\"\" is not a server's address", "\"\" não é o endereço de um servidor" },
        { ["teacher", "--rolls", "--server", "http://h/"], "\"http://h/\" is not a server's address",
            "\"http://h/\" não é o endereço de um servidor" },
        { ["teacher", "--open", "0"], "\"0\" is not a class: 0 is never a class.", "\"0\" não é uma turma: 0 nunca é uma turma." },
        { ["teacher", "--open", "000"], "\"000\" is not a class: 0 is never a class.", "\"000\" não é uma turma: 0 nunca é uma turma." },
        { ["teacher", "--close", "-5"], "\"-5\" is not a class: only the digits 0 to 9",
            "\"-5\" não é uma turma: só são permitidos os algarismos" },
        { ["teacher", "--list", "3o30"], "\"3o30\" is not a class: only the digits", "\"3o30\" não é uma turma: só são permitidos" },
        { ["teacher", "--list", " 3030"], "\" 3030\" is not a class: only the digits", "\" 3030\" não é uma turma: só são permitidos" },
        { ["teacher", "--list", "٣٠٣٠"], "\"٣٠٣٠\" is not a class: only the digits", "\"٣٠٣٠\" não é uma turma: só são permitidos" },
        { ["teacher", "--open", Digits], "is not a class: 19 digits are too many.", "não é uma turma: 19 algarismos são demais." },
        { ["teacher", "--open", ""], "\"\" is not a class: it is empty.", "\"\" não é uma turma: está vazio." },
        { ["student", "--class", "1", "--student", ""], "\"\" is not a student number: it is empty.",
            "\"\" não é uma matrícula: está vazia." },
        { ["student", "--class", "1", "--student", Long], "33 characters are too many.", "33 caracteres são demais." },
        { ["student", "--class", "1", "--student", "joão"], "\"joão\" is not a student number: \"ã\" is not allowed.",
            "\"joão\" não é uma matrícula: \"ã\" não é permitido." },
        { ["student", "--class", "1", "--student", "a b"], "\" \" is not allowed.", "\" \" não é permitido." },
        { ["student", "--class", "1", "--student", "a\"b"], "\"a\\\"b\" is not a student number: \"\\\"\" is not allowed.",
            "\"\\\"\" não é permitido." },
        { ["student", "--class", "1", "--student", "a\u001b[31mb\n\u202e"], "\"a\\u001B[31mb\\n\\u202E\" is not a student number",
            "\"a\\u001B[31mb\\n\\u202E\" não é uma matrícula" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_input_is_explained_in_both_languages(string[] args, string english, string portuguese)
    {
        foreach ((string language, string expected, string help) in
            ((string, string, string)[])[("en", english, "Help: chamada"), ("pt-BR", portuguese, "Ajuda: chamada")])
        {
            ProcessOutcome outcome = await CommandLine.RunAsync(args, ("CHAMADA_LANG", language));

            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Output);
            Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
            Assert.StartsWith("chamada: ", outcome.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(outcome.Error, static c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
            if (!expected.Contains('/', StringComparison.Ordinal) || !args.Contains("--batch"))
            {
                Assert.Contains(help, outcome.Error, StringComparison.Ordinal); // A file that cannot be read is no matter of usage.
            }
        }
    }

    [Fact]
    public async Task Every_wrong_value_is_named_with_the_option_as_it_was_typed()
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["aluno", "--turma", "0", "--matricula", "ç", "--servidor", "a b"]);

        Assert.Equal(
            """
            chamada: --servidor: "a b" não é o endereço de um servidor: HOST ou HOST:PORTA, com porta de 1 a 65535, como 192.168.0.10:5050 ou [::1]:5050.
            chamada: --turma: "0" não é uma turma: 0 nunca é uma turma. Uma turma é um número de 1 a 18 algarismos, como 3030.
            chamada: --matricula: "ç" não é uma matrícula: "ç" não é permitido. Uma matrícula tem de 1 a 32 letras sem acento, algarismos, pontos, hifens ou sublinhados, como 042191010.
            Ajuda: chamada aluno --help

            """,
            outcome.Error);
    }

    [Theory]
    [InlineData("teacher", "chamada teacher --open 3030")]
    [InlineData("student", "chamada student --class 3030 --student 042191010")]
    public async Task Where_there_is_no_terminal_a_screen_is_refused_and_the_scripted_way_named(string command, string scripted)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync([command, "--lang", "en"]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Equal($"chamada: there is no terminal for the screen here. In a script: {scripted}\n", outcome.Error);
    }
}
