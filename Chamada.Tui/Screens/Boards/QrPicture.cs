using QRCoder;

namespace Chamada.Tui.Screens.Boards;

/// <summary>
/// A QR code with the quiet zone of four modules that the standard asks for (ISO/IEC 18004), as characters of a terminal: dark modules are
/// drawn, light ones are left. Two modules stand above one another in one character, so that they are as high as they are wide.
/// </summary>
internal sealed class QrPicture
{
    // A picture that is one row too high for the screen may lose this much of the quiet zone below: readers take two modules.
    private const int Spare = 2;

    private readonly bool[][] _isDark;

    private QrPicture(string text, bool[][] isDark)
    {
        Text = text;
        _isDark = isDark;
    }

    /// <summary>What it says.</summary>
    public string Text { get; }

    /// <summary>The modules of a side, the quiet zone on both sides included.</summary>
    public int Side => _isDark.Length;

    /// <summary>Makes the smallest one that holds a text, and the one of its size that can be read with the most faults.</summary>
    /// <param name="text">At most some 2,900 bytes of UTF-8.</param>
    public static QrPicture Of(string text)
    {
        QRCodeData smallest = Make(text, QRCodeGenerator.ECCLevel.L);
        foreach (QRCodeGenerator.ECCLevel level in (QRCodeGenerator.ECCLevel[])[
            QRCodeGenerator.ECCLevel.H, QRCodeGenerator.ECCLevel.Q, QRCodeGenerator.ECCLevel.M])
        {
            QRCodeData stronger = Make(text, level);
            if (stronger.Version == smallest.Version)
            {
                return new QrPicture(text, Modules(stronger));
            }
        }

        return new QrPicture(text, Modules(smallest));
    }

    /// <summary>The columns that it takes.</summary>
    /// <param name="scale">How many columns a module is wide, from 1.</param>
    public int Columns(int scale) => Side * scale;

    /// <summary>The rows that it takes, the last one half empty where they are odd.</summary>
    public int Rows(int scale) => ((Side * scale) + 1) / 2;

    /// <summary>The largest scale that fits; 0 when none does.</summary>
    public int Fit(int columns, int rows)
    {
        int scale = 0;
        while (Columns(scale + 1) <= columns && (((Side - Spare) * (scale + 1)) + 1) / 2 <= rows)
        {
            scale++;
        }

        return scale;
    }

    /// <summary>The rows, for black on white.</summary>
    public string[] Lines(int scale) => [.. Enumerable.Range(0, Rows(scale)).Select(row => Line(scale, row, dark: true))];

    /// <summary>The rows, for a terminal whose letters are brighter than what is behind them: the light modules are drawn.</summary>
    public string[] LightLines(int scale) => [.. Enumerable.Range(0, Rows(scale)).Select(row => Line(scale, row, dark: false))];

    private string Line(int scale, int row, bool dark) => string.Create(Columns(scale), (this, scale, row, dark), static (line, at) =>
    {
        (QrPicture picture, int scale, int row, bool dark) = at;
        for (int x = 0; x < line.Length; x++)
        {
            bool upper = picture.IsDark(x / scale, 2 * row / scale) == dark;
            bool lower = picture.IsDark(x / scale, ((2 * row) + 1) / scale) == dark;
            line[x] = (upper, lower) switch
            {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                _ => ' ',
            };
        }
    });

    private bool IsDark(int x, int y) => y < Side && _isDark[y][x];

    /// <summary>What is not ASCII is marked as UTF-8: readers would have to guess, and some guess Japanese.</summary>
    private static QRCodeData Make(string text, QRCodeGenerator.ECCLevel level) => text.All(char.IsAscii)
        ? QRCodeGenerator.GenerateQrCode(text, level)
        : QRCodeGenerator.GenerateQrCode(text, level, forceUtf8: true, eciMode: QRCodeGenerator.EciMode.Utf8);

    private static bool[][] Modules(QRCodeData data) => [.. data.ModuleMatrix.Select(static row => row.Cast<bool>().ToArray())];
}
