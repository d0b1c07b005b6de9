using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>The chain over a saved list's record (<see cref="RecordChain"/>). docs/record.md defines how it stands in the file.</summary>
/// <param name="Salt">What it begins with.</param>
/// <param name="Start">The head before the first entry.</param>
/// <param name="Heads">The head at each entry.</param>
/// <param name="RefusedHeads">The head at each count of refusals, behind the entries.</param>
/// <param name="End">The head behind the last.</param>
public sealed record SavedChain(
    RecordSalt Salt, ChainHead Start, IReadOnlyList<ChainHead> Heads, IReadOnlyList<ChainHead> RefusedHeads, ChainHead End)
{
    /// <summary>The chain of a record.</summary>
    public static SavedChain Of(
        RecordSalt salt, ClassNumber number, DateTimeOffset openedAt, DateTimeOffset closedAt, IReadOnlyList<RecordEntry> record,
        IReadOnlyList<RefusedLine>? refused = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        ChainHead start = RecordChain.Start(salt, number, openedAt), head = start;
        List<ChainHead> heads = new(record.Count);
        foreach (RecordEntry entry in record)
        {
            heads.Add(head = RecordChain.Next(head, entry.At, entry.Mark, entry.Student, entry.Reason));
        }

        List<ChainHead> refusedHeads = [];
        foreach (RefusedLine line in refused ?? [])
        {
            refusedHeads.Add(head = RecordChain.Refused(head, line.Last, line.Word, line.Count));
        }

        return new SavedChain(salt, start, heads, refusedHeads, RecordChain.End(head, closedAt));
    }

    /// <summary>Writes what does not stand with an entry.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("chain");
        json.WriteString("salt", Salt.Text);
        json.WriteString("start", Start.ToString());
        json.WriteString("end", End.ToString());
        json.WriteEndObject();
    }

    /// <summary>Reads the chain of a saved list; null when it has none, or none that is complete.</summary>
    internal static SavedChain? Read(JsonElement root)
    {
        if (!root.TryGetProperty("chain", out JsonElement chain) || chain.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("record", out JsonElement record)
            || RecordSalt.Parse(TextOf(chain, "salt")) is not { } salt
            || !ChainHead.TryParse(TextOf(chain, "start"), out ChainHead start)
            || !ChainHead.TryParse(TextOf(chain, "end"), out ChainHead end))
        {
            return null;
        }

        IReadOnlyList<ChainHead>? heads = HeadsOf(record);
        IReadOnlyList<ChainHead>? refused = root.TryGetProperty(SavedRefusals.Name, out JsonElement counts) ? HeadsOf(counts) : [];
        return heads is null || refused is null ? null : new SavedChain(salt, start, heads, refused, end);
    }

    /// <summary>The heads that stand in a list, each with what it is at; null when one is missing.</summary>
    private static List<ChainHead>? HeadsOf(JsonElement list)
    {
        List<ChainHead> heads = [];
        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (!ChainHead.TryParse(TextOf(entry, "chain"), out ChainHead head))
            {
                return null;
            }

            heads.Add(head);
        }

        return heads;
    }

    /// <summary>The text of a member; null when there is none, or something else.</summary>
    internal static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement text)
        && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
