using System.IO.Compression;
using System.Xml;

namespace Chamada.Core.Archive.Rosters;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Part">Where it is in the file.</param>
/// <param name="IsHidden">Whether Excel does not show it.</param>
internal sealed record WorkbookSheet(string Name, string Part, bool IsHidden);

/// <summary>
/// An Excel workbook (ECMA-376, SpreadsheetML) as far as a class list needs it: the cells of one sheet as the text that Excel shows.
/// </summary>
/// <remarks>
/// Three XML parts of a ZIP file, each read once from front to back. The libraries for it cannot be compiled ahead of time
/// without a warning.
/// </remarks>
internal sealed class Workbook : IDisposable
{
    /// <summary>The most that a part may unpack to, in bytes: a file of some kilobytes can unpack to gigabytes.</summary>
    private const long LongestPart = 64 * 1024 * 1024;

    private readonly ZipArchive _archive;

    private Workbook(ZipArchive archive, IReadOnlyList<WorkbookSheet> sheets, bool is1904)
    {
        _archive = archive;
        Sheets = sheets;
        Is1904 = is1904;
    }

    /// <summary>Its sheets, in the order of their tabs.</summary>
    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    /// <summary>Whether days are counted from 1904, as Excel for Mac once did.</summary>
    public bool Is1904 { get; }

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no workbook.</exception>
    /// <exception cref="XmlException">It is damaged.</exception>
    public static Workbook Open(ReadOnlyMemory<byte> content)
    {
        ZipArchive archive = new(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        try
        {
            Dictionary<string, string> targets = Targets(archive);
            List<WorkbookSheet> sheets = [];
            bool is1904 = false;
            using XmlReader xml = Read(archive, "xl/workbook.xml") ?? throw new InvalidDataException("There is no workbook in it.");
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    is1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" }
                    && Relation(xml) is { } id
                    && targets.TryGetValue(id, out string? part))
                {
                    bool isHidden = xml.GetAttribute("state") is "hidden" or "veryHidden";
                    sheets.Add(new WorkbookSheet(xml.GetAttribute("name") ?? "", part, isHidden));
                }
            }

            return new Workbook(archive, sheets, is1904);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Opens a part; null when there is none of that name.</summary>
    /// <exception cref="InvalidDataException">It unpacks to more than anything that is a class list.</exception>
    public XmlReader? Part(string name) => Read(_archive, name);

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static XmlReader? Read(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry)
        {
            return null;
        }

        // The length that the file tells may be a lie; the reader stops at the limit all the same.
        return entry.Length > LongestPart
            ? throw new InvalidDataException($"{name} unpacks to {entry.Length} bytes.")
            : XmlReader.Create(entry.Open(), new XmlReaderSettings
            {
                CloseInput = true,
                DtdProcessing = DtdProcessing.Prohibit,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = LongestPart,
                XmlResolver = null,
            });
    }

    private static Dictionary<string, string> Targets(ZipArchive archive)
    {
        Dictionary<string, string> targets = [];
        using XmlReader? xml = Read(archive, "xl/_rels/workbook.xml.rels");
        while (xml?.Read() ?? false)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && xml.GetAttribute("Id") is { } id
                && xml.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        return targets;
    }

    /// <summary>The sheet's relation: its attribute's namespace differs between the two dialects of the standard.</summary>
    private static string? Relation(XmlReader sheet)
    {
        string? id = null;
        for (bool more = sheet.MoveToFirstAttribute(); more; more = sheet.MoveToNextAttribute())
        {
            id = sheet.LocalName == "id" && sheet.Prefix.Length > 0 ? sheet.Value : id;
        }

        sheet.MoveToElement();
        return id;
    }
}
