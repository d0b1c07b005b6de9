using System.Text.Json;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>What does not fit among the corrections of a saved list.</summary>
public enum CorrectionFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is no such file.</summary>
    NoCorrections,

    /// <summary>They begin otherwise than the list beside them ends.</summary>
    Start,

    /// <summary>A correction was changed, or one before it taken out.</summary>
    Entry,
}

/// <summary>A look at the chain of a list's corrections, by the very words of the file.</summary>
/// <param name="Fault">What does not fit first.</param>
/// <param name="Entries">How many fit.</param>
public sealed record CorrectionCheck(CorrectionFault Fault, int Entries)
{
    private static readonly string[] Origin = ["class", "opened", "closed", "listEnd"];

    /// <summary>Looks at a file of corrections.</summary>
    /// <param name="content">The file.</param>
    /// <param name="list">The saved list beside it; null where only the corrections themselves are looked at.</param>
    public static CorrectionCheck Of(ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? list)
    {
        try
        {
            return Beside(list is { } beside ? ListOrigin.Of(beside) : null, content);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new CorrectionCheck(CorrectionFault.NoCorrections, 0);
        }
    }

    /// <summary>Looks at a file of corrections.</summary>
    /// <param name="list">What is known of the saved list beside it; null where only the corrections themselves are looked at.</param>
    /// <param name="content">The file.</param>
    public static CorrectionCheck Beside(ListOrigin? list, ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return Of(document.RootElement, list);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new CorrectionCheck(CorrectionFault.NoCorrections, 0);
        }
    }

    /// <summary>Whether a file holds corrections rather than a saved list.</summary>
    public static bool IsOne(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("corrections", out _)
                && root.TryGetProperty("listEnd", out _);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static CorrectionCheck Of(JsonElement root, ListOrigin? list)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("corrections", out JsonElement corrections)
            || corrections.ValueKind != JsonValueKind.Array)
        {
            return new CorrectionCheck(CorrectionFault.NoCorrections, 0);
        }

        string[] origin = [.. Origin.Select(name => SavedChain.TextOf(root, name) ?? "")];
        ChainHead head = RecordChain.StartOfCorrections(origin[0], origin[1], origin[2], origin[3]);
        if (SavedChain.TextOf(root, "start") != head.ToString()
            || (list is not null && list != new ListOrigin(origin[0], origin[1], origin[2], origin[3])))
        {
            return new CorrectionCheck(CorrectionFault.Start, 0);
        }

        int entries = 0;
        foreach (JsonElement element in corrections.EnumerateArray())
        {
            string? reason = SavedChain.TextOf(element, "reason"), salt = SavedChain.TextOf(element, "salt");
            bool hasSeal = ChainHead.TryParse(SavedChain.TextOf(element, "seal"), out ChainHead seal);
            if (reason is not null && salt is not null)
            {
                seal = RecordChain.Seal(salt, reason);
                hasSeal = true;
            }

            head = RecordChain.NextCorrection(
                head, SavedChain.TextOf(element, "at") ?? "", SavedChain.TextOf(element, "by") ?? "", CorrectionText.Of(element), seal);
            if (!hasSeal || SavedChain.TextOf(element, "chain") != head.ToString())
            {
                return new CorrectionCheck(CorrectionFault.Entry, entries);
            }

            entries++;
        }

        return new CorrectionCheck(CorrectionFault.None, entries);
    }
}
