using System.Diagnostics;
using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Cli;

/// <summary><c>serve --metrics</c>.</summary>
public sealed partial class MetricsOptionTests
{
    [Theory]
    [InlineData("en", "9464", "ADDRESS:PORT")]
    [InlineData("en", "127.0.0.1", "ADDRESS:PORT")]
    [InlineData("en", "::1:9464", "ADDRESS:PORT")]
    [InlineData("pt-BR", "127.0.0.1:70000", "ENDEREÇO:PORTA")]
    [InlineData("pt-BR", "127.0.0.1:-1", "ENDEREÇO:PORTA")]
    public async Task What_is_no_address_with_a_port_is_wrong_usage(string language, string value, string told)
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["serve", "--memory", "--metrics", value, "--lang", language]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(told, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--metrics", "127.0.0.1:0")]
    [InlineData("--metricas", "localhost:0")]
    [InlineData("--metrics", "[::1]:0")]
    public async Task The_log_says_where_they_are_and_there_they_are(string option, string place)
    {
        Assert.SkipUnless(place[0] != '[' || System.Net.Sockets.Socket.OSSupportsIPv6, "this machine has no IPv6");
        string log;
        await using (ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", option, place, "--lang", "en"]))
        {
            Match line = Place().Match(server.Error);
            Stopwatch waited = Stopwatch.StartNew();
            while (!line.Success && waited.Elapsed < TestServer.Patience)
            {
                await Task.Yield(); // The log is read on another thread.
                line = Place().Match(server.Error);
            }

            using HttpClient http = new();
            string text = await http.GetStringAsync(new Uri(line.Value), TestContext.Current.CancellationToken)
                .WaitAsync(TestServer.Patience);
            Assert.Contains("\nchamada_roll_calls_open 0\n", text, StringComparison.Ordinal);
            log = (await server.TerminateAsync()).Error;
        }

        Assert.Contains("Metrics are at http://", log, StringComparison.Ordinal);
    }

    [GeneratedRegex("http://[^ \"]+/metrics")]
    private static partial Regex Place();
}
