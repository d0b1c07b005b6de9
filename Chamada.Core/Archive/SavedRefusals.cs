using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive;

/// <summary>How a saved list's file tells how often students were refused: <c>word</c>, <c>count</c>, <c>last</c>, and the chain's
/// head.</summary>
internal static class SavedRefusals
{
    /// <summary>The member's name.</summary>
    public const string Name = "refused";

    /// <summary>Writes them; nothing where nobody was refused, or it is not known.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RefusedLine> lines, SavedChain? chain)
    {
        if (lines.Count == 0)
        {
            return;
        }

        json.WriteStartArray(Name);
        for (int i = 0; i < lines.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("word", lines[i].Word);
            json.WriteNumber("count", lines[i].Count);
            json.WriteString("last", IsoTime.Format(lines[i].Last));
            if (chain is not null)
            {
                json.WriteString("chain", chain.RefusedHeads[i].ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">Something else stands there.</exception>
    public static IReadOnlyList<RefusedLine> Read(JsonElement root) => root.TryGetProperty(Name, out JsonElement lines)
        ? [.. lines.EnumerateArray().Select(static line =>
            line.GetProperty("word").GetString() is { } word && RefusedLine.IsWord(word)
                && line.GetProperty("count").GetInt64() is >= 1 and var count
                ? new RefusedLine(word, count, line.GetProperty("last").GetDateTimeOffset())
                : throw new FormatException(Name))]
        : [];
}
