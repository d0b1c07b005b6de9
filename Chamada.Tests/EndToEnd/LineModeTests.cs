namespace Chamada.Tests.EndToEnd;

/// <summary>The two programs without a screen: lines and numbered choices, through pipes and in a terminal that cannot draw.</summary>
public sealed class LineModeTests : IDisposable
{
    private const string Close = "Encerra a chamada e salva a lista (pergunta)", Mark = "Marca presença do aluno escolhido, ou pede um";

    private readonly TemporaryFolder _teacher = new();
    private readonly TemporaryFolder _student = new();

    [Fact]
    public async Task A_whole_class_is_held_in_lines_and_its_history_corrected()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using ChamadaProcess process = ChamadaProcess.Start(
            ["professor", "--simples", "--servidor", server.Address], _teacher.Environment("pt-BR"), keepInputOpen: true);
        LineDialogue teacher = Talk(process);
        await teacher.HearAsync("Só Enter lê tudo isto de novo.");
        await teacher.FillAsync("Turma", "3030", "digite e tecle Enter");
        await teacher.ChooseAsync("Abre a chamada da turma");
        await teacher.HearAsync("Turma 3030: ABERTA");

        // Two numbers from one device: the second one is told as something to settle, and settled.
        await RegisterAsync(server, "042191010", "042191011");
        await teacher.HearAsync("042191010; 3030: 1");
        await teacher.HearAsync("042191011; 3030: 2");
        await teacher.TypeAsync("");
        await teacher.HearAsync("Só Enter lê tudo isto de novo.");
        await teacher.ChooseAsync("Resolve: mantém o escolhido");
        await teacher.HearAsync("5 A resolver 0");

        await teacher.ChooseAsync(Mark);
        await teacher.HearAsync("desiste.");
        await teacher.TypeAsync("não é");
        await teacher.HearAsync("! ");
        await teacher.TypeAsync("77");
        await teacher.HearAsync("77; professor; 3030: 3");

