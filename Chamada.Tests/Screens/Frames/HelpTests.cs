using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;

namespace Chamada.Tests.Screens.Frames;

/// <summary>F1 and <c>?</c>: the guide where the screen belongs, and searched.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData(80, 24, Language.Portuguese, "Antes da primeira aula", "Abra chamada professor", "O fim do semestre")]
    [InlineData(120, 40, Language.Portuguese, "Antes da primeira aula", "Abra chamada professor", "Novo laptop, novo colega")]
    [InlineData(80, 24, Language.English, "Before the first class", "Start chamada teacher", "The end of the term")]
    [InlineData(120, 40, Language.English, "Before the first class", "Start chamada teacher", "New laptop, new teacher")]
    public void It_opens_at_the_topic_of_the_screen(int columns, int rows, object language, string title, string text, string other)
    {
        using ViewBench bench = new(columns, rows, (Language)language);
        bench.ShowTeacher();
        foreach (Key key in (Key[])[Key.F1, new Key('?')])
        {
            string seen = "";
            bench.AnswerNextDialog(() =>
            {
                seen = bench.DialogScreen;
                return Key.Esc;
            });
            bench.Press(key);
            bench.Until(() => seen.Length > 0);
            Assert.Contains("▸ " + title, seen, StringComparison.Ordinal);
            Assert.Contains(text, seen, StringComparison.Ordinal);
            Assert.Contains(other, seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_typed_is_searched_without_accents_and_Enter_goes_on()
    {
        using ViewBench bench = new(80, 24, Language.Portuguese);
        bench.ShowTeacher();
        List<string> seen = [];
        bench.AnswerNextDialog(
            [.. "ponto acesso".Select<char, Func<Key>>(static c => () => new Key(c)), () => See(Key.Enter), () => See(Key.Esc)]);
        bench.Press(Key.F1);
        bench.Until(() => seen.Count == 2);
        Assert.Contains("▸ Quando algo não vai", seen[0], StringComparison.Ordinal);
        Assert.Contains("ponto de acesso", seen[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Antes da primeira aula", seen[0], StringComparison.Ordinal);

        Key See(Key next)
        {
            seen.Add(bench.DialogScreen);
            return next;
        }
    }

    [Fact]
    public void F1_once_more_shows_the_keys_and_once_more_closes()
    {
        using ViewBench bench = new();
        bench.ShowTeacher();
        string seen = "";
        bench.AnswerNextDialog(
            static () => Key.F1,
            () =>
            {
                seen = bench.DialogScreen;
                return Key.F1;
            });
        bench.Press(Key.F1);
        bench.Until(() => seen.Length > 0);
        Assert.Contains("▸ Keys of this screen", seen, StringComparison.Ordinal);
        Assert.Contains("Shows this help", seen, StringComparison.Ordinal);
        bench.Until(() => !bench.Screen.Contains("Keys of this screen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Portuguese, "atestado", GuideTopic.Certificates)]
    [InlineData(Language.Portuguese, "ÁUDIO", null)]
    [InlineData(Language.Portuguese, "secretaria pagina", GuideTopic.Diary)]
    [InlineData(Language.Portuguese, "ferias", null)]
    [InlineData(Language.Portuguese, "projetor escuro", GuideTopic.Trouble)]
    [InlineData(Language.English, "dark projector", GuideTopic.Trouble)]
    [InlineData(Language.English, "BLACKBOARD", GuideTopic.Trouble)]
    [InlineData(Language.English, "colleague", GuideTopic.Moving)]
    public void Words_find_their_topic(object language, string words, object? topic)
    {
        HelpModel model = ModelOf((Language)language, GuideTopic.Start);
        model.Search(words);
        string? title = topic is GuideTopic found ? SectionOf((Language)language, found).Title : null;
        Assert.Equal(title, model.Page?.Title);
        if (model.Page is not null)
        {
            string line = model.Lines(40)[model.Top].Text;
            Assert.NotEmpty(model.Hits(line));
        }

        model.Search("");
        Assert.Equal(Enum.GetValues<GuideTopic>().Length + 1, model.Shown.Count);
    }

    [Fact]
    public void The_place_that_has_all_the_words_is_shown_and_Enter_visits_the_others()
    {
        HelpPage Page(string title, params string[] texts) => new(title, [.. texts.Select(static text => new GuideBlock("", "", text))]);
        HelpModel model = new([Page("A", "um", "dois", "três e um"), Page("B", "nada"), Page("C", "TRÊS, um")], 0);
        model.Search("tres um");
        Assert.Equal(["A", "C"], model.Shown.Select(static page => page.Title));
        Assert.Equal("três e um", model.Lines(20)[model.Top].Text);
        Assert.Equal([(0, 4), (7, 2)], model.Hits("três e um"));
        model.NextHit();
        Assert.Equal(("C", "TRÊS, um"), (model.Page!.Title, model.Lines(20)[model.Top].Text));
        model.NextHit();
        Assert.Equal("A", model.Page!.Title);
        model.Search("zzz");
        Assert.Null(model.Page);
        Assert.Empty(model.Lines(20));
        model.NextHit();
        model.Show(1);
        Assert.Equal(-1, model.Selected);
    }

    [Fact]
    public void Every_line_fits_its_columns()
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            HelpModel model = ModelOf(language, GuideTopic.Start);
            for (int page = 0; page < model.Shown.Count; page++)
            {
                model.Show(page);
                foreach (int width in (int[])[33, 46, 76])
                {
                    Assert.All(model.Lines(width), line =>
                        Assert.InRange(line.Indent + TextFit.Columns(line.Text), 0, width));
                }
            }
        }
    }

    private static GuideSection SectionOf(Language language, GuideTopic topic) =>
        Guide.Of(language).Sections.Single(section => section.Topic == topic);

    private static HelpModel ModelOf(Language language, GuideTopic topic) => HelpDialog.ModelOf(
        new Look(language, ThemeName.Dark, noColor: true),
        [new ScreenAction(static strings => strings.HelpKey, static () => { }, Key.F1)], topic);
}
