using System.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>The old one-byte encodings, as .NET has them.</summary>
internal static class CodePages
{
    private static readonly Encoding Windows1252 = Get(1252);
    private static readonly Encoding Cp850 = Get(850);
    private static readonly Encoding MacRoman = Get(10000);

    /// <summary>One of the one-byte encodings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of them.</exception>
    public static Encoding Of(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Windows1252 => Windows1252,
        TextEncoding.Cp850 => Cp850,
        TextEncoding.MacRoman => MacRoman,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "It has more than one byte a character."),
    };

    private static Encoding Get(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? throw new NotSupportedException($"Code page {codePage} is missing.");
}
