using System.IO.Compression;
using System.Text;

namespace Chamada.Core.Archive.Rosters;

/// <summary>What a file is, whatever its name says.</summary>
public enum FileKind
{
    /// <summary>Text: separated values, or one value a line.</summary>
    Text,

    /// <summary>An Excel workbook (<c>.xlsx</c>, <c>.xlsm</c>).</summary>
    Workbook,

    /// <summary>A workbook of Excel 97 to 2003 (<c>.xls</c>), or one with a password.</summary>
    OldWorkbook,

    /// <summary>A binary Excel workbook (<c>.xlsb</c>).</summary>
    BinaryWorkbook,

    /// <summary>Excel 2003's XML.</summary>
    XmlWorkbook,

    /// <summary>An OpenDocument spreadsheet (<c>.ods</c>).</summary>
    OpenDocument,

    /// <summary>An Apple Numbers document.</summary>
    Numbers,

    /// <summary>A page: what many school systems call <c>.xls</c>.</summary>
    Html,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>A text processor's document (<c>.docx</c>, <c>.odt</c>, <c>.rtf</c>, <c>.doc</c>).</summary>
    Document,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>An archive or a compressed file.</summary>
    Archive,

    /// <summary>Something that is no text.</summary>
    Binary,
}

/// <summary>Recognises files by what they begin with.</summary>
internal static class FileKinds
{
    private static readonly (byte[] Begin, FileKind Kind)[] Signatures =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], FileKind.OldWorkbook),
        ([0x09, 0x08, 0x10, 0x00], FileKind.OldWorkbook),
        ([.. "%PDF"u8], FileKind.Pdf),
        ([.. "{\\rtf"u8], FileKind.Document),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileKind.Image),
        ([0xFF, 0xD8, 0xFF], FileKind.Image),
        ([.. "GIF8"u8], FileKind.Image),
        ([0x1F, 0x8B], FileKind.Archive),
        ([0x37, 0x7A, 0xBC, 0xAF], FileKind.Archive),
        ([.. "Rar!"u8], FileKind.Archive),
    ];

    private static readonly string[] Tags = ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<div"];

    /// <summary>What a file is.</summary>
    public static FileKind Of(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        foreach ((byte[] begin, FileKind kind) in Signatures)
        {
            if (bytes.StartsWith(begin))
            {
                return kind;
            }
        }

        return bytes.StartsWith("PK\x03\x04"u8) ? Packed(content)
            : Marked(bytes) is { } markup ? markup
            : TextDecoder.UnicodeForm(bytes) is null && bytes[..Math.Min(bytes.Length, 4096)].Contains((byte)0) ? FileKind.Binary
            : FileKind.Text;
    }

    private static FileKind Packed(ReadOnlyMemory<byte> content)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            HashSet<string> names = [.. archive.Entries.Take(4096).Select(static entry => entry.FullName)];
            return names.Contains("xl/workbook.xml") ? FileKind.Workbook
                : names.Contains("xl/workbook.bin") ? FileKind.BinaryWorkbook
                : names.Contains("word/document.xml") ? FileKind.Document
                : names.Contains("Index/Document.iwa") || names.Contains("Index.zip") ? FileKind.Numbers
                : archive.GetEntry("mimetype") is { Length: < 200 } type ? OpenDocumentKind(type)
                : FileKind.Archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return FileKind.Archive;
        }
    }

    private static FileKind OpenDocumentKind(ZipArchiveEntry type)
    {
        using StreamReader reader = new(type.Open(), Encoding.ASCII);
        return reader.ReadToEnd().Contains("spreadsheet", StringComparison.Ordinal) ? FileKind.OpenDocument : FileKind.Document;
    }

    private static FileKind? Marked(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, 2048)];
        string text = (TextDecoder.UnicodeForm(head) is { } form ? TextDecoder.Decode(head, form).Text : Encoding.Latin1.GetString(head))
            .TrimStart('ï', '»', '¿', '\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<'))
        {
            return null;
        }

        bool isXml = text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
        bool isWorkbook = isXml && text.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.OrdinalIgnoreCase);
        return isWorkbook ? FileKind.XmlWorkbook
            : Tags.Any(tag => text.Contains(tag, StringComparison.OrdinalIgnoreCase)) ? FileKind.Html
            : isXml ? FileKind.Document
            : null;
    }
}
