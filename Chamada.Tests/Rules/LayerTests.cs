using System.Text.RegularExpressions;

namespace Chamada.Tests.Rules;

/// <summary>Layers point one way. A folder is a namespace is a layer; this reads who uses whom from the sources.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core.Unicode"] = [],
        ["Core.Rolls"] = [],
        ["Core.Wire"] = ["Core.Unicode"],
        ["Core.Transport"] = [],
        ["Core.Tls"] = ["Core.Transport"],
        ["Core.Discovery"] = ["Core.Unicode"],
        ["Core.Log"] = ["Core.Rolls"],
        ["Core.Protocols"] = ["Core.Wire", "Core.Rolls", "Core.Transport", "Core.Unicode"],
        ["Core.Web"] = ["Core.Wire", "Core.Rolls", "Core.Transport", "Core.Unicode"],
        ["Core.Client"] = ["Core.Wire", "Core.Rolls", "Core.Tls", "Core.Unicode"],
        ["Core.Archive"] = ["Core.Client", "Core.Rolls", "Core.Wire", "Core.Unicode"],
        ["Core.Hosting"] =
        [
            "Core.Rolls", "Core.Wire", "Core.Transport", "Core.Protocols", "Core.Web", "Core.Tls",
            "Core.Log", "Core.Discovery", "Core.Client", "Core.Archive",
        ],
        ["Tui.Resources"] = ["Core.Rolls", "Core.Client", "Core.Archive", "Core.Log", "Core.Unicode"],
        ["Tui.Widgets"] = ["Tui.Resources", "Core.Unicode"],
        ["Tui.Screens"] =
        [
            "Core.Client", "Core.Archive", "Core.Discovery", "Core.Tls", "Core.Rolls", "Core.Unicode", "Tui.Resources", "Tui.Widgets",
        ],
        ["Tui.Drill"] = ["Core.Client", "Core.Rolls"],
        ["Tui.Cli"] =
        [
            "Core.Rolls", "Core.Wire", "Core.Log", "Core.Client", "Core.Archive", "Core.Unicode",
            "Core.Hosting", "Core.Discovery", "Core.Tls", "Tui.Drill", "Tui.Screens", "Tui.Resources",
        ],
    };

    public static TheoryData<string> Layers => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_uses_only_the_layers_below_it(string layer)
    {
        string folder = Path.Combine(Root(), "Chamada." + layer.Replace('.', Path.DirectorySeparatorChar));
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories) : [])
        {
            string source = File.ReadAllText(file);
            foreach (Match use in Uses().Matches(source))
            {
                string used = use.Groups[1].Value;
                Assert.True(
                    used == layer || Allowed[layer].Contains(used) || !Allowed.ContainsKey(used),
                    $"{Path.GetRelativePath(Root(), file)} uses {used}, which {layer} may not");
            }

            // A model knows no terminal, wherever its screen stands beside it.
            if (layer is not ("Tui.Widgets" or "Tui.Screens") || Path.GetFileName(file).Contains("Model", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("using Terminal.Gui", source, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_arrow_is_there(string layer)
    {
        string folder = Path.Combine(Root(), "Chamada." + layer.Replace('.', Path.DirectorySeparatorChar));
        IEnumerable<string> used = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Uses().Matches(File.ReadAllText(file)))
            .Select(static use => use.Groups[1].Value);
        Assert.Empty(Allowed[layer].Except(used));
    }

    [Fact]
    public void The_document_draws_the_arrows()
    {
        string document = File.ReadAllText(Path.Combine(Root(), "docs", "architecture.md"));
        Dictionary<string, string[]> drawn = [];
        string project = "";
        foreach (string line in Drawing().Match(document).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name] && name.StartsWith("Chamada.", StringComparison.Ordinal))
            {
                project = name["Chamada.".Length..];
            }
            else
            {
                drawn.Add($"{project}.{words[0]}", words[1] == "→" ? words[2..] : []);
            }
        }

        Assert.Equal(Allowed.Keys.Order(), drawn.Keys.Order());
        Assert.All(Allowed, layer => Assert.Equal(layer.Value.Select(static used => used[(used.IndexOf('.', StringComparison.Ordinal)
            + 1)..]).Order(), drawn[layer.Key].Order()));
    }

    [Fact]
    public void Every_folder_is_a_layer_with_rules()
    {
        IEnumerable<string> folders = new[] { "Core", "Tui" }
            .SelectMany(project => Directory.EnumerateDirectories(Path.Combine(Root(), "Chamada." + project))
                .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")
                    && Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
                .Select(folder => $"{project}.{Path.GetFileName(folder)}"));
        Assert.Empty(folders.Except(Allowed.Keys));
    }

    [Fact]
    public void The_library_knows_no_screens_and_no_flags()
    {
        string project = File.ReadAllText(Path.Combine(Root(), "Chamada.Core", "Chamada.Core.csproj"));
        Assert.DoesNotContain("Terminal.Gui", project, StringComparison.Ordinal);
        Assert.DoesNotContain("System.CommandLine", project, StringComparison.Ordinal);
    }

    /// <summary>The folder of the solution, found from where the tests run.</summary>
    internal static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Chamada.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Chamada.sln is in no folder above the tests.");
    }

    [GeneratedRegex(@"<!-- layers -->\n```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"\bChamada\.((?:Core|Tui)\.[A-Z][A-Za-z]+)\b")]
    private static partial Regex Uses();
}
