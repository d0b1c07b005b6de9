using System.Globalization;
using System.Xml;

namespace Chamada.Core.Archive.Rosters;

/// <summary>How a workbook shows its numbers, as far as it matters for a class list: dates, times, and leading zeros.</summary>
internal sealed class NumberFormats
{
    /// <summary>Excel keeps 15 digits; of a longer number the rest is gone.</summary>
    private const double Exact = 1e15;

    // The built-in formats that are dates or times (ECMA-376 part 1, 18.8.30).
    private static readonly int[] BuiltInDates =
        [.. Enumerable.Range(14, 9), .. Enumerable.Range(27, 10), .. Enumerable.Range(45, 3), .. Enumerable.Range(50, 9)];

    private readonly Dictionary<int, string> _codes = [];
    private readonly List<int> _styles = [];
    private readonly bool _is1904;

    private NumberFormats(bool is1904) => _is1904 = is1904;

    /// <summary>Reads the formats of a workbook; it may have none.</summary>
    /// <exception cref="XmlException">It is damaged.</exception>
    public static NumberFormats Read(Workbook workbook)
    {
        NumberFormats formats = new(workbook.Is1904);
        using XmlReader? xml = workbook.Part("xl/styles.xml");
        bool inCells = false;
        while (xml?.Read() ?? false)
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && IdOf(xml) is { } id)
            {
                formats._codes[id] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                formats._styles.Add(IdOf(xml) ?? 0);
            }
        }

        return formats;
    }

    /// <summary>A number as a cell of a style shows it.</summary>
    public string Show(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return value;
        }

        int id = style < _styles.Count ? _styles[style] : 0;
        string code = _codes.GetValueOrDefault(id, "");
        if (IsDate(id, code))
        {
            return Date(number);
        }

        if (number != Math.Floor(number))
        {
            return number.ToString("R", CultureInfo.InvariantCulture);
        }

        return Math.Abs(number) >= Exact ? number.ToString("0.#####E+0", CultureInfo.InvariantCulture)
            : code.Length > 0 && code.All(static c => c == '0') ? number.ToString(code, CultureInfo.InvariantCulture)
            : number.ToString("0", CultureInfo.InvariantCulture);
    }

    private static int? IdOf(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;

    /// <summary>Whether a format shows a day or a time: by its letters, those in quotes and brackets aside.</summary>
    private static bool IsDate(int id, string code)
    {
        if (code.Length == 0)
        {
            return BuiltInDates.Contains(id);
        }

        char until = '\0';
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            if (until != '\0')
            {
                until = c == until ? '\0' : until;
            }
            else if (c is '"' or '[')
            {
                until = c == '"' ? '"' : ']';
            }
            else if (c == '\\')
            {
                i++;
            }
            else if (c is 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S')
            {
                return true;
            }
        }

        return false;
    }

    private string Date(double days)
    {
        days += _is1904 ? 1462 : 0;
        if (days is < 0 or >= 2_958_466)
        {
            return days.ToString("R", CultureInfo.InvariantCulture);
        }

        DateTime time = DateTime.FromOADate(days);
        return days < 1 ? time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
