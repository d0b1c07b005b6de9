using System.CommandLine;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Cli;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Cli;

public class HelpTests
{
    [Theory]
    [InlineData("en", "Usage:", "the teacher's screen", "Exit codes: 0 done")]
    [InlineData("pt-BR", "Uso:", "a tela do professor", "Códigos de saída: 0 feito")]
    public async Task The_program_alone_tells_a_newcomer_what_to_type(string language, params string[] expected)
    {
        ProcessOutcome alone = await CommandLine.RunAsync([], ("CHAMADA_LANG", language));
        ProcessOutcome asked = await CommandLine.RunAsync(["--help", "--lang", language]);

        Assert.Equal(0, alone.ExitCode);
        Assert.Empty(alone.Error);
        Assert.Equal(alone, asked);
        Assert.All(expected, text => Assert.Contains(text, alone.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_follows_the_locale()
    {
        Assert.Contains("Uso:", (await CommandLine.RunAsync(["-h"], ("LANG", "pt_BR.UTF-8"))).Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", (await CommandLine.RunAsync(["-h"], ("LANG", "en_US.UTF-8"))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "servidor", "--bind --endereco --port --porta --data --dados --memory --memoria --max-connections --idle-timeout "
        + "--request-timeout --keep-closed --allow --permitir --teacher-key-file --chaves-professor --metrics --metricas "
        + "--verbose")]
    [InlineData("teacher", "professor",
        "--server --servidor --key-file --arquivo-chave "
        + "--open --abrir --lessons --aulas --late-after --atraso --for --por --code --codigo "
        + "--device --dispositivo --from --redes-de --listed --na-lista "
        + "--close --encerrar --admin --administrador --list --listar --rolls --chamadas --json --timeout --prazo")]
    [InlineData("roster CLASS", "lista TURMA",
        "--import --importar --number --numero --name --nome --sheet --planilha --encoding --codificacao --dry-run --simular --json")]
    [InlineData("report CLASS", "relatorio TURMA",
        "--since --desde --until --ate --minimum --minimo --planned --previstas --format --formato --out --saida")]
    [InlineData("correct CLASS ID", "corrigir TURMA MATRÍCULA",
        "--on --em --as --como --absences --faltas --reason --motivo --ground --fundamento --until --ate --to --para --lessons --aulas "
        + "--new-date --nova-data --discard --descartar --undo --desfazer")]
    [InlineData("student", "aluno",
        "--server --servidor --class --turma --student --matricula --code --codigo --confirm --confirmar --batch --lote --json --timeout "
        + "--prazo")]
    public async Task Each_command_explains_every_option_in_both_languages(string english, string portuguese, string options)
    {
        string[] pages =
        [
            (await CommandLine.RunAsync([english.Split(' ')[0], "--help", "--lang", "en"])).Output,
            (await CommandLine.RunAsync([portuguese.Split(' ')[0], "--ajuda", "--idioma", "pt-BR"])).Output,
        ];

        Assert.NotEqual(pages[0], pages[1]);
        foreach (string page in pages)
        {
            Assert.All(options.Split(' '), option => Assert.Contains(option, page, StringComparison.Ordinal));
            Assert.Contains("--lang", page, StringComparison.Ordinal);
        }

        Assert.Contains($"  chamada {english} [OPTIONS]", pages[0], StringComparison.Ordinal);
        Assert.Contains($"  chamada {portuguese} [OPÇÕES]", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_wins_over_errors_on_the_same_line()
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["student", "--class", "0", "--help", "--lang", "en"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("teacher")]
    [InlineData("student")]
    [InlineData("roster")]
    [InlineData("report")]
    [InlineData("correct")]
    [InlineData("archive")]
    public async Task Every_line_of_help_fits_into_80_columns(string command)
    {
        foreach (string language in (string[])["en", "pt-BR"])
        {
            ProcessOutcome outcome = await CommandLine.RunAsync(
                [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help", "--lang", language], ("XDG_DATA_HOME",
                    "/home/ana/.local/share"));

            Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        }
    }

    [Fact]
    public void Every_example_is_a_command_line_that_is_understood()
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            LanguagePack text = LanguagePack.Of(language);
            CliContext context = new(text, new CliOutput(Stream.Null, Stream.Null), static _ => null, TimeProvider.System);
            string[] examples =
                [.. text.Help.ProgramExamples, .. text.Help.ServeExamples, .. text.Help.TeacherExamples, .. text.Help.StudentExamples,
                    .. text.Help.RosterExamples];

            Assert.All(examples, example =>
            {
                string[] words = example.Split("  ")[0].Split(' ');
                Assert.Equal("chamada", words[0]);
                Assert.Empty(new ChamadaCommand(context).Parse(words[1..]).Errors);
            });
        }
    }

    [Fact]
    public void A_command_that_is_described_alone_is_the_same_as_among_all()
    {
        CliContext context = new(
            LanguagePack.Of(Language.English), new CliOutput(Stream.Null, Stream.Null), static _ => null, TimeProvider.System);
        ChamadaCommand all = new(context);

        Assert.All(ChamadaCommand.Rows, row => Assert.All([row.Name, row.Alias], word =>
        {
            Command alone = Assert.Single(new ChamadaCommand(context, word).Subcommands);
            Command one = Assert.Single(all.Subcommands, command => command.Name == word || command.Aliases.Contains(word));

            Assert.Equal((one.Name, one.GetType()), (alone.Name, alone.GetType()));
            Assert.Equal([row.Alias], alone.Aliases);
        }));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync(["--version"]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", outcome.Output);
    }

    [Theory]
    [InlineData("chamada te", "teacher")]
    [InlineData("chamada alu", "aluno")]
    [InlineData("chamada student --ma", "--matricula")]
    [InlineData("chamada teacher --c", "--close --chamadas")]
    [InlineData("chamada --lang ", "en pt-BR")]
    public async Task The_shell_can_complete_commands_options_and_values(string typed, string expected)
    {
        ProcessOutcome outcome = await ChamadaProcess.RunAsync([$"[suggest:{typed.Length}]", typed]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] offered = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(expected.Split(' '), word => Assert.Contains(word, offered));
        Assert.DoesNotContain("serve", offered);
        Assert.DoesNotContain("Portuguese", offered);
    }
}
