using System.Text;

namespace Chamada.Core.Archive.Text;

/// <summary>
/// Unicode's composed form of names (NFC): <c>é</c> as one character, not as <c>e</c> and a mark that follows it, which looks the same
/// and is another text. The program carries no culture data, without which .NET leaves text as it is.
/// </summary>
internal static class ComposedLetters
{
    private static readonly Dictionary<char, LetterMark> ByMark = LetterMarks.All.ToDictionary(static mark => mark.Character);

    private static readonly Dictionary<(char Base, char Mark), char> Composed = LetterMarks.All
        .SelectMany(static mark => mark.Letters.Chunk(2).Select(pair => ((pair[0], mark.Character), pair[1]))).ToDictionary();

    private static readonly Dictionary<char, char> Bases = Composed.ToDictionary(static pair => pair.Value, static pair => pair.Key.Base);

    /// <summary>The text in composed form; itself where it is already.</summary>
    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0300', '\u0345') < 0 && text.AsSpan().IndexOfAnyInRange('\u1161', '\u11C2') < 0)
        {
            return text;
        }

        StringBuilder composed = new(text.Length);
        for (int at = 0; at < text.Length;)
        {
            char letter = text[at++];
            int marks = at;
            while (at < text.Length && ByMark.ContainsKey(text[at]))
            {
                at++;
            }

            string left = at > marks ? Join(ref letter, text[marks..at]) : "";
            if (left.Length > 0 || !TrySyllable(composed, letter))
            {
                composed.Append(letter).Append(left);
            }
        }

        return composed.ToString();
    }

    /// <summary>The letter without any of its marks; itself where it has none.</summary>
    public static char BaseOf(char letter)
    {
        while (Bases.TryGetValue(letter, out char simpler))
        {
            letter = simpler;
        }

        return letter;
    }

    /// <summary>Joins marks to a letter, in the order that Unicode gives them, and answers those that cannot be joined.</summary>
    private static string Join(ref char letter, string marks)
    {
        StringBuilder left = new();
        int blocked = -1;
        foreach (char mark in marks.OrderBy(static mark => ByMark[mark].Class))
        {
            int place = ByMark[mark].Class;
            if (place != blocked && Composed.TryGetValue((letter, mark), out char composed))
            {
                letter = composed;
            }
            else
            {
                left.Append(mark);
                blocked = place;
            }
        }

        return left.ToString();
    }

    /// <summary>Adds a Korean letter to the syllable before it, by Unicode's arithmetic. False when it is none, or does not fit.</summary>
    private static bool TrySyllable(StringBuilder text, char letter)
    {
        char before = text.Length > 0 ? text[^1] : '\0';
        if (letter is >= '\u1161' and <= '\u1175' && before is >= '\u1100' and <= '\u1112')
        {
            text[^1] = (char)(0xAC00 + ((((before - 0x1100) * 21) + letter - 0x1161) * 28));
            return true;
        }

        if (letter is >= '\u11A8' and <= '\u11C2' && before is >= '\uAC00' and <= '\uD7A3' && (before - 0xAC00) % 28 == 0)
        {
            text[^1] = (char)(before + letter - 0x11A7);
            return true;
        }

        return false;
    }
}
