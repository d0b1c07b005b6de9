using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>The two Python programs that the text protocol was made for, run as they are.</summary>
public sealed class PythonProgramTests
{
    private const string ForClass = "Digite a identificação numérica da turma (ou sair): ";
    private const string Registered = "Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:17!";

    private static readonly DateTimeOffset Time = new(2021, 10, 21, 13, 17, 5, TimeSpan.FromHours(-3));

    [Fact]
    public async Task A_whole_roll_call()
    {
        SetClock clock = new(Time.AddMinutes(-5));
        await using TestServer server = new(clock: clock);
        Assert.Equal("Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:12",
            await StudentAsync(server, "10", "3030"));

        clock.Set(Time);
        await using ForeignProgram teacher = Start(server, "teacher.py");
        await teacher.WriteAsync("3030\n");
        await teacher.ReadToAsync(ForClass);
        Assert.Equal("A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!\n", await teacher.ReadToAsync("\n"));

        Assert.Equal(Registered, await StudentAsync(server, "10", "3030"));
        Assert.Equal(Registered, await StudentAsync(server, "20", "3030"));
        Assert.Equal("Você já registrou sua presença nesta turma!", await StudentAsync(server, "10", "3030"));
        Assert.Equal("Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:17",
            await StudentAsync(server, "10", "3031"));
        Assert.Equal(
            "Turma inválida: 'abc'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.", await StudentAsync(server, "10",
                "abc"));

        clock.Set(Time.AddMinutes(1));
        await teacher.WriteAsync("3030\n3030\n3030\nsair\n");
        Assert.Equal(
            $"{ForClass}A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:18! Os seguintes alunos registraram presença: ['10', "
                + "'20']\n"
            + $"{ForClass}A chamada da turma 3030 foi ativada em 21/10/2021 às 13:18!\n"
            + $"{ForClass}A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:18! Os seguintes alunos registraram presença: []\n"
            + ForClass,
            await teacher.ReadToAsync($"[]\n{ForClass}"));
        Assert.Equal(0, (await teacher.EndInputAsync()).ExitCode);
    }

    [Fact]
    public async Task Students_at_the_same_time_and_a_teacher_with_another_program()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        await using RollClient teacher = await server.ClientAsync();
        string token = RollClient.NewToken();
        Assert.True((await teacher.OpenAsync(ClassNumber.From(3030), token)).Try(out _, out _));
        string[] students = [.. Enumerable.Range(1, 8).Select(i => i.ToString("D9", CultureInfo.InvariantCulture))];
        Assert.All(await Task.WhenAll(students.Select(student => StudentAsync(server, student, "3030"))),
            answer => Assert.Equal(Registered, answer));

        await using ForeignProgram other = Start(server, "teacher.py");
        await other.WriteAsync("3030\nsair\n");
        Assert.Contains("A chamada da turma 3030 foi aberta por outro programa e só ele pode encerrá-la.\n",
            (await other.EndInputAsync()).Output, StringComparison.Ordinal);

        Assert.True((await teacher.CloseAsync(ClassNumber.From(3030), token)).Try(out CloseReply? closed, out _));
        Assert.Equal(students, closed.Students.Select(student => student.ToString()).Order(StringComparer.Ordinal));
    }

    private static async Task<string> StudentAsync(TestServer server, string student, string number)
    {
        await using ForeignProgram program = Start(server, "student.py");
        await program.WriteAsync($"{student}\n{number}\n");
        await program.ReadToAsync("Digite a identificação numérica da turma: ");
        string answer = await program.ReadToAsync("\n");
        Assert.Equal(0, (await program.EndInputAsync()).ExitCode);
        return answer[..^1];
    }

    private static ForeignProgram Start(TestServer server, string file) => ForeignProgram.Start(
        "python3", "-u", "-X", "utf8", Path.Combine(AppContext.BaseDirectory, "Interop", file),
        "127.0.0.1", server.Address.Port.ToString(CultureInfo.InvariantCulture));
}
