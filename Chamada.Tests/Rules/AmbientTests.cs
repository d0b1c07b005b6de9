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

    [Theory]
    [InlineData("    private readonly ushort _id = (ushort)Random.Shared.Next(1, 2);", true)]
    [InlineData("    DateTimeOffset now = DateTimeOffset.UtcNow;", true)]
    [InlineData("    Thread.Sleep(5);", true)]
    [InlineData("    public Random Random { get; init; } = Random.Shared;", false)]
    public void An_option_may_have_a_default(string line, bool isFound) => Assert.Equal(isFound, Ambient().IsMatch(line));

    [GeneratedRegex(
        @"(?<!\{ get; init; \} = )\bRandom\.Shared|new Random\(\)|DateTime(Offset)?\.(Utc)?Now|Thread\.Sleep\(|Environment\.TickCount")]
    private static partial Regex Ambient();
}
