using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Text;

namespace Chamada.Tests.Rules;

/// <summary>What the documents say that can be checked: names, paths, links, sentences of the protocol.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Protocol = File.ReadAllText(Path.Combine(LayerTests.Root(), "docs", "protocol.md"));

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(LayerTests.Root(), "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(LayerTests.Root(), "docs"), "*.md"))
        .Select(file => Path.GetRelativePath(LayerTests.Root(), file))
        .Order(StringComparer.Ordinal)];

    /// <summary>Documents that exist in English and in Portuguese.</summary>
    public static TheoryData<string> Translated =>
        [.. Documents.Select(row => row.Data).Where(file => file.EndsWith(".pt-BR.md", StringComparison.Ordinal))];

    public static TheoryData<string> CommandNames => [.. CommandTable.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Every_command_stands_in_the_protocol(string command) =>
        Assert.Matches(new Regex(command is "POST" or "HOST:" // What a browser begins with is no command of anybody's.
            ? $@"`{Regex.Escape(command)}[` ]"
            : $@"^\|(?: `[A-Z]+`,)* `{Regex.Escape(command)}[` ]", RegexOptions.Multiline), Protocol);

    [Fact]
    public void Every_error_code_stands_in_the_protocol()
    {
        string[] codes = [.. Directory.EnumerateFiles(Path.Combine(LayerTests.Root(), "Chamada.Core", "Protocols", "Commands"), "*.cs")
            .SelectMany(file => ErrorCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()];
        Assert.Contains("BADCLASS", codes);
        Assert.Contains("EXISTS", codes);
        Assert.All(codes, code => Assert.Contains($"| `{code}` |", Protocol, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_sentence_of_the_text_protocol_stands_in_the_protocol()
    {
        DateTimeOffset at = new(2021, 10, 21, 13, 18, 0, TimeSpan.Zero);
        byte[] bytes = new byte[TextPhrases.MaxBytes];
        string[] sentences =
        [
            Text(TextPhrases.Opened(bytes, 3030, at.AddMinutes(-1))),
            Text(TextPhrases.Closed(bytes, 3030, at)) + "'10', '20']",
            Text(TextPhrases.Registered(bytes, 3030, at)),
            Text(TextPhrases.Already(bytes)),
            Text(TextPhrases.NotOpen(bytes, at.AddMinutes(-6))),
            Text(TextPhrases.Removed(bytes)),
            Text(TextPhrases.Owned(bytes, 3030)),
            Text(TextPhrases.Unavailable(bytes)),
            Text(TextPhrases.OnlyHere(bytes)),
            Text(TextPhrases.KeyNeeded(bytes)),
            Text(TextPhrases.BadCode(bytes, 3030)),
            Text(TextPhrases.Wait(bytes, 412)),
            Text(TextPhrases.DeviceUsed(bytes)),
            Text(TextPhrases.OtherNetwork(bytes)),
            Text(TextPhrases.Full(bytes)),
            Text(TextPhrases.TooManyOpen(bytes)),
            Encoding.UTF8.GetString(TextPhrases.TooFast()),
            Text(TextPhrases.Unlisted(bytes, 3030)),
            Encoding.UTF8.GetString(TextPhrases.BadClass("abc"u8, ClassNumber.MaxValue)),
            Encoding.UTF8.GetString(TextPhrases.BadInput("3030"u8)),
            Encoding.UTF8.GetString(TextPhrases.BadStudent("José"u8)),
            Encoding.UTF8.GetString(TextPhrases.NoRole("3030"u8)),
        ];
        Assert.All(sentences, sentence => Assert.Contains($"`{sentence}`", Protocol, StringComparison.Ordinal));
        Assert.Equal(typeof(TextPhrases).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Count(static method => !method.IsSpecialName), sentences.Length);

        string Text(int length) => Encoding.UTF8.GetString(bytes, 0, length);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_and_link_leads_somewhere(string document)
    {
        string file = Path.Combine(LayerTests.Root(), document);
        string text = File.ReadAllText(file);
        foreach (Match path in PathInCode().Matches(text))
        {
            string target = Path.Combine(LayerTests.Root(), path.Groups[1].Value);
            Assert.True(Path.Exists(target), $"{document} names {path.Value}, which does not exist");
        }

        foreach (Match link in Link().Matches(text))
        {
            string target = link.Groups[1].Value.Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value);
            Assert.True(Path.Exists(target), $"{document} links to {link.Value}, which does not exist");
            if (link.Groups[2].Value is { Length: > 0 } anchor)
            {
                Assert.True(Headings(target).Select(Anchor).Contains(anchor),
                    $"{document} links to {link.Value}, but no heading there is called that");
            }
        }
    }

    /// <summary>`Type.Member`, where a file of that type exists, names a member that it has.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_member_that_is_named_exists(string document)
    {
        foreach (Match name in MemberInCode().Matches(File.ReadAllText(Path.Combine(LayerTests.Root(), document))))
        {
            string[] files = [.. Directory.EnumerateFiles(LayerTests.Root(), $"{name.Groups[1].Value}.cs", SearchOption.AllDirectories)];
            Assert.True(
                files.Length == 0 || files.Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\b{name.Groups[2].Value}\b")),
                $"{document} names {name.Value}, which does not exist");
        }
    }

    /// <summary>`--option`, where a document names one, is an option of the program, in one of its languages.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_option_that_is_named_exists(string document)
    {
        string program = string.Concat(Directory
            .EnumerateFiles(Path.Combine(LayerTests.Root(), "Chamada.Tui"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        foreach (Match option in OptionInCode().Matches(File.ReadAllText(Path.Combine(LayerTests.Root(), document))))
        {
            Assert.True(
                program.Contains($"\"{option.Groups[1].Value}\"", StringComparison.Ordinal),
                $"{document} names {option.Groups[1].Value}, which is no option");
        }
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public void A_translation_has_the_same_sections(string document)
    {
        string translation = Path.Combine(LayerTests.Root(), document);
        string original = translation.Replace(".pt-BR.md", ".md", StringComparison.Ordinal);
        Assert.Equal(
            Headings(original).Select(heading => heading.IndexOf(' ', StringComparison.Ordinal)),
            Headings(translation).Select(heading => heading.IndexOf(' ', StringComparison.Ordinal)));
    }

    private static string[] Headings(string file) => [.. CodeBlock().Replace(File.ReadAllText(file), "")
        .Split('\n')
        .Where(line => Heading().IsMatch(line))];

    /// <summary>The name that a heading can be linked to by, as GitHub makes it.</summary>
    private static string Anchor(string heading) =>
        NotInAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\$?""([A-Z]{5,}) [a-z{'\[]")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"`((?:Chamada\.[A-Za-z]+|docs|bench|\.ci)(?:/[A-Za-z0-9_.\-]+)*/?)`")]
    private static partial Regex PathInCode();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)\.([A-Z][A-Za-z]+)(?:\(\))?`")]
    private static partial Regex MemberInCode();

    [GeneratedRegex("`(--[a-z-]+)")]
    private static partial Regex OptionInCode();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]*)#?([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _\-]")]
    private static partial Regex NotInAnchor();
}
