using System.Globalization;
using System.Text.RegularExpressions;
using Chamada.Tests.Hosting;
using Chamada.Tests.Rules;

namespace Chamada.Tests.Interop;

/// <summary>The examples of docs/protocol.md, carried out.</summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(LayerTests.Root(), "docs", "protocol.md"));

    [Fact]
    public async Task The_session_in_redis_cli_goes_as_it_is_shown()
    {
        await using TestServer server = new();
        string[] lines = Block("redis-cli").Split('\n')[1..]; // The first starts redis-cli.
        const string prompt = "127.0.0.1:5050> ";
        string commands =
            string.Concat(lines.Where(line => line.StartsWith(prompt, StringComparison.Ordinal)).Select(line => line[prompt.Length..]
                + "\n"));
        string answers = string.Concat(lines.Where(line => !line.StartsWith(prompt, StringComparison.Ordinal)).Select(line => line + "\n"));
        string port = server.Address.Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(WithoutTimes(answers), WithoutTimes(await ForeignProgram.RunAsync("redis-cli", ["-p", port, "--no-raw"], commands)));
    }

    [Fact]
    public async Task The_client_in_Python_does_what_it_is_shown_to_do()
    {
        await using TestServer server = new();
        string port = server.Address.Port.ToString(CultureInfo.InvariantCulture);
        string client = Block("python");
        Assert.Equal(15, client.Split('\n').Length);
        string program = client.Replace("5050", port, StringComparison.Ordinal) + "\n" + Block("python", 1);
        string printed = Block("", after: "prints\n");
        Assert.Equal(WithoutTimes(printed) + "\n", WithoutTimes(await ForeignProgram.RunAsync("python3", ["-X", "utf8", "-"], program)));
    }

    [Fact]
    public async Task The_requests_in_netcat_get_the_answers_that_are_shown()
    {
        await using TestServer server = new();
        using RawPeer peer = await server.ConnectAsync();
        string session = Block("", after: "the push came by itself:\n");
        foreach (string[] exchange in session.Split('\n')[1..].Aggregate(new List<List<string>>(), Gather).Select(lines => lines.ToArray()))
        {
            await peer.SendAsync(exchange[0] + "\n");
            string answer = string.Concat(exchange[1..].Select(line => line + "\r\n"));
            string got = "";
            if (exchange[0].StartsWith("WATCH", StringComparison.Ordinal))
            {
                // The list is empty, so the student who is pushed has come after the answer.
                got = await peer.ReadToAsync("*0\r\n");
                using RawPeer student = await server.ConnectAsync();
                await student.SendAsync("042191010/3030,student");
                await student.ReadToAsync("!");
            }

            while (got.Length < answer.Length)
            {
                got += await peer.ReadToAsync("\r\n");
            }

            Assert.Equal(WithoutTimes(answer), WithoutTimes(got));
        }

        // A line in capitals with a space, or QUIT, was typed; what follows it was answered.
        static List<List<string>> Gather(List<List<string>> exchanges, string line)
        {
            if (Typed().IsMatch(line))
            {
                exchanges.Add([]);
            }

            exchanges[^1].Add(line);
            return exchanges;
        }
    }

    /// <summary>The text of a fenced block: the so-many-th of a language, or the first after a line.</summary>
    private static string Block(string language, int index = 0, string after = "")
    {
        string text = Document[(Document.IndexOf(after, StringComparison.Ordinal) + after.Length)..];
        return Fence().Matches(text).Where(match => match.Groups[1].Value == language).ElementAt(index).Groups[2].Value;
    }

    private static string WithoutTimes(string text) => Token().Replace(Time().Replace(text, "TIME"), "TOKEN");

    [GeneratedRegex(@"^```([a-z\-]*)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+\-]\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex Token();

    [GeneratedRegex("^(?:[A-Z]+ .*|QUIT)$")]
    private static partial Regex Typed();
}
