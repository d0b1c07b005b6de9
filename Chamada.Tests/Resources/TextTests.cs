using System.Reflection;
using Chamada.Tui.Resources.English;
using Chamada.Tui.Resources.Portuguese;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tests.Resources;

public class TextTests
{
    [Theory]
    [InlineData(typeof(HelpTextEnglish), typeof(HelpTextPortuguese))]
    [InlineData(typeof(UsageTextEnglish), typeof(UsageTextPortuguese))]
    [InlineData(typeof(ResultTextEnglish), typeof(ResultTextPortuguese))]
    [InlineData(typeof(ServeTextEnglish), typeof(ServeTextPortuguese))]
    public void Each_text_stands_in_both_languages(Type english, Type portuguese)
    {
        object en = Activator.CreateInstance(english)!, pt = Activator.CreateInstance(portuguese)!;
        foreach (PropertyInfo property in english.BaseType!
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static property => property.PropertyType == typeof(string)))
        {
            string inEnglish = (string)property.GetValue(en)!, inPortuguese = (string)property.GetValue(pt)!;
            Assert.NotEmpty(inEnglish.Trim());
            Assert.NotEmpty(inPortuguese.Trim());
            if (property.Name != nameof(HelpText.NumberPlace))
            {
                Assert.NotEqual(inEnglish, inPortuguese);
            }
        }
    }

    [Theory]
    [InlineData("plain 1.2", "\"plain 1.2\"")]
    [InlineData("ação 漢字 👩", "\"ação 漢字 👩\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\t\r\n\0\u001b\u007f\u0085", "\"\\t\\r\\n\\u0000\\u001B\\u007F\\u0085\"")]
    [InlineData("\u202eevil\u2066\u200b\ufeff\u2028\u00a0", "\"\\u202Eevil\\u2066\\u200B\\uFEFF\\u2028\\u00A0\"")]
    public void Foreign_text_cannot_move_the_cursor_or_turn_the_line_around(string text, string shown) =>
        Assert.Equal(shown, Printable.Quote(text));

    [Fact]
    public void Foreign_text_of_any_length_and_half_characters_stay_readable()
    {
        Assert.Equal("\"" + new string('x', Printable.MaxShown) + "…\"", Printable.Quote(new string('x', 5000)));
        Assert.Equal("\"\uFFFD\"", Printable.Quote("\ud800"));
        Assert.Equal("say \"no\" \\ \\u001B[2J", Printable.Line("say \"no\" \\ \u001b[2J"));
    }
}
