using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Cli;

/// <summary>Where <c>--qr</c> makes sense.</summary>
public sealed class QrTests
{
    [Theory]
    [InlineData("--close", "3030", "--qr")]
    [InlineData("--qr")]
    [InlineData("--open", "3030", "--qr", "--json")]
    public async Task It_belongs_to_opening_and_to_people(params string[] args)
    {
        ProcessOutcome outcome = await CommandLine.RunAsync(["teacher", .. args], []);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--qr", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }
}
