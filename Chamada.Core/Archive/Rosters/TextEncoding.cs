namespace Chamada.Core.Archive.Rosters;

/// <summary>How the bytes of a text file stand for characters.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, with or without a byte order mark; plain ASCII is UTF-8 too.</summary>
    Utf8,

    /// <summary>UTF-8 that a program took for Windows-1252 and encoded once more: <c>JoÃ£o</c>.</summary>
    Utf8Twice,

    /// <summary>Lines in UTF-8 and lines in Windows-1252: two files that somebody put together.</summary>
    Utf8AndWindows1252,

    /// <summary>UTF-16, the low byte first, with or without a byte order mark.</summary>
    Utf16,

    /// <summary>UTF-16, the high byte first, with or without a byte order mark.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32, the low byte first, with or without a byte order mark.</summary>
    Utf32,

    /// <summary>UTF-32, the high byte first, with or without a byte order mark.</summary>
    Utf32BigEndian,

    /// <summary>Windows-1252, which spreadsheets on Windows still write; ISO 8859-1 as far as letters go.</summary>
    Windows1252,

    /// <summary>Code page 850, of DOS and of programs that descend from it.</summary>
    Cp850,

    /// <summary>Mac Roman, of old Macs and of Excel for Mac.</summary>
    MacRoman,
}

/// <summary>A way in which a file may be encoded, where it cannot be told for certain.</summary>
/// <param name="Encoding">Which.</param>
/// <param name="Sample">The first line that shows the difference, as it reads then.</param>
public sealed record EncodingCandidate(TextEncoding Encoding, string Sample);

/// <summary>A file's text.</summary>
/// <param name="Text">What it says, in the likeliest encoding.</param>
/// <param name="Encoding">That encoding.</param>
/// <param name="Candidates">The likely ones, the likeliest first, where it is not certain; empty where it is.</param>
public sealed record DecodedText(string Text, TextEncoding Encoding, IReadOnlyList<EncodingCandidate> Candidates)
{
    /// <summary>Whether there is no doubt about the encoding.</summary>
    public bool IsCertain => Candidates.Count == 0;
}

/// <summary>The names of encodings, as people write them.</summary>
public static class TextEncodingNames
{
    private static readonly (TextEncoding Encoding, string Name)[] Names =
    [
        (TextEncoding.Utf8, "utf-8"),
        (TextEncoding.Utf8Twice, "utf-8-twice"),
        (TextEncoding.Utf8AndWindows1252, "utf-8+windows-1252"),
        (TextEncoding.Utf16, "utf-16"),
        (TextEncoding.Utf16BigEndian, "utf-16be"),
        (TextEncoding.Utf32, "utf-32"),
        (TextEncoding.Utf32BigEndian, "utf-32be"),
        (TextEncoding.Windows1252, "windows-1252"),
        (TextEncoding.Cp850, "cp850"),
        (TextEncoding.MacRoman, "mac-roman"),
    ];

    /// <summary>Every name.</summary>
    public static IEnumerable<string> All => Names.Select(static pair => pair.Name);

    /// <summary>The name of an encoding.</summary>
    public static string NameOf(TextEncoding encoding) => Names.First(pair => pair.Encoding == encoding).Name;

    /// <summary>The encoding of a name, in any case; null where there is none of that name.</summary>
    public static TextEncoding? Parse(string name) => Names
        .Where(pair => string.Equals(pair.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(static pair => (TextEncoding?)pair.Encoding)
        .FirstOrDefault();
}
