using System.Globalization;

namespace Chamada.Core.Archive.Rosters;

/// <summary>Tells how little a text reads like names and headers in the languages of its users.</summary>
internal static class NameLetters
{
    private const string Usual = "áàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇ";
    private const string Western = "ñäåæèëìîïòöøùûýÿßœšžÑÄÅÆÈËÌÎÏÒÖØÙÛÝŸŒŠŽ";
    private const string Punctuation = "ºª°–—‘’“”«»€§·…• \u00A0\u00AD";

    private const int Rare = 2;
    private const int Misplaced = 6;
    private const int Senseless = 10;

    /// <summary>0 when every character beyond ASCII is where it belongs; the more, the less.</summary>
    public static int Penalty(string text)
    {
        int penalty = 0;
        for (int i = 0; i < text.Length; i++)
        {
            penalty += text[i] < 0x80 ? 0 : PenaltyOf(text, i);
        }

        return penalty;
    }

    private static int PenaltyOf(string text, int at)
    {
        char c = text[at], before = at > 0 ? text[at - 1] : ' ', after = at + 1 < text.Length ? text[at + 1] : ' ';
        if (char.IsLetter(c) && c is not ('º' or 'ª'))
        {
            return (IsOutOfCase(text, at) ? Misplaced : 0) + (Usual.Contains(c) ? 0 : Western.Contains(c) ? Rare : Misplaced);
        }

        if (!Punctuation.Contains(c))
        {
            return char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse
                ? Senseless
                : Misplaced;
        }

        bool isOrdinal = c is 'º' or 'ª' or '°' && (before is 'n' or 'N' or '.' || char.IsAsciiDigit(before));
        bool isApostrophe = c is '’' or '‘' or '·' or '\u00A0' or '\u00AD';
        return isOrdinal || isApostrophe ? 0 : char.IsLetter(before) && char.IsLetter(after) ? Misplaced : Rare / 2;
    }

    /// <summary>A capital after a small letter of the same word, or a small letter among capitals.</summary>
    private static bool IsOutOfCase(string text, int at)
    {
        char c = text[at], before = at > 0 ? text[at - 1] : ' ', after = at + 1 < text.Length ? text[at + 1] : ' ';
        char twoBefore = at > 1 ? text[at - 2] : ' ', twoAfter = at + 2 < text.Length ? text[at + 2] : ' ';
        return char.IsUpper(c)
            ? char.IsLower(before)
            : (char.IsUpper(before) && char.IsUpper(after))
                || (char.IsUpper(before) && char.IsUpper(twoBefore) && !char.IsLower(after))
                || (!char.IsLetter(before) && char.IsUpper(after) && char.IsUpper(twoAfter));
    }
}
