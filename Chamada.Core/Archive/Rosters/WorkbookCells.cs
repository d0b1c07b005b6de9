using System.Globalization;
using System.Text;
using System.Xml;

namespace Chamada.Core.Archive.Rosters;

/// <summary>Reads the cells of a sheet as text: dates as dates, numbers with the leading zeros that their format gives them.</summary>
internal static class WorkbookCells
{
    /// <summary>More columns than this no class list has.</summary>
    private const int MostColumns = 256;

    /// <summary>More rows than this no class list has.</summary>
    private const int MostRows = 100_000;

    /// <summary>Reads a sheet.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="XmlException">It is damaged.</exception>
    public static Table Read(Workbook workbook, WorkbookSheet sheet)
    {
        List<string> shared = SharedStrings(workbook);
        NumberFormats formats = NumberFormats.Read(workbook);
        using XmlReader xml = workbook.Part(sheet.Part) ?? throw new InvalidDataException($"The sheet {sheet.Name} is missing.");
        List<TableRow> rows = [];
        int line = 0;
        while (rows.Count < MostRows && xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                continue;
            }

            line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : line + 1;
            List<string> cells = [];
            ReadRow(xml, cells, shared, formats);
            TableRow row = TableRow.Of(line, cells, string.Join(' ', cells.Where(static cell => cell.Length > 0)));
            if (!row.IsEmpty)
            {
                rows.Add(row);
            }
        }

        return new Table(rows, Separator: null);
    }

    private static void ReadRow(XmlReader xml, List<string> cells, List<string> shared, NumberFormats formats)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        int depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            int column = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
            string type = xml.GetAttribute("t") ?? "n";
            int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int style);
            string value = Value(xml);
            if (column >= MostColumns)
            {
                continue;
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = type switch
            {
                "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < shared.Count ? shared[i] : "",
                "n" => formats.Show(value, style),
                "e" => "",
                _ => value,
            };
        }
    }

    /// <summary>What stands in a cell: in <c>v</c>, or as runs of text in <c>is</c>. The formula in <c>f</c> is none of it.</summary>
    private static string Value(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        StringBuilder value = new();
        int depth = xml.Depth;
        bool inside = false;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            Take(xml, value, ref inside, "v", "t");
        }

        return value.ToString();
    }

    private static List<string> SharedStrings(Workbook workbook)
    {
        List<string> strings = [];
        using XmlReader? xml = workbook.Part("xl/sharedStrings.xml");
        StringBuilder text = new();
        bool inside = false;
        while (xml?.Read() ?? false)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip(); // How a Japanese text is read aloud, not the text.
            }

            if (xml.LocalName == "si" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
            {
                strings.Add(text.ToString());
                text.Clear();
            }
            else
            {
                Take(xml, text, ref inside, "t", "t");
            }
        }

        return strings;
    }

    /// <summary>Adds the text of the elements of two names.</summary>
    private static void Take(XmlReader xml, StringBuilder text, ref bool inside, string name, string otherName)
    {
        if (xml.LocalName == name || xml.LocalName == otherName)
        {
            inside = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
        }
        else if (inside
            && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
        {
            text.Append(xml.Value);
        }
    }

    /// <summary>The column of a reference such as <c>AB12</c>, from 0; null when there is no reference.</summary>
    private static int? ColumnOf(string? reference)
    {
        int column = 0;
        foreach (char letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min((column * 26) + letter - 'A' + 1, MostColumns + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
