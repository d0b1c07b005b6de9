using System.IO.Compression;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;

namespace Chamada.Fuzz;

/// <summary>Class lists: reading one never fails, and what was read, and is kept, is read again as it was.</summary>
internal static class RosterTargets
{
    private static readonly string[] Parts =
        ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];

    /// <summary>A text of columns, or a list that this program wrote.</summary>
    public static void Csv(ReadOnlySpan<byte> input)
    {
        byte[] content = input.ToArray();
        Check(RosterReader.Read(content));
        Check(RosterReader.Read(content, new RosterChoice { Number = "1", WithoutPunctuation = true }));
        try
        {
            _ = RosterCsv.Read(content);
        }
        catch (InvalidDataException)
        {
            // It is no list of this program's.
        }
    }

    /// <summary>A workbook as it is; or its parts in order, each ended by a zero byte, so that what is in them can be reached.</summary>
    public static void Xlsx(ReadOnlySpan<byte> input) =>
        Check(RosterReader.Read(input.StartsWith("PK"u8) ? input.ToArray() : Pack(input)));

    private static byte[] Pack(ReadOnlySpan<byte> input)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string part in Parts)
            {
                int end = input.IndexOf((byte)0);
                ReadOnlySpan<byte> content = end < 0 ? input : input[..end];
                input = end < 0 ? [] : input[(end + 1)..];
                if (!content.IsEmpty)
                {
                    using Stream stream = archive.CreateEntry(part, CompressionLevel.NoCompression).Open();
                    stream.Write(content);
                }
            }
        }

        return file.ToArray();
    }

    private static void Check(RosterReading reading)
    {
        if (reading is RosterRead read)
        {
            Roster roster = read.ToRoster();
            KeptRoster kept = RosterCsv.Read(System.Text.Encoding.UTF8.GetBytes(RosterCsv.Write(roster)));
            DisagreementException.Unless(kept.BadLines.Count == 0, "a line was not kept");
            DisagreementException.Unless(kept.Roster.Entries.SequenceEqual(roster.Entries),
                $"another list was kept: {Escaped(roster)} became {Escaped(kept.Roster)}");
        }
    }

    private static string Escaped(Roster roster) =>
        System.Text.Json.JsonSerializer.Serialize(roster.Entries.Select(static entry => new[] { entry.Student.ToString(), entry.Name }));
}
