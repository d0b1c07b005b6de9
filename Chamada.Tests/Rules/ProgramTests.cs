using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Rules;

/// <summary>Programs that tests call are known in one place, so that a missing one is installed, or skips its tests.</summary>
public sealed partial class ProgramTests
{
    /// <summary>The table of programs, the executable, and the SDK by which the tests run.</summary>
    private static readonly string[] Ours =
        [.. ((string[])["InstalledProgram.cs", "ChamadaProcess.cs", "PackageTests.cs"]).Select(static file => Path.Combine("EndToEnd",
            file))];

    [Fact]
    public void No_program_is_started_past_the_table()
    {
        string tests = Path.Combine(LayerTests.Root(), "Chamada.Tests");
        string[] others = [.. Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tests, file))
            .Where(static file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal))
            .Where(file => Description().IsMatch(File.ReadAllText(Path.Combine(tests, file))))
            .Except(Ours)];
        Assert.True(others.Length == 0, $"By {nameof(InstalledProgram)} or {nameof(ChamadaProcess)} instead: {string.Join(", ", others)}");
    }

    /// <summary>A start of a program by its name, or of something made ready for it.</summary>
    [GeneratedRegex("""new [P]rocessStartInfo\(|[P]rocessStartInfo [a-z]+ = new\(|[P]rocess\.Start\(\x22""")]
    private static partial Regex Description();
}
