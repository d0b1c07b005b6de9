using System.Globalization;
using System.Text;
using Chamada.Core.Archive.Text;

namespace Chamada.Tests.Archive;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("São João da Boa Vista", "sao joao da boa vista")]
    [InlineData("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ", "aaaaaaceeeeiiiinooooouuuuy")]
    [InlineData("Łódź Ğ Ş Ž ı", "lodz g s z i")]
    [InlineData("× ÷ 李 Я", "× ÷ 李 я")]
    public void Takes_case_and_accents_away(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text));

    [Fact]
    public void Agrees_with_Unicode_wherever_a_letter_is_a_base_letter_with_marks()
    {
        for (char c = 'À'; c <= 'ſ'; c++)
        {
            string decomposed = c.ToString().Normalize(NormalizationForm.FormD);
            if (decomposed.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(decomposed[1]) == UnicodeCategory.NonSpacingMark)
            {
                Assert.Equal(char.ToLowerInvariant(decomposed[0]).ToString(), FoldedText.Of(c.ToString()));
            }
        }
    }
}
