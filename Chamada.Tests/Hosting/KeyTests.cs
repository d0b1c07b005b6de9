using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Hosting;

/// <summary>Where keys are asked for, only who shows one opens roll calls.</summary>
public sealed class KeyTests
{
    private const string Keys = "# who may open\nana first-key-1234\n\nbia:second-key-5678\nlone-key-without-a-name\n";

    private static readonly string Token = new('a', 32);

    public static TheoryData<string, int> Unreadable => new()
    {
        { "", 0 },
        { "# nothing\n\n", 0 },
        { "ana one two", 1 },
        { "ana one admin two", 1 },
        { "ana one two admin", 1 },
        { "ana one admins", 1 },
        { "ana one Admin", 1 },
        { "ana one\nbia one admin", 2 },
        { "ana key\nana other", 2 },
        { "ana key\nbia key", 2 },
        { "key\nkey", 2 },
        { "ana key\n:key2", 2 },
        { "ana:", 1 },
        { "a/b key", 1 },
        { "ana " + new string('k', 513), 1 },
    };

    [Theory]
    [InlineData("AUTH", "first-key-1234")]
    [InlineData("AUTH", "ana", "first-key-1234")]
    [InlineData("AUTH", "default", "second-key-5678")]
    [InlineData("AUTH", "lone-key-without-a-name")]
    [InlineData("HELLO", "3", "AUTH", "bia", "second-key-5678")]
    public async Task Nobody_opens_before_a_key_is_shown_and_everybody_afterwards(params string[] auth)
    {
        await using TestServer server = new(Options());
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.AskAsync("OPEN", "3030", "TOKEN", Token);
        Assert.StartsWith("-NOAUTH ", await teacher.ReadToAsync("\r\n"), StringComparison.Ordinal);
        await teacher.AskAsync("ROLLS");
        Assert.Equal("*0\r\n", await teacher.ReadToAsync("\r\n"));

        // All in one send: the key counts from where it stands.
        await teacher.SendAsync(RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp(auth)
            + RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp("RESET") + RawPeer.Resp("OPEN", "3031", "TOKEN", Token));
        string answers = await teacher.ReadToAsync("-NOAUTH ");
        answers += await teacher.ReadToAsync("+RESET\r\n-NOAUTH ");
        Assert.Contains($":3030\r\n", answers, StringComparison.Ordinal);
        Assert.Contains(Token, answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_else_a_roll_call_needs_is_done_without_a_key()
    {
        await using TestServer server = new(Options());
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.SendAsync(RawPeer.Resp("AUTH", "first-key-1234") + RawPeer.Resp("OPEN", "3030", "TOKEN", Token));
        await teacher.ReadToAsync(Token + "\r\n");
        using RawPeer other = await server.ConnectAsync();
        await other.AskAsync("PRESENT", "3030", "10");
        await other.ReadToAsync("+REGISTERED\r\n");
        await other.AskAsync("LIST", "3030", Token);
        await other.ReadToAsync("$2\r\n10\r\n");
        await other.AskAsync("CLOSE", "3030", Token);
        await other.ReadToAsync("$2\r\n10\r\n");
        await other.AskAsync("RECEIVED", "3030", Token);
        await other.ReadToAsync("+OK\r\n");
    }

    [Theory]
    [InlineData("AUTH", "wrong")]
    [InlineData("AUTH", "bia", "first-key-1234")]
    [InlineData("AUTH", "first-key-123")]
    [InlineData("AUTH", "first-key-12345")]
    [InlineData("AUTH", "ana first-key-1234")]
    [InlineData("AUTH", "")]
    [InlineData("HELLO", "3", "AUTH", "default", "wrong")]
    public async Task A_wrong_key_is_refused_and_opens_nothing(params string[] auth)
    {
        await using TestServer server = new(Options());
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.AskAsync(auth);
        Assert.StartsWith("-WRONGPASS ", await teacher.ReadToAsync("\r\n"), StringComparison.Ordinal);
        await teacher.AskAsync("OPEN", "3030", "TOKEN", Token);
        Assert.StartsWith("-NOAUTH ", await teacher.ReadToAsync("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_keys_are_every_key_is_taken()
    {
        await using TestServer server = new();
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.AskAsync("AUTH", "whatever");
        await teacher.ReadToAsync("+OK\r\n");
        await teacher.AskAsync("OPEN", "3030", "TOKEN", Token);
        await teacher.ReadToAsync(Token + "\r\n");
    }

    [Fact]
    public async Task The_text_protocol_opens_and_closes_nothing_and_says_why()
    {
        await using TestServer server = new(Options());
        using RawPeer teacher = await server.ConnectAsync();
        const string Sentence = "Este servidor só abre e encerra chamadas com a chave de um professor, que este programa não sabe enviar!";
        await teacher.SendAsync("3030,teacher");
        await teacher.ReadToAsync(Sentence);
        await teacher.SendAsync("10/3030,student");
        await teacher.ReadToAsync("Esta turma não está com presença ativa.");
    }

    [Fact]
    public async Task A_transaction_opens_nothing_without_a_key()
    {
        await using TestServer server = new(Options());
        using RawPeer teacher = await server.ConnectAsync();
        await teacher.SendAsync(RawPeer.Resp("MULTI") + RawPeer.Resp("OPEN", "3030", "TOKEN", Token) + RawPeer.Resp("EXEC"));
        await teacher.ReadToAsync("+QUEUED\r\n*1\r\n-NOAUTH ");
    }

    [Fact]
    public async Task Who_shows_wrong_keys_waits_ever_longer_and_everybody_else_does_not()
    {
        FakeTimeProvider clock = new();
        await using TestServer server = new(Options(), clock);
        using RawPeer one = await server.ConnectAsync();
        for (int i = 0; i < KeyGate.Free; i++)
        {
            await one.AskAsync("AUTH", $"wrong-{i}");
            Assert.Equal("-WRONGPASS this is none of the keys of this server\r\n", await one.ReadToAsync("\r\n"));
        }

        // Not even the right one is looked at, nor by another connection, nor is the time made longer by asking.
        using RawPeer two = await server.ConnectAsync();
        foreach (RawPeer peer in (RawPeer[])[one, two, one])
        {
            await peer.AskAsync("AUTH", "first-key-1234");
            Assert.EndsWith(" for 1 s\r\n", await peer.ReadToAsync("\r\n"), StringComparison.Ordinal);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        await one.AskAsync("AUTH", "wrong");
        Assert.Equal("-WRONGPASS this is none of the keys of this server\r\n", await one.ReadToAsync("\r\n"));
        await one.AskAsync("AUTH", "first-key-1234");
        Assert.EndsWith(" for 2 s\r\n", await one.ReadToAsync("\r\n"), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(2));
        await one.AskAsync("AUTH", "first-key-1234");
        await one.ReadToAsync("+OK\r\n");
    }

    [Fact]
    public void Addresses_of_one_network_of_IPv6_wait_together_and_there_is_an_end_to_what_is_remembered()
    {
        FakeTimeProvider clock = new();
        KeyGate gate = new(Read(Keys), clock, new ServerLog(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance));
        for (int i = 1; i <= KeyGate.Free; i++)
        {
            Assert.Equal(0, Wrong($"2001:db8::{i}").Wait);
        }

        Assert.Equal(1, Wrong("2001:db8::ffff").Wait);
        Assert.Equal(0, Wrong("2001:db8:0:1::1").Wait);
        for (int i = 0; i < KeyGate.MostAddresses; i++)
        {
            Wrong(new IPAddress([10, 1, (byte)(i >> 8), (byte)i]).ToString());
        }

        // Those for whom there is no place of their own share one.
        Wrong("10.9.0.1");
        Wrong("10.9.0.2");
        Assert.NotEqual(0, Wrong("10.9.0.3").Wait + Wrong("10.9.0.4").Wait);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, Wrong("10.9.0.5").Wait);
        Assert.Equal("ana", gate.Ask("ana"u8, "first-key-1234"u8, IPAddress.Loopback).Right?.Name);

        Core.Protocols.Commands.KeyAnswer Wrong(string address) => gate.Ask([], "wrong"u8, IPAddress.Parse(address));
    }

    [Fact]
    public async Task Who_is_no_longer_among_the_keys_opens_no_more_and_who_still_is_goes_on()
    {
        TeacherKeys keys = Read(Keys);
        await using TestServer server = new(new ServerOptions { TeacherKeys = keys });
        using RawPeer ana = await server.ConnectAsync(), bia = await server.ConnectAsync();
        await ana.AskAsync("AUTH", "first-key-1234");
        await ana.ReadToAsync("+OK\r\n");
        await bia.AskAsync("AUTH", "second-key-5678");
        await bia.ReadToAsync("+OK\r\n");
        keys.Replace(Read("carla third-key\nbia second-key-5678"));
        await ana.AskAsync("OPEN", "3030", "TOKEN", Token);
        await ana.ReadToAsync("-NOAUTH ");
        await bia.AskAsync("OPEN", "3030", "TOKEN", Token);
        await bia.ReadToAsync(Token + "\r\n");
        await ana.AskAsync("AUTH", "carla", "third-key");
        await ana.ReadToAsync("+OK\r\n");
        Assert.Equal(["carla", "bia"], keys.Names);
    }

    [Fact]
    public async Task The_client_shows_its_key_and_says_when_it_is_wrong()
    {
        await using TestServer server = new(Options());
        await using RollClient client = (await RollClient.ConnectAsync(
            server.Address, new RollClientOptions { Key = new ClientKey("ana", "first-key-1234") })).Value!;
        Assert.Null((await client.OpenAsync(ClassNumber.From(3030), Token)).Error);
        ClientError wrong = (await RollClient.ConnectAsync(
            server.Address, new RollClientOptions { Key = new ClientKey("ana", "second-key-5678") })).Error!;
        Assert.Equal((ClientFault.Refused, "WRONGPASS"), (wrong.Fault, wrong.Code));
        await using RollClient none = (await RollClient.ConnectAsync(server.Address)).Value!;
        Assert.Equal("NOAUTH", (await none.OpenAsync(ClassNumber.From(3031), Token)).Error!.Code);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_is_no_list_of_keys_is_told_by_its_line(string text, int line)
    {
        Assert.False(TeacherKeys.TryRead(text, out TeacherKeys? keys, out int wrong));
        Assert.Null(keys);
        Assert.Equal(line, wrong);
    }

    private static ServerOptions Options() => new() { TeacherKeys = Read(Keys) };

    private static TeacherKeys Read(string text) =>
        TeacherKeys.TryRead(text, out TeacherKeys? keys, out int line) ? keys! : throw new InvalidDataException($"line {line}");
}
