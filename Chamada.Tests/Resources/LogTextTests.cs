using System.Text.RegularExpressions;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rules;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Resources;

/// <summary>The server's log in both languages.</summary>
public sealed partial class LogTextTests
{
    /// <summary>Every line that the sources write, with the values that are in it.</summary>
    public static TheoryData<string, string> Lines => [.. new[] { "Chamada.Core", "Chamada.Tui" }
        .SelectMany(static project => Directory.EnumerateFiles(Path.Combine(LayerTests.Root(), project), "*.cs",
            SearchOption.AllDirectories))
        .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(static file => Message().Matches(File.ReadAllText(file)))
        .Select(static match => (match.Groups[2].Value, match.Groups[1].Value))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_line_is_translated_with_all_that_it_tells(string name, string english)
    {
        List<string> told = [];
        string? line = LanguagePack.Of(Language.Portuguese).Log.Line(name, value =>
        {
            told.Add(value);
            return "0";
        });
        Assert.NotNull(line);
        Assert.NotEqual(english, line);
        Assert.Equal(Placeholder().Matches(english).Select(static match => match.Groups[1].Value).Order(), told.Order());
    }

    [Theory]
    [InlineData("pt-BR", "Escutando em 127.0.0.1:", "Parando: ")]
    [InlineData("en", "Listening on 127.0.0.1:", "Stopping: ")]
    public async Task Serve_logs_in_the_language_of_the_program(string language, string first, string last)
    {
        await using ChamadaProcess server = await ChamadaProcess.StartServerAsync(["--memory", "--lang", language]);
        ProcessOutcome outcome = await server.TerminateAsync();
        Assert.Contains(first, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(last, outcome.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(
        """LoggerMessage\((?:EventId = )?[0-9]+, (?:Level = )?LogLevel\.[A-Za-z]+, (?:Message = )?"([^"]+)"\)\]"""
        + """\s+(?:public|private|internal) (?:static )?partial void ([A-Za-z]+)\(""")]
    private static partial Regex Message();

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}