        await teacher.ChooseAsync(Close);
        await teacher.HearAsync("2. Encerrar");
        await teacher.TypeAsync("1");
        await teacher.ChooseAsync(Close);
        await teacher.HearAsync("2. Encerrar");
        await teacher.TypeAsync("2");
        await teacher.HearAsync("Turma 3030: ENCERRADA");
        await teacher.HearAsync("Lista salva");
        string list = Assert.Single(Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"), "*.csv"));
        Assert.Equal(3, File.ReadLines(list).Skip(1).Count());

        await teacher.ChooseAsync("Mostra as chamadas passadas da turma");
        await teacher.HearAsync("Mostra o semestre: alunos e encontros");
        await teacher.ChooseAsync("Mostra o semestre");
        await teacher.HearAsync("77");
        await teacher.TypeAsync("");
        await teacher.HearAsync("Só Enter lê tudo isto de novo.");
        await teacher.ChooseAsync("Corrige a presença do aluno no encontro");
        await teacher.HearAsync("desiste.");
        await teacher.TypeAsync("J");
        await teacher.HearAsync("desiste.");
        await teacher.TypeAsync("atestado");
        await WaitForFileAsync("*.corrections.json", "atestado");
        await teacher.ChooseAsync("Sai do programa");
        ProcessOutcome outcome = await process.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public async Task What_the_other_screens_do_is_done_in_lines_as_well()
    {
        string roster = Path.Combine(_teacher.Path, "roster.csv");
        await File.WriteAllTextAsync(roster, "number,name\n10,Ana Lima\n11,Bia Sousa\n12,Caio Reis\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ChamadaProcess.RunAsync(["roster", "3030", "--import", roster], _teacher.Environment())).ExitCode);
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        await using ChamadaProcess process = ChamadaProcess.Start(
            ["teacher", "--plain", "--server", server.Address, "--class", "3030", "--lang", "en"], _teacher.Environment(),
            keepInputOpen: true);
        LineDialogue teacher = Talk(process);
        await teacher.HearAsync("Class 3030: OPEN");
        await RegisterAsync(server, "10");
        await teacher.HearAsync("10 Ana Lima; 3030: 1/3");
        await CallTheRollAsync(teacher);
        await LookAtBoardAndGuideAsync(teacher);
        await CheckAndAskAgainAsync(teacher);
        await CorrectTheTermAsync(teacher);
        await WaitForFileAsync("*.corrections.json", "typed in later");
        await process.WriteInputAsync("", close: true);
        ProcessOutcome outcome = await process.WaitAsync();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain('\e', outcome.Output);
    }

    /// <summary>By the wall of names, then aloud.</summary>
    private static async Task CallTheRollAsync(LineDialogue teacher)
    {
        await teacher.ChooseAsync("All names at a glance");
        await teacher.HearAsync("absent; 12; Caio Reis");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Choose a line");
        await teacher.HearAsync("chooses none.");
        await teacher.TypeAsync("3");
        await teacher.HearAsync("absent; 12; Caio Reis");
        await teacher.ChooseAsync("Marks the name present");
        await teacher.HearAsync("12 Caio Reis; teacher; 3030: 2/3");
        await teacher.ChooseAsync("Calls missing names");
        await teacher.HearAsync("Bia Sousa");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Goes back");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Goes back");
        await teacher.HearAsync("Enter alone reads all of this again.");
    }

    private static async Task LookAtBoardAndGuideAsync(LineDialogue teacher)
    {
        await teacher.ChooseAsync("The board for the projector");
        await teacher.HearAsync("2 present of 3");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("The board for the projector");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Shows this help");
        await teacher.HearAsync("A dot alone gives up.");
        await teacher.TypeAsync("no such thing");
        await teacher.HearAsync("Nothing about that.");
        await teacher.ChooseAsync("Shows this help");
        await teacher.HearAsync("A dot alone gives up.");
        await teacher.TypeAsync("projector");
        await teacher.HearAsync("1. The roll call");
        await teacher.TypeAsync("1");
        await teacher.HearAsync("puts address and QR code on the projector");
    }

    /// <summary>A spot check, a second round, and the end.</summary>
    private static async Task CheckAndAskAgainAsync(LineDialogue teacher)
    {
        await teacher.ChooseAsync("Draws some by lot");
        await teacher.HearAsync("A dot alone gives up.");
        await teacher.TypeAsync("2");
        await teacher.HearAsync("1 of 2, drawn by lot");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Found in the room");
        await teacher.HearAsync("2 of 2, drawn by lot");
        await teacher.ChooseAsync("Found in the room");
        await teacher.HearAsync("2 of 2 were here");
        await teacher.ChooseAsync("Goes back");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("A second round");
        await teacher.HearAsync("2. Ask again");
        await teacher.TypeAsync("2");
        await teacher.HearAsync("6 Once only 2");
        await teacher.HearAsync("Class 3030: OPEN");
        await teacher.ChooseAsync("Closes the roll call");
        await teacher.HearAsync("2. Close it");
        await teacher.TypeAsync("2");
        await teacher.HearAsync("Class 3030: CLOSED");
    }

    /// <summary>Patterns once they are wanted, and a meeting that was on another day.</summary>
    private static async Task CorrectTheTermAsync(LineDialogue teacher)
    {
        await teacher.ChooseAsync("Shows the class's past roll calls");
        await teacher.HearAsync("Date; Opened; Closed; Present; Absent");
        await teacher.HearAsync("Enter on the chosen line");
        await teacher.ChooseAsync("Settles name, lessons and minimum");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Choose a line");
        await teacher.HearAsync("chooses none.");
        await teacher.TypeAsync("8");
        await teacher.HearAsync("no");
        await teacher.ChooseAsync("Changes what is chosen");
        await teacher.HearAsync("gives up.");
        await teacher.TypeAsync("yes");
        await teacher.HearAsync("yes");
        await teacher.ChooseAsync("Goes back");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Shows the whole term");
        await teacher.HearAsync("12 Caio Reis; ");
        await teacher.HearAsync("The meeting was on another day");
        await teacher.ChooseAsync("Shows patterns");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("Goes back");
        await teacher.HearAsync("Enter alone reads all of this again.");
        await teacher.ChooseAsync("The meeting was on another day");
        await teacher.HearAsync("gives up.");
        await teacher.TypeAsync("2026-03-02T10:30");
        await teacher.HearAsync("gives up.");
        await teacher.TypeAsync("typed in later");
    }

    [Fact]
    public async Task Without_a_word_a_terminal_that_cannot_draw_asks_which_program_is_wanted()
    {
        Dictionary<string, string?> environment = new(_student.Environment()) { ["TERM"] = "dumb", ["CHAMADA_LINKS"] = "none" };
        await using TerminalSession terminal = await TerminalSession.StartAsync(100, 50, environment, "--lang", "en");
        LineDialogue person = new(terminal.CaptureAsync, terminal.TypeAsync);
        await person.HearAsync("Type a number from 1 to 2.");
        await person.TypeAsync("2");
        await person.HearAsync("Enter alone reads all of this again.");
        await person.ChooseAsync("Leaves the program");
        await terminal.WaitForAsync("[exit code 0]");
    }

    [Fact]
    public async Task A_student_is_asked_for_the_code_and_hears_the_answer()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        ProcessOutcome opened = await ChamadaProcess.RunAsync(
            ["teacher", "--server", server.Address, "--open", "3030", "--code", "60"], _teacher.Environment());
        Assert.Equal(0, opened.ExitCode);
        ProcessOutcome code = await ChamadaProcess.RunAsync(
            ["teacher", "--server", server.Address, "--code", "3030", "--json"], _teacher.Environment());
        string digits = System.Text.Json.JsonDocument.Parse(code.Output).RootElement.GetProperty("code").GetString()!;

        await using ChamadaProcess process = ChamadaProcess.Start(
            ["student", "--plain", "--server", server.Address, "--lang", "en"], _student.Environment(), keepInputOpen: true);
        LineDialogue student = Talk(process);
        await student.HearAsync("Enter alone reads all of this again.");
        await student.FillAsync("Class", "3030", "type it and Enter");
        await student.FillAsync("Student no.", "042191010", "type it and Enter");
        await student.ChooseAsync("Registers the attendance");

        // The field for the code is a new choice: all of them are read again.
        await student.HearAsync("Code: empty");
        await student.HearAsync("Enter alone reads all of this again.");
        await student.FillAsync("Code", digits, "type it and Enter");
        await student.ChooseAsync("Registers the attendance");
        await student.HearAsync("PRESENT");
        await student.HearAsync("042191010: registered in class 3030");
        await student.TypeAsync("99");
        await student.HearAsync("“99” is not one of the choices.");
        await process.WriteInputAsync("", close: true);
        ProcessOutcome outcome = await process.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public async Task In_a_terminal_that_cannot_draw_it_comes_by_itself()
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync();
        Dictionary<string, string?> environment = new(_student.Environment()) { ["TERM"] = "dumb" };
        await using TerminalSession terminal =
            await TerminalSession.StartAsync(100, 50, environment, "student", "--server", server.Address, "--lang", "en");
        LineDialogue student = new(terminal.CaptureAsync, terminal.TypeAsync);
        await student.HearAsync("Enter alone reads all of this again.");
        await student.ChooseAsync("Leaves the program");
        await terminal.WaitForAsync("[exit code 0]");
    }

