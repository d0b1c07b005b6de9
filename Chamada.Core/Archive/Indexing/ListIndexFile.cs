using System.Security.Cryptography;
using System.Text;

namespace Chamada.Core.Archive.Indexing;

/// <summary>A saved list in the index.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Stamp">That file's stamp when it was read.</param>
/// <param name="Summary">What it comes to.</param>
public sealed record IndexedList(string Name, FileStamp Stamp, ListSummary Summary);

/// <summary>
/// The file of an index: a title that names its form, the SHA-256 of the rest, and the lists. A student's number stands in it once, and a
/// class list once for all the saved lists that have it. Another edition's form is as good as none.
/// </summary>
public static class ListIndexFile
{
    private static readonly byte[] Title = "chamada index 1\n"u8.ToArray();

    /// <summary>The file's content.</summary>
    public static byte[] Write(IReadOnlyList<IndexedList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        using MemoryStream body = new();
        using (BinaryWriter writer = new(body, Encoding.UTF8, leaveOpen: true))
        {
            new ListIndexWriter(writer).Write(lists);
        }

        ReadOnlySpan<byte> written = body.GetBuffer().AsSpan(0, (int)body.Length);
        return [.. Title, .. SHA256.HashData(written), .. written];
    }

    /// <summary>Reads what <see cref="Write"/> wrote, by the files' names; nothing where it is anything else.</summary>
    public static IReadOnlyDictionary<string, IndexedList> Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        int begin = Title.Length + SHA256.HashSizeInBytes;
        if (content.Length < begin || !content.AsSpan().StartsWith(Title)
            || !SHA256.HashData(content.AsSpan(begin)).AsSpan().SequenceEqual(content.AsSpan(Title.Length, SHA256.HashSizeInBytes)))
        {
            return new Dictionary<string, IndexedList>();
        }

        using MemoryStream body = new(content, begin, content.Length - begin, writable: false);
        using BinaryReader reader = new(body, Encoding.UTF8);
        try
        {
            return new ListIndexReader(reader).Read();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return new Dictionary<string, IndexedList>(); // Whole, and yet not what this edition writes.
        }
    }
}
