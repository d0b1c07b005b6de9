using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>redis-cli, as somebody types into it, in both versions of the protocol.</summary>
public sealed class RedisCliTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    private static readonly DateTimeOffset Time = new(2026, 11, 22, 16, 39, 2, 123, TimeSpan.FromHours(-3));

    [Theory]
    [InlineData("-2")]
    [InlineData("-3")]
    public async Task A_whole_roll_call(string version)
    {
        SetClock clock = new(Time);
        await using TestServer server = new(clock: clock);
        (string Command, string Answer)[] session =
        [
            ("PING", "PONG"),
            ("ping olá", "\"ol\\xc3\\xa1\""),
            ("OPEN 3030 TOKEN " + Token, $"1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) \"{Token}\""),
            ("OPEN 7 token " + Token, $"1) (integer) 7\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) \"{Token}\""),
            ("PRESENT 3030 042191010", "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) REGISTERED"),
            ("present 3030 a.b_c-D", "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) REGISTERED"),
            ("PRESENT 3030 042191010", "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) ALREADY"),
            ("PRESENT 3031 042191010", "1) (integer) 0\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) CLOSED"),
            (
                "LIST 3030 " + Token,
                "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n"
                + "3) 1) 1) \"042191010\"\n      2) \"2026-11-22T16:39:02.123-03:00\"\n"
                + "   2) 1) \"a.b_c-D\"\n      2) \"2026-11-22T16:39:02.123-03:00\""),
            (
                "ROLLS",
                "1) 1) (integer) 7\n   2) \"2026-11-22T16:39:02.123-03:00\"\n   3) (integer) 0\n"
                + "2) 1) (integer) 3030\n   2) \"2026-11-22T16:39:02.123-03:00\"\n   3) (integer) 2"),
            ("RECEIVED 3030 " + Token, "(error) STILLOPEN the roll call of class 3030 is still open: CLOSE it first"),
            ("CLOSE 3030 " + Token, "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) 1) \"042191010\"\n   2) \"a.b_c-D\""),
            ("PRESENT 3030 later", "1) (integer) 0\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) CLOSED"),
            ("CLOSE 3030 " + Token, "1) (integer) 3030\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) 1) \"042191010\"\n   2) \"a.b_c-D\""),
            ("RECEIVED 3030 " + Token, "OK"),
            ("CLOSE 3030 " + Token, "(error) NOTOPEN class 3030 has no open roll call"),
            ("CLOSE 7 " + Token, "1) (integer) 7\n2) \"2026-11-22T16:39:02.123-03:00\"\n3) (empty array)"),
            ("ROLLS", "(empty array)"),
        ];
        string answers = await RunAsync(server, ["--no-raw", version], string.Concat(session.Select(row => row.Command + "\n")));
        Assert.Equal(string.Concat(session.Select(row => row.Answer + "\n")), answers);
    }

    [Theory]
    [InlineData("OPEN 3030", "EXISTS class 3030 has an open roll call already, since 2026-11-22T16:39:02.123-03:00")]
    [InlineData("LIST 3030 " + "ffffffffffffffffffffffffffffffff", "DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("WATCH 3030 nonsense", "DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("CLOSE 3030 ''", "DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("RECEIVED 3030 ffffffffffffffffffffffffffffffff", "DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("CLOSE 3031 " + Token, "NOTOPEN class 3031 has no open roll call")]
    [InlineData("LIST 3031 " + Token, "NOTOPEN class 3031 has no open roll call")]
    [InlineData("OPEN 0", "BADCLASS '0' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("OPEN -1", "BADCLASS '-1' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("OPEN abc", "BADCLASS 'abc' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("OPEN 1234567890123456789", "BADCLASS '1234567890123456789' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("PRESENT 3030 ''", "BADSTUDENT '' (0 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("PRESENT 3030 'José'", "BADSTUDENT 'José' (4 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("PRESENT 3030 'a b'", "BADSTUDENT 'a b' (3 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("PRESENT 3030 \"1\\n2\"",
        @"BADSTUDENT '1\x0a2' (3 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData(
        "PRESENT 3030 123456789012345678901234567890123",
        "BADSTUDENT '123456789012345678901234567890123' (33 characters) is not a student number: expected 1 to 32 of A-Z a-z 0-9 . _ -")]
    [InlineData("PRESENT 3030 10 SOON", "ERR syntax error: unknown option 'SOON'")]
    [InlineData("OPEN 3031 TOKEN 12", "ERR TOKEN takes 32 hexadecimal digits")]
    [InlineData("OPEN 3031 TOKEN", "ERR TOKEN takes 32 hexadecimal digits")]
    [InlineData("PRESENT 3030", "ERR wrong number of arguments for 'PRESENT': 1 given, 2 or more expected")]
    [InlineData("ROLLS now", "ERR wrong number of arguments for 'ROLLS': 1 given, 0 expected")]
    [InlineData("FLUSHALL", "ERR unknown command 'FLUSHALL'")]
    [InlineData("CONFIG SET save 10", "ERR CONFIG 'SET' is not supported: settings are options of 'chamada serve'")]
    public async Task An_error_names_what_was_wrong_and_the_connection_stays_usable(string command, string error)
    {
        await using TestServer server = new(clock: new SetClock(Time));
        string answers = await RunAsync(
            server, ["--no-raw"], $"OPEN 3030 TOKEN {Token}\n{command}\nPING\n");
        Assert.EndsWith($"\n(error) {error}\nPONG\n", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handshake_commands_are_answered()
    {
        await using TestServer server = new();
        string answers = await RunAsync(
            server, ["--no-raw"], "SELECT 0\nECHO here\nAUTH anyone anything\nCLIENT SETNAME door\nCLIENT GETNAME\nCOMMAND COUNT\nCONFIG "
                + "GET save\n");
        Assert.StartsWith("OK\n\"here\"\nOK\nOK\n\"door\"\n(integer) ", answers, StringComparison.Ordinal);
        Assert.EndsWith("\n1) \"save\"\n2) \"\"\n", answers, StringComparison.Ordinal);

        Assert.Equal("OK\n", await RunAsync(server, ["QUIT"]));
        Assert.Contains("redis_version:", await RunAsync(server, ["INFO"]), StringComparison.Ordinal);
        Assert.Contains("3# \"proto\" => (integer) 3\n", await RunAsync(server, ["-3", "--no-raw", "HELLO"]), StringComparison.Ordinal);
        Assert.Contains(" 6) (integer) 2\n", await RunAsync(server, ["--no-raw", "HELLO", "2"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_of_thousands_is_answered_in_full()
    {
        const int students = 20_000;
        await using TestServer server = new();
        await using RollClient teacher = await server.ClientAsync();
        Assert.True((await teacher.OpenAsync(ClassNumber.From(3030), Token)).Try(out _, out _));

        string requests = string.Concat(Enumerable.Range(1, students).Select(i => RawPeer.Resp("PRESENT", "3030", Id(i))));
        string answers = await RunAsync(server, ["--pipe"], requests + "PRESENT 3030 inline\r\n");
        Assert.EndsWith($"errors: 0, replies: {students + 1}\n", answers, StringComparison.Ordinal);

        Assert.True((await teacher.CloseAsync(ClassNumber.From(3030), Token)).Try(out CloseReply? closed, out _));
        Assert.Equal([.. Enumerable.Range(1, students).Select(Id), "inline"], closed.Students.Select(student => student.ToString()));
    }

    [Fact]
    public async Task A_watcher_is_pushed_every_attendance_and_the_end()
    {
        await using TestServer server = new(clock: new SetClock(Time));
        await using RollClient teacher = await server.ClientAsync();
        Assert.True((await teacher.OpenAsync(ClassNumber.From(3030), Token)).Try(out _, out _));
        await using ForeignProgram watcher = ForeignProgram.Start("redis-cli", [.. Port(server), "-3", "--no-raw", "--show-pushes", "yes"]);
        await watcher.WriteAsync($"WATCH 3030 {Token}\n");
        await watcher.ReadToAsync("3) (empty array)\n");

        await using RollClient student = await server.ClientAsync();
        Assert.True(StudentId.TryParse("042191010", out StudentId id));
        Assert.True((await student.PresentAsync(ClassNumber.From(3030), id)).Try(out _, out _));
        Assert.True((await teacher.CloseAsync(ClassNumber.From(3030), Token)).Try(out _, out _));

        // redis-cli shows what was pushed when it has a reply to read.
        string shown = "";
        while (!shown.Contains("closed", StringComparison.Ordinal))
        {
            await watcher.WriteAsync("PING\n");
            shown += await watcher.ReadToAsync("PONG\n");
        }

        Assert.Equal(
            "1) \"present\"\n2) (integer) 3030\n3) \"042191010\"\n4) \"2026-11-22T16:39:02.123-03:00\"\n"
            + "1) \"closed\"\n2) (integer) 3030\n3) \"2026-11-22T16:39:02.123-03:00\"\n",
            shown.Replace("PONG\n", "", StringComparison.Ordinal));
        Assert.Equal(0, (await watcher.EndInputAsync()).ExitCode);
    }

    private static string Id(int number) => number.ToString("D9", CultureInfo.InvariantCulture);

    private static string[] Port(TestServer server) => ["-p", server.Address.Port.ToString(CultureInfo.InvariantCulture)];

    private static Task<string> RunAsync(TestServer server, string[] args, string input = "") =>
        ForeignProgram.RunAsync("redis-cli", [.. Port(server), .. args], input);
}
