namespace Chamada.Tui.Widgets;

/// <summary>Text for who hears it or has it in a log: without bars, large letters and marks of a picture.</summary>
internal static class PlainText
{
    /// <summary>The words of a text, with one space between them; empty where it is only a picture.</summary>
    public static string Of(string text)
    {
        string words = string.Concat(Canvas.ForTerminal(text).Select(static c => IsPicture(c) ? ' ' : c));
        return string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Texts as one line; those that say nothing are left out.</summary>
    public static string Joined(IEnumerable<string> texts) => string.Join("; ", texts.Select(Of).Where(static text => text.Length > 0));

    // Box drawing, blocks, geometric shapes.
    private static bool IsPicture(char c) => c is >= '\u2500' and <= '\u25FF';
}
