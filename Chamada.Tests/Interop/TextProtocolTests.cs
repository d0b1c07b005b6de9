using System.Globalization;
using System.Net.Sockets;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>The text protocol of the Python programs, byte for byte.</summary>
public sealed class TextProtocolTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    private static readonly DateTimeOffset Time = new(2021, 10, 21, 13, 17, 59, 999, TimeSpan.FromHours(-3));

    /// <summary>One day of requests and answers: every row of the protocol's table.</summary>
    private static readonly (int Minute, string Request, string Answer)[] Table =
    [
        (12, "10/3030,student", "Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:12"),
        (17, "3030,teacher", "A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!"),
        (18, "10/3030,student", "Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:18!"),
        (18, "10/3030,student", "Você já registrou sua presença nesta turma!"),
        (18, "20/3030,student", "Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:18!"),
        (18, "20/3031,student", "Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:18"),
        (18, "3031,teacher", "A chamada da turma 3031 foi ativada em 21/10/2021 às 13:18!"),
        (18, "20/3031,student", "Presença registrada com sucesso na turma 3031 em 21/10/2021 às 13:18!"),
        (
            18, "3030,teacher",
            "A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:18! Os seguintes alunos registraram presença: ['10', '20']"),
        (19, "30/3030,student", "Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:19"),
        (19, "3030,teacher", "A chamada da turma 3030 foi ativada em 21/10/2021 às 13:19!"),
        (20, "3030,teacher", "A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:20! Os seguintes alunos registraram presença: []"),
        (
            20, "3031,teacher",
            "A chamada da turma 3031 foi encerrada em 21/10/2021 às 13:20! Os seguintes alunos registraram presença: ['20']"),
        (
            20, "999999999999999999,teacher", "A chamada da turma 999999999999999999 foi ativada em 21/10/2021 às 13:20!"),
        (
            20, "a.b_c-D/999999999999999999,student",
            "Presença registrada com sucesso na turma 999999999999999999 em 21/10/2021 às 13:20!"),
        (
            20, "999999999999999999,teacher",
            "A chamada da turma 999999999999999999 foi encerrada em 21/10/2021 às 13:20! Os seguintes alunos registraram presença: "
                + "['a.b_c-D']"),
    ];

    [Fact]
    public async Task Every_request_of_the_table_gets_its_answer()
    {
        SetClock clock = new(Time);
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await server.ConnectAsync();
        foreach ((int minute, string request, string answer) in Table)
        {
            clock.Set(Time.AddMinutes(minute - 17));
            await peer.SendAsync(request);
            await peer.ExpectAsync(answer);
        }

        peer.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal("", await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte()
    {
        SetClock clock = new(Time);
        await using TestServer server = new(clock: clock);
        using RawPeer peer = await server.ConnectAsync();
        foreach ((int minute, string request, string answer) in Table)
        {
            clock.Set(Time.AddMinutes(minute - 17));
            foreach (char c in request)
            {
                await peer.SendAsync(c.ToString());
            }

            await peer.ExpectAsync(answer);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("  \t")]
    public async Task Several_in_one_segment_are_each_answered_in_order(string between)
    {
        await using TestServer server = new(clock: new SetClock(Time));
        using RawPeer peer = await server.ConnectAsync();
        (int Minute, string Request, string Answer)[] sameMinute = [.. Table.Where(row => row.Minute is 18)];
        await peer.SendAsync("3030,teacher" + between + string.Concat(sameMinute.Select(row => row.Request + between)) + "10/");
        await peer.ExpectAsync(
            "A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!"
            + string.Concat(sameMinute.Select(row => row.Answer)).Replace("13:18", "13:17", StringComparison.Ordinal));
        await peer.SendAsync("3030,student");
        await peer.ExpectAsync("Esta turma não está com presença ativa. Solicitação rejeitada em 21/10/2021 às 13:17");
    }

    [Theory]
    [InlineData(",teacher", "Turma inválida: ''. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("0,teacher", "Turma inválida: '0'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("-1,teacher", "Turma inválida: '-1'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("três,teacher", "Turma inválida: 'três'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("3030 3031,teacher", "Turma inválida: '3030 3031'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData(
        "1234567890123456789,teacher",
        "Turma inválida: '1234567890123456789'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("10/,student", "Turma inválida: ''. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData("10/20/3030,student", "Turma inválida: '20/3030'. A turma é um número de 1 a 999999999999999999, por exemplo 3030.")]
    [InlineData(
        "3030,student", "Pedido inválido: '3030'. Envie a matrícula, uma barra e a turma, por exemplo 042191010/3030.")]
    [InlineData(
        ",student", "Pedido inválido: ''. Envie a matrícula, uma barra e a turma, por exemplo 042191010/3030.")]
    [InlineData(
        "/3030,student",
        "Matrícula inválida: ''. Use de 1 a 32 letras sem acento, algarismos, pontos, hífens ou sublinhados, por exemplo 042191010.")]
    [InlineData(
        "José/3030,student",
        "Matrícula inválida: 'José'. Use de 1 a 32 letras sem acento, algarismos, pontos, hífens ou sublinhados, por exemplo 042191010.")]
    [InlineData(
        "123456789012345678901234567890123/3030,student",
        "Matrícula inválida: '123456789012345678901234567890123'. "
        + "Use de 1 a 32 letras sem acento, algarismos, pontos, hífens ou sublinhados, por exemplo 042191010.")]
    [InlineData(
        "a\u0001b/3030,student",
        @"Matrícula inválida: 'a\x01b'. "
        + "Use de 1 a 32 letras sem acento, algarismos, pontos, hífens ou sublinhados, por exemplo 042191010.")]
    public async Task Bad_input_is_explained_and_the_connection_stays_open(string request, string answer)
    {
        await using TestServer server = new(clock: new SetClock(Time));
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync(request);
        await peer.ExpectAsync(answer);
        await peer.SendAsync("3030,teacher");
        await peer.ExpectAsync("A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!");
    }

    [Fact]
    public async Task A_line_without_a_role_is_explained_and_the_connection_stays_open()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("3030,teacher");
        await peer.ExpectAsync("A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!");
        await peer.SendAsync("042191010/3030\n");
        await peer.ExpectAsync(
            "Pedido inválido: '042191010/3030'. Termine com ,teacher (por exemplo 3030,teacher) ou ,student (por exemplo "
                + "042191010/3030,student).");
        await peer.SendAsync("042191010/3030,student");
        await peer.ExpectAsync("Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:17!");
    }

    [Fact]
    public async Task A_long_list_is_complete()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        string[] students = [.. Enumerable.Range(1, 30_000).Select(i => i.ToString("D9", CultureInfo.InvariantCulture))];
        using RawPeer peer = await server.ConnectAsync();
        Task sent = peer.SendAsync("3030,teacher" + string.Concat(students.Select(student => student + "/3030,student")) + "3030,teacher");
        await peer.ExpectAsync(
            "A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!"
            + string.Concat(students.Select(_ => "Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:17!"))
            + "A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:17! Os seguintes alunos registraram presença: "
            + $"[{string.Join(", ", students.Select(student => $"'{student}'"))}]");
        await sent;
    }

    [Fact]
    public async Task A_roll_call_with_an_owner_is_closed_by_its_owner_alone()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        using RawPeer text = await server.ConnectAsync();
        using RawPeer owner = await server.ConnectAsync();
        const string at = "$29\r\n2021-10-21T13:17:59.999-03:00\r\n";
        await owner.AskAsync("OPEN", "3030", "TOKEN", Token);
        await owner.ExpectAsync($"*3\r\n:3030\r\n{at}$32\r\n{Token}\r\n");

        await text.SendAsync("3030,teacher");
        await text.ExpectAsync("A chamada da turma 3030 foi aberta por outro programa e só ele pode encerrá-la.");
        await text.SendAsync("10/3030,student");
        await text.ExpectAsync("Presença registrada com sucesso na turma 3030 em 21/10/2021 às 13:17!");
        await owner.AskAsync("CLOSE", "3030", Token);
        await owner.ExpectAsync($"*3\r\n:3030\r\n{at}*1\r\n$2\r\n10\r\n");

        await text.SendAsync("3030,teacher");
        await text.ExpectAsync("A chamada da turma 3030 foi ativada em 21/10/2021 às 13:17!");
        await owner.AskAsync("PRESENT", "3030", "20");
        await owner.ExpectAsync($"*3\r\n:3030\r\n{at}+REGISTERED\r\n");
        await owner.AskAsync("OPEN", "3030");
        await owner.ExpectAsync("-EXISTS class 3030 has an open roll call already, since 2021-10-21T13:17:59.999-03:00\r\n");
        await owner.AskAsync("LIST", "3030", Token);
        await owner.ExpectAsync("-DENIED the token is not the one of the roll call of class 3030\r\n");

        // The first roll call is still there for its owner: this is its list again, not the open one's.
        await owner.AskAsync("CLOSE", "3030", Token);
        await owner.ExpectAsync($"*3\r\n:3030\r\n{at}*1\r\n$2\r\n10\r\n");
        await text.SendAsync("3030,teacher");
        await text.ExpectAsync(
            "A chamada da turma 3030 foi encerrada em 21/10/2021 às 13:17! Os seguintes alunos registraram presença: ['20']");
    }

    [Fact]
    public async Task A_request_that_ends_with_the_connection_is_explained()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.SendAsync("3030,teach");
        peer.Socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(
            "Pedido inválido: ''. Termine com ,teacher (por exemplo 3030,teacher) ou ,student (por exemplo 042191010/3030,student).",
            await peer.ReadToEndAsync());
    }
}