    [Fact]
    public async Task It_does_not_go_with_a_step_of_a_script()
    {
        foreach (string[] args in (string[][])
        [
            ["teacher", "--plain", "--open", "3030"],
            ["student", "--plain", "--class", "3030", "--student", "1"],
            ["student", "--plain", "--door", "--class", "3030"],
        ])
        {
            ProcessOutcome outcome = await ChamadaProcess.RunAsync(args, _student.Environment());
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains("--plain", outcome.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _student.Dispose();
    }

    private static LineDialogue Talk(ChamadaProcess process) =>
        new(() => Task.FromResult(process.Output), text => process.WriteInputAsync(text));

    private async Task RegisterAsync(ChamadaProcess server, params string[] students)
    {
        foreach (string student in students)
        {
            ProcessOutcome outcome = await ChamadaProcess.RunAsync(
                ["student", "--server", server.Address, "--class", "3030", "--student", student], _student.Environment());
            Assert.Equal(0, outcome.ExitCode);
        }
    }

    private Task WaitForFileAsync(string pattern, string content) =>
        Poll.UntilAsync(() => Directory.GetFiles(Path.Combine(_teacher.Path, "chamada", "rolls"), pattern)
            .Any(file => File.ReadAllText(file).Contains(content, StringComparison.Ordinal)));
}
