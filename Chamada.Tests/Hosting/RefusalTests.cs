using System.Text.Json.Nodes;
using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Hosting;
using Chamada.Core.Rolls;
using Chamada.Tests.Cli;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Hosting;

/// <summary>How often students were refused, over a real socket and into the file that the teacher keeps.</summary>
public sealed class RefusalTests
{
    private const string Token = "8f14e45fceea167a5a36dedd4bea2543";

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    [Theory]
    [InlineData("REFUSALS 3031 t", "-NOTOPEN class 3031 has no open roll call")]
    [InlineData("REFUSALS 3030 t", "-DENIED the token is not the one of the roll call of class 3030")]
    [InlineData("REFUSALS x t", "-BADCLASS 'x' is not a class number: expected 1 to 999999999999999999")]
    [InlineData("REFUSALS 3030", "-ERR wrong number of arguments for 'REFUSALS': 1 given, 2 expected")]
    public async Task What_makes_no_sense_is_named(string line, string answer)
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        await peer.AskAsync("OPEN", "3030", "TOKEN", Token);
        await peer.ReadToAsync(Token + "\r\n");
        await peer.SendAsync(line + "\r\n");
        await peer.ExpectAsync(answer + "\r\n");
    }

    [Fact]
    public async Task They_outlast_the_server_are_told_until_the_receipt_and_are_no_entries()
    {
        using TemporaryFolder folder = new();
        ServerOptions options = new() { DataFolder = folder.Path };
        await using (TestServer server = new(options))
        {
            using RawPeer peer = await server.ConnectAsync();
            await peer.AskAsync("OPEN", "3030", "TOKEN", Token, "CODE", "60");
            await peer.ReadToAsync(Token + "\r\n");
            await peer.AskAsync("REFUSALS", "3030", Token);
            await peer.ExpectAsync("*0\r\n");
            await peer.AskAsync("PRESENT", "3030", "1");
            await peer.ReadToAsync("+BADCODE\r\n");
            await peer.AskAsync("REFUSALS", "3030", Token);
            await peer.ExpectAsync("*1\r\n*3\r\n$7\r\nbadcode\r\n:1\r\n$29\r\n");
            await peer.ReadToAsync("\r\n");
        }

        await using (TestServer server = new(options))
        {
            await using RollClient client = await server.ClientAsync();
            RefusedLine line = Assert.Single((await client.RefusalsAsync(Class, Token)).Value!);
            Assert.Equal(("badcode", 1), (line.Word, line.Count));
            Assert.Equal("BADCODE", (await client.PresentAsync(Class, StudentId.From("2"))).Value!.Word);
            Assert.Equal("REGISTERED",
                (await client.PresentAsync(Class, StudentId.From("3"), new PresentOptions { Token = Token })).Value!.Word);
            Assert.Single((await client.ListAsync(Class, Token)).Value!.Record);
            CloseReply closed = (await client.CloseAsync(Class, Token)).Value!;
            Assert.True(closed.IsWhole);
            Assert.Single(closed.Record);
            Assert.Equal(2, Assert.Single(closed.Refused!).Count);
            Assert.Equal(closed.Refused, (await client.CloseAsync(Class, Token)).Value!.Refused);
            Assert.NotNull((await client.ReceivedAsync(Class, Token)).Value);
            Assert.Equal("NOTOPEN", (await client.RefusalsAsync(Class, Token)).Error!.Code);
        }
    }

    [Fact]
    public async Task The_saved_list_has_them_in_its_chain_and_verify_names_one_that_was_changed()
    {
        using TemporaryFolder folder = new();
        await using TestServer server = new();
        (string, string)[] environment = [("XDG_DATA_HOME", folder.Path), ("CHAMADA_LANG", "en")];
        string address = server.Address.ToString();
        await CommandLine.RunAsync(["teacher", "--open", "3030", "--code", "--server", address], environment);
        await using RollClient client = await server.ClientAsync();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("BADCODE", (await client.PresentAsync(Class, StudentId.From("1"))).Value!.Word);
        }

        Assert.Equal(0, (await CommandLine.RunAsync(["teacher", "--close", "3030", "--server", address], environment)).ExitCode);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "chamada", "rolls"), "*.json"));
        byte[] content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        SavedList saved = SavedList.Parse(content);
        Assert.Equal(("badcode", 3), (Assert.Single(saved.Refused).Word, saved.Refused[0].Count));
        Assert.Equal(content, saved.ToJson().ToArray());
        ProcessOutcome whole = await CommandLine.RunAsync(["verify", file], environment);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));

        ProcessOutcome outcome = await ChangedAsync(static root => root["refused"]![0]!["count"] = 2);
        Assert.StartsWith("A count of refusals does not fit: badcode ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"part\":\"refused\"", (await ChangedAsync(static root => root["refused"] = 7, "--json")).Output,
            StringComparison.Ordinal);
        outcome = await ChangedAsync(static root => root["refused"]!.AsArray().Clear());
        Assert.StartsWith("The end does not fit", outcome.Output, StringComparison.Ordinal);

        async Task<ProcessOutcome> ChangedAsync(Action<JsonNode> change, params string[] more)
        {
            JsonNode root = JsonNode.Parse(content)!;
            change(root);
            string changed = Path.Combine(folder.Path, "changed.json");
            await File.WriteAllTextAsync(changed, root.ToJsonString(), TestContext.Current.CancellationToken);
            ProcessOutcome verified = await CommandLine.RunAsync(["verify", changed, .. more], environment);
            Assert.Equal(1, verified.ExitCode);
            return verified;
        }
    }
}
