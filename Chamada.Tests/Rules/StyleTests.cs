using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Chamada.Tests.Rules;

/// <summary>What can be read without scrolling: no line of the sources is wider than a page, and no method is longer than one.</summary>
public sealed class StyleTests
{
    private const int Columns = 140;
    private const int LinesOfMethod = 70;

    private static readonly string[] Folders = ["Chamada.Core", "Chamada.Tui", "Chamada.Tests", "bench", "fuzz"];

    [Fact]
    public void Lines_fit_on_a_page() => Report(TooWide);

    [Fact]
    public void Methods_fit_on_a_page() => Report(TooLong);

    [Fact]
    public void What_does_not_fit_is_found()
    {
        string wide = new('x', Columns);
        string body = string.Concat(Enumerable.Repeat("        Call();\n", LinesOfMethod - 2));
        Assert.Single(TooWide(Parse($"// {wide}\nclass A;")));
        Assert.Empty(TooWide(Parse($"class A {{ string B = \"\"\"\n    {wide}\n    \"\"\"; }}")));
        Assert.Single(TooLong(Parse($"class A\n{{\n    void B()\n    {{\n{body}    }}\n}}")));
        Assert.Empty(TooLong(Parse($"class A\n{{\n    /// <summary>Not the method.</summary>\n    void B() =>\n{body[..^20]}}}")));
    }

    private static void Report(Func<SyntaxTree, IEnumerable<string>> faults)
    {
        string root = LayerTests.Root();
        string[] found =
        [
            .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(root, file))
                .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                .SelectMany(file => faults(Parse(File.ReadAllText(Path.Combine(root, file)))).Select(fault => $"{file}:{fault}")),
        ];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview));

    private static IEnumerable<string> TooWide(SyntaxTree tree)
    {
        SourceText text = tree.GetText(TestContext.Current.CancellationToken);
        TextSpan[] raw = [.. RawText(tree.GetRoot(TestContext.Current.CancellationToken))];
        return from line in text.Lines
               where line.Span.Length > Columns && !raw.Any(span => span.Contains(line.Start) && span.Contains(line.End - 1))
               select $"{line.LineNumber + 1}: {line.Span.Length} columns";
    }

    /// <summary>Where a text stands as it is, line for line: its lines are its own.</summary>
    private static IEnumerable<TextSpan> RawText(SyntaxNode root) =>
        from node in root.DescendantNodes()
        where node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression)
            || node.IsKind(SyntaxKind.Utf8StringLiteralExpression)
        let span = node.GetLocation().GetLineSpan()
        where span.EndLinePosition.Line > span.StartLinePosition.Line
        select node.Span;

    private static IEnumerable<string> TooLong(SyntaxTree tree) =>
        from node in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > LinesOfMethod
        select $"{span.StartLinePosition.Line + 1}: {lines} lines in a method";
}
