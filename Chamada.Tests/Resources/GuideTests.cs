using System.Text.RegularExpressions;
using Chamada.Tests.Rules;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Resources;

/// <summary>The teacher's guide is the screens' help: one text, in both languages, by the same topics.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("guia.md", Language.Portuguese)]
    [InlineData("guide.md", Language.English)]
    public void The_text_inside_the_program_is_the_document(string file, object language)
    {
        string document = File.ReadAllText(Path.Combine(LayerTests.Root(), "docs", file));
        Assert.Equal(document, Guide.Of((Language)language).Markdown);
    }

    [Theory]
    [InlineData(Language.Portuguese)]
    [InlineData(Language.English)]
    public void Every_topic_has_its_section_in_both_languages_in_the_same_order(object language)
    {
        Guide guide = Guide.Of((Language)language);
        Assert.Equal(Enum.GetValues<GuideTopic>(), guide.Sections.Select(static section => section.Topic));
        // The list of topics has so much room on a screen of 80 columns.
        Assert.All(guide.Sections, static section => Assert.InRange(section.Title.Length, 1, 24));
        Assert.All(guide.Sections, static section => Assert.NotEmpty(section.Blocks));
        Assert.Equal(guide.Sections.Count, Regex.Count(guide.Markdown, "^## ", RegexOptions.Multiline));
    }

    [Fact]
    public void A_topic_says_as_much_in_one_language_as_in_the_other()
    {
        IEnumerable<(string, int)> portuguese = Shape(Language.Portuguese), english = Shape(Language.English);
        Assert.Equal(portuguese, english);

        static IEnumerable<(string, int)> Shape(Language language) =>
            Guide.Of(language).Sections.Select(static section => (section.Topic.ToString(), section.Blocks.Count));
    }

    /// <summary>What the guide is written in is what its reader here understands: no word of it is lost, and no mark is left.</summary>
    [Theory]
    [InlineData(Language.Portuguese)]
    [InlineData(Language.English)]
    public void No_word_of_the_guide_is_lost_on_the_way_to_the_screen(object language)
    {
        Guide guide = Guide.Of((Language)language);
        string text = guide.Markdown[guide.Markdown.IndexOf("<!-- topic", StringComparison.Ordinal)..];
        text = Picture().Replace(text, "");
        text = TableHead().Replace(text, "");
        string[] written = [.. Word().Matches(Target().Replace(Comment().Replace(text, ""), "]")).Select(static word => word.Value)];
        string[] read =
        [
            .. guide.Sections.SelectMany(static section =>
                Word().Matches($"{section.Title} {string.Join(' ', section.Blocks.Select(static block =>
                    $"{block.Mark} {block.Head} {block.Text}"))}").Select(static word => word.Value)),
        ];
        Assert.Equal(written, read);
        Assert.All(guide.Sections.SelectMany(static section => section.Blocks), static block =>
            Assert.DoesNotContain(block.Head + block.Text, static c => c is '`' or '|' or '*' or '[' or '\n'));
    }

    [GeneratedRegex(@"<!-- screen \w+ -->.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex(@"^\|.*\n\|---.*$", RegexOptions.Multiline)]
    private static partial Regex TableHead();

    [GeneratedRegex("<!--.*?-->")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
