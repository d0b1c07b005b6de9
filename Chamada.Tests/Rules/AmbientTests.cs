using System.Text.RegularExpressions;

namespace Chamada.Tests.Rules;

/// <summary>Chance and the time of day come into the library from outside, so that a test may own them.</summary>
public sealed partial class AmbientTests
{
    [Fact]
    public void Nothing_in_the_library_asks_for_chance_or_the_time_of_day_by_itself()
    {
        string root = Path.Combine(LayerTests.Root(), "Chamada.Core");
        string[] found =
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                .SelectMany(static file => File.ReadLines(file).Select(line => $"{file}: {line}"))
                .Where(static line => Ambient().IsMatch(line)),
        ];
        Assert.Empty(found);
    }

    [Fact]
    public void No_test_lets_time_go_by_and_hopes_that_it_was_enough()
    {
        // What tells nobody of itself is looked at again and again in one place, and so is a terminal.
        string[] places = ["Poll.cs", "TerminalSession.cs", "AmbientTests.cs"];
        string[] found =
        [
            .. Directory.EnumerateFiles(Path.Combine(LayerTests.Root(), "Chamada.Tests"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !places.Contains(Path.GetFileName(file))
                    && !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                .SelectMany(static file => File.ReadLines(file).Select(line => $"{file}: {line}"))
                .Where(static line => Waiting().IsMatch(line)),
        ];
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("        await Task.Delay(20);", true)]
    [InlineData("        Thread.Sleep(5);", true)]
    [InlineData("        using PeriodicTimer again = new(TimeSpan.FromSeconds(1));", true)]
    [InlineData("        await Poll.UntilAsync(() => server.Connections == 0);", false)]
    [InlineData("        using CancellationTokenSource patience = new(ChamadaProcess.Limit);", false)]
    public void Waiting_by_the_clock_is_known_again(string line, bool isFound) => Assert.Equal(isFound, Waiting().IsMatch(line));

    [Theory]
    [InlineData("    private readonly ushort _id = (ushort)Random.Shared.Next(1, 2);", true)]
    [InlineData("    DateTimeOffset now = DateTimeOffset.UtcNow;", true)]
    [InlineData("    Thread.Sleep(5);", true)]
    [InlineData("    public Random Random { get; init; } = Random.Shared;", false)]
    public void An_option_may_have_a_default(string line, bool isFound) => Assert.Equal(isFound, Ambient().IsMatch(line));

    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(|\bPeriodicTimer\b")]
    private static partial Regex Waiting();

    [GeneratedRegex(
        @"(?<!\{ get; init; \} = )\bRandom\.Shared|new Random\(\)|DateTime(Offset)?\.(Utc)?Now|Thread\.Sleep\(|Environment\.TickCount")]
    private static partial Regex Ambient();
}
