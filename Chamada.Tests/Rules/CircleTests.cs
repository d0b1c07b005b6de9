using System.Text.RegularExpressions;

namespace Chamada.Tests.Rules;

/// <summary>
/// Below the first level layers point one way, too: the namespaces inside one layer form no circle. Who uses whom is read from the sources,
/// by the names of types, since a namespace sees what its parents declare without any <c>using</c>.
/// </summary>
public sealed partial class CircleTests
{
    public static TheoryData<string> Layers => [.. LayersOf(LayerTests.Root())];

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_namespaces_of_a_layer_form_no_circle(string layer)
    {
        string? circle = FindCircle(SourcesOf(layer));
        Assert.True(circle is null, circle);
    }

    [Theory]
    [InlineData("using N.B;\nnamespace N.A;\nclass One { Two t; }", "namespace N.B;\nclass Two { }", false)]
    [InlineData("using N.B;\nnamespace N.A;\nclass One { Two t; }", "using N.A;\nnamespace N.B;\nclass Two { One o; }", true)]
    [InlineData("using N.A;\nnamespace N;\nclass One { Two t; }", "namespace N.A;\nclass Two { One? parent; }", true)]
    [InlineData("using N.A;\nnamespace N;\nclass One { Two t; }", "namespace N.A;\nclass Two { int X; // One\n }", false)]
    [InlineData("using N.A;\nnamespace N;\nclass One { Two t; }", "namespace N.A;\nclass Two { string X = \"//\"; One o; }", true)]
    // A word is taken for the type that it names.
    [InlineData("using N.A;\nnamespace N;\nrecord struct One(Two T);", "namespace N.A;\nenum Two { One }", true)]
    [InlineData("using N.A;\nnamespace N;\ndelegate Two One(int x);", "namespace N.A;\nclass Two { int X => y.One; }", false)]
    [InlineData("namespace N.B;\ndelegate N.A.Two One(int x);", "namespace N.A;\nclass Two { N.B.One o; }", true)]
    [InlineData("using N.B;\nnamespace N.A;\nclass One { }", "using N.A;\nnamespace N.B;\nstatic class Two { int x = One.Count; }", false)]
    [InlineData("using N.B;\nnamespace N.A;\nclass One { int x = Two.Count; }",
        "using N.A;\nnamespace N.B;\nstatic class Two { int x = One.Count; }", true)]
    public void A_circle_is_seen(string first, string second, bool isCircle) =>
        Assert.Equal(isCircle, FindCircle([first, second]) is not null);

    private static IEnumerable<string> SourcesOf(string layer) => Directory
        .EnumerateFiles(
            Path.Combine(LayerTests.Root(), "Chamada."
                + layer.Replace('.', Path.DirectorySeparatorChar)), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText);

    private static IEnumerable<string> LayersOf(string root) => new[] { "Core", "Tui" }.SelectMany(project =>
        Directory.EnumerateDirectories(Path.Combine(root, "Chamada." + project))
            .Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .Where(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => $"{project}.{Path.GetFileName(folder)}"));

    /// <summary>A circle as a chain of namespaces, each with the type that it uses of the next; null when there is none.</summary>
    private static string? FindCircle(IEnumerable<string> sources)
    {
        List<Source> all = [.. sources.Select(static text => Source.Read(text))];
        ILookup<string, string> declaredIn = all.SelectMany(static source => source.Declares.Select(name => (Name: name, source.Namespace)))
            .Distinct().ToLookup(static type => type.Name, static type => type.Namespace);
        Dictionary<string, Dictionary<string, string>> uses = [];
        foreach (Source source in all)
        {
            Dictionary<string, string> edges = uses.TryGetValue(source.Namespace, out var known) ? known : uses[source.Namespace] = [];
            foreach ((string qualifier, string name) in source.Words)
            {
                foreach (string target in declaredIn[name].Where(target => target != source.Namespace && source.Means(qualifier, target)))
                {
                    edges.TryAdd(target, name);
                }
            }
        }

        HashSet<string> done = [];
        return uses.Keys.Select(start => Follow(start, [])).FirstOrDefault(static circle => circle is not null);

        string? Follow(string from, List<string> way)
        {
            if (way.IndexOf(from) is >= 0 and int at)
            {
                IEnumerable<string> steps = way[at..].Zip([.. way[(at + 1)..], from], (one, next) => $"{one} ({uses[one][next]})");
                return string.Join(" → ", steps.Append(from));
            }

            string? circle = done.Contains(from) || !uses.TryGetValue(from, out var edges) ? null
                : edges.Keys.Select(next => Follow(next, [.. way, from])).FirstOrDefault(static found => found is not null);
            done.Add(from);
            return circle;
        }
    }

    private sealed record Source(
        string Namespace, HashSet<string> Usings, HashSet<string> Declares, HashSet<(string Qualifier, string Name)> Words)
    {
        public static Source Read(string text)
        {
            string code = CommentOrText().Replace(text, static match => match.Groups["kept"].Value);
            return new Source(
                OwnNamespace().Match(code).Groups[1].Value,
                [.. UsedNamespace().Matches(code).Select(static use => use.Groups[1].Value)],
                [.. DeclaredType().Matches(code).Select(static type => type.Groups[1].Value)],
                [.. Chain().Matches(code).SelectMany(static chain => Names(chain.Value.Split('.')))]);
        }

        private static IEnumerable<(string Qualifier, string Name)> Names(string[] chain) =>
            chain.Select((name, at) => (string.Join('.', chain[..at]), name));

        /// <summary>Whether a name here means the type of that name in another namespace.</summary>
        public bool Means(string qualifier, string target) => qualifier.Length > 0
            ? target == qualifier || target.EndsWith("." + qualifier, StringComparison.Ordinal)
            : Usings.Contains(target) || Namespace.StartsWith(target + ".", StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?<kept>\"{3}[\s\S]*?\"{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])')|//[^\n]*|/\*[\s\S]*?\*/""")]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"\bnamespace ([\w.]+)")]
    private static partial Regex OwnNamespace();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsedNamespace();

    // Only what stands at the beginning of a line: nested types are their owner's affair, and those of a file nobody else sees.
    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|readonly|partial|ref|unsafe) )*"
        + @"(?:(?:record struct|record class|class|struct|interface|enum|record) |delegate [^(;]*? )(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex Chain();
}
