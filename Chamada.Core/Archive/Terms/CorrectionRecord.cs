using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive.Terms;

/// <summary>
/// The corrections of one saved list, as the file beside it holds them, with a chain of their own: it begins with the list's, so the
/// corrections of one list are none of another. Nothing is ever taken out.
/// </summary>
/// <param name="List">The saved list's file name.</param>
/// <param name="Class">The class, in digits.</param>
/// <param name="Opened">When the list was opened, as it stands there; empty where it does not say.</param>
/// <param name="Closed">When it was closed, likewise.</param>
/// <param name="ListEnd">The end of the list's own chain; empty where it has none.</param>
/// <param name="Entries">The corrections, in order.</param>
/// <param name="Heads">The chain's head at each.</param>
public sealed record CorrectionRecord(
    string List, string Class, string Opened, string Closed, string ListEnd, IReadOnlyList<Correction> Entries,
    IReadOnlyList<ChainHead> Heads)
{
    /// <summary>The record of a list that was never corrected.</summary>
    public static CorrectionRecord Of(SavedListFile file, ListSummary list)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(list);
        return new CorrectionRecord(
            Path.GetFileName(file.File),
            list.Origin.Class,
            list.Origin.Opened,
            list.Origin.Closed,
            list.Origin.ChainEnd,
            [],
            []);
    }

    /// <summary>The head before the first correction.</summary>
    public ChainHead Start => RecordChain.StartOfCorrections(Class, Opened, Closed, ListEnd);

    /// <summary>The record with one more.</summary>
    public CorrectionRecord With(DateTimeOffset at, string by, CorrectionChange change, SealedReason reason)
    {
        Correction correction = new(Entries.Count + 1, at, by, change, reason);
        return this with { Entries = [.. Entries, correction], Heads = [.. Heads, HeadAfter(correction)] };
    }

    /// <summary>
    /// The record with what another copy of it has beyond what both have, as where two machines corrected one list: its corrections come
    /// behind these, with their own time and account, and what undoes one of them still does.
    /// </summary>
    public CorrectionRecord Merge(CorrectionRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int common = 0;
        while (common < Heads.Count && common < other.Heads.Count && Heads[common] == other.Heads[common])
        {
            common++;
        }

        CorrectionRecord merged = this;
        Dictionary<int, int> numbers = [];
        foreach (Correction foreign in other.Entries.Skip(common))
        {
            CorrectionChange change = foreign.Change is CorrectionChange.Undone undo && numbers.TryGetValue(undo.Number, out int number)
                ? new CorrectionChange.Undone(number)
                : foreign.Change;

            // One that came over before stays one: by the seal of its reason, whose salt no other has.
            if (merged.Entries.FirstOrDefault(one => one.Reason.Seal == foreign.Reason.Seal && one.At == foreign.At) is { } known)
            {
                numbers[foreign.Number] = known.Number;
                continue;
            }

            merged = merged.With(foreign.At, foreign.By, change, foreign.Reason);
            numbers[foreign.Number] = merged.Entries.Count;
        }

        return merged;
    }

    /// <summary>The record without what some reasons say; the chain holds as before.</summary>
    public CorrectionRecord Erase(Func<Correction, bool> erased)
    {
        ArgumentNullException.ThrowIfNull(erased);
        return this with
        {
            Entries = [.. Entries.Select(entry => erased(entry) ? entry with { Reason = entry.Reason.Erased() } : entry)],
        };
    }

    /// <summary>The file's content.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TeacherFolderFiles.Json))
        {
            json.WriteStartObject();
            json.WriteString("of", List);
            json.WriteString("class", Class);
            json.WriteString("opened", Opened);
            json.WriteString("closed", Closed);
            json.WriteString("listEnd", ListEnd);
            json.WriteString("start", Start.ToString());
            json.WriteStartArray("corrections");
            for (int i = 0; i < Entries.Count; i++)
            {
                Write(json, Entries[i], Heads[i]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static CorrectionRecord Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            List<Correction> entries = [];
            List<ChainHead> heads = [];
            foreach (JsonElement element in root.GetProperty("corrections").EnumerateArray())
            {
                entries.Add(new Correction(
                    entries.Count + 1,
                    element.GetProperty("at").GetDateTimeOffset(),
                    SavedChain.TextOf(element, "by") ?? "",
                    CorrectionText.Read(CorrectionText.Of(element)),
                    ReadReason(element)));
                heads.Add(ChainHead.TryParse(SavedChain.TextOf(element, "chain"), out ChainHead head)
                    ? head
                    : throw new FormatException("chain"));
            }

            return new CorrectionRecord(
                Text(root, "of"), Text(root, "class"), Text(root, "opened"), Text(root, "closed"), Text(root, "listEnd"), entries, heads);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"not the corrections of a saved roll call: {e.Message}", e);
        }

        static string Text(JsonElement root, string name) => SavedChain.TextOf(root, name) ?? throw new FormatException(name);
    }

    private ChainHead HeadAfter(Correction correction) => RecordChain.NextCorrection(
        Heads.Count == 0 ? Start : Heads[^1],
        IsoTime.Format(correction.At),
        correction.By,
        CorrectionText.Of(correction.Change),
        correction.Reason.Seal);

    private static void Write(Utf8JsonWriter json, Correction correction, ChainHead head)
    {
        json.WriteStartObject();
        json.WriteNumber("number", correction.Number);
        json.WriteString("at", IsoTime.Format(correction.At));
        json.WriteString("by", correction.By);
        string[] members = CorrectionText.Of(correction.Change);
        for (int i = 0; i < members.Length; i++)
        {
            if (members[i].Length > 0)
            {
                json.WriteString(CorrectionText.Members[i], members[i]);
            }
        }

        if (correction.Reason is { Text: { } reason, Salt: { } salt })
        {
            json.WriteString("reason", reason);
            json.WriteString("salt", salt);
        }
        else
        {
            json.WriteString("seal", correction.Reason.Seal.ToString());
        }

        json.WriteString("chain", head.ToString());
        json.WriteEndObject();
    }

    private static SealedReason ReadReason(JsonElement element) =>
        SavedChain.TextOf(element, "reason") is { } text && SavedChain.TextOf(element, "salt") is { } salt
            ? new SealedReason(text, salt, RecordChain.Seal(salt, text))
            : ChainHead.TryParse(SavedChain.TextOf(element, "seal"), out ChainHead seal)
                ? new SealedReason(null, null, seal)
                : throw new FormatException("reason, salt");
}
