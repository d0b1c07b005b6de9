using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;

namespace Chamada.Tests.Interop;

/// <summary>redis-benchmark: the tool that the server is measured with gets every answer, and what it registered is on the list.</summary>
public sealed class RedisBenchmarkTests
{
    private const int Students = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Every_request_is_answered_and_every_student_listed(int pipelined)
    {
        await using TestServer server = new();
        await using RollClient teacher = await server.ClientAsync();
        string token = RollClient.NewToken();
        Assert.True((await teacher.OpenAsync(ClassNumber.From(3030), token)).Try(out _, out _));

        // So many requests that the chance of a student left out is one in 10^40.
        await using ForeignProgram benchmark = ForeignProgram.Start(
            "redis-benchmark",
            ["-p", Number(server.Address.Port), "-n", "10000", "-c", "20", "-P", Number(pipelined), "-r", Number(Students), "--csv",
                "PRESENT", "3030", "__rand_int__"]);
        ProcessOutcome outcome = await benchmark.EndInputAsync();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain("WARNING", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("error", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("PRESENT 3030 __rand_int__", outcome.Output, StringComparison.Ordinal);

        Assert.True((await teacher.CloseAsync(ClassNumber.From(3030), token)).Try(out CloseReply? closed, out _));
        Assert.Equal(
            Enumerable.Range(0, Students).Select(i => i.ToString("D12", CultureInfo.InvariantCulture)),
            closed.Students.Select(student => student.ToString()).Order(StringComparer.Ordinal));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
