using System.Text.Json;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>What does not fit in a saved list, in the order in which it is looked at.</summary>
public enum RecordFault
{
    /// <summary>Nothing: everything fits.</summary>
    None,

    /// <summary>It is no saved list.</summary>
    NoList,

    /// <summary>It is one without a chain, as earlier editions wrote them.</summary>
    NoChain,

    /// <summary>Class, time of opening or salt.</summary>
    Start,

    /// <summary>An entry of the record.</summary>
    Entry,

    /// <summary>A count of refusals.</summary>
    Refused,

    /// <summary>Something was cut off the record's end, or the time of closing is another.</summary>
    End,

    /// <summary>The list of who was present does not follow from the record.</summary>
    Students,
}

/// <summary>An entry of a record, in the very words of the file.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Student">Of whom it is; empty where it is about nobody.</param>
/// <param name="At">When.</param>
/// <param name="Word">What it says.</param>
/// <param name="Reason">Why; empty when there is no reason.</param>
/// <param name="Head">The head at it.</param>
public sealed record CheckedEntry(int Number, string Student, string At, string Word, string Reason, ChainHead Head);

/// <summary>
/// A look at a saved list's chain, by the very words of its file: not by what they mean: two ways to write one time are
/// two records.
/// </summary>
public sealed record RecordCheck
{
    private RecordCheck(RecordFault fault) => Fault = fault;

    /// <summary>What does not fit first.</summary>
    public RecordFault Fault { get; private init; }

    /// <summary>The class; empty in what is no list.</summary>
    public string Class { get; private init; } = "";

    /// <summary>When it was opened.</summary>
    public string OpenedAt { get; private init; } = "";

    /// <summary>When it was closed.</summary>
    public string ClosedAt { get; private init; } = "";

    /// <summary>The entries up to the first that does not fit.</summary>
    public IReadOnlyList<CheckedEntry> Entries { get; private init; } = [];

    /// <summary>With <see cref="RecordFault.Entry"/> the entry, with <see cref="RecordFault.Refused"/> the count, with
    /// <see cref="RecordFault.Students"/> the place in that list.</summary>
    public CheckedEntry? Broken { get; private init; }

    /// <summary>Looks at a file.</summary>
    public static RecordCheck Of(ReadOnlyMemory<byte> content)
    {
        ReadOnlyMemory<byte> text = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Of(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new RecordCheck(RecordFault.NoList); // The second is of text with half a character in it.
        }
    }

    /// <summary>The entry that a receipt was given for, among those that fit; null when there is none.</summary>
    public CheckedEntry? Find(ChainHead receipt) => Entries.FirstOrDefault(entry => entry.Head == receipt);

    private static RecordCheck Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("class", out JsonElement number) || number.ValueKind != JsonValueKind.Number
            || SavedChain.TextOf(root, "closed") is not { } closed
            || !root.TryGetProperty("students", out JsonElement students) || students.ValueKind != JsonValueKind.Array)
        {
            return new RecordCheck(RecordFault.NoList);
        }

        string opened = SavedChain.TextOf(root, "opened") ?? "";
        RecordCheck check = new(RecordFault.None) { Class = number.GetRawText(), OpenedAt = opened, ClosedAt = closed };
        if (!root.TryGetProperty("chain", out JsonElement chain)
            || !root.TryGetProperty("record", out JsonElement record) || record.ValueKind != JsonValueKind.Array)
        {
            return check with { Fault = RecordFault.NoChain };
        }

        ChainHead head = RecordChain.Start(SavedChain.TextOf(chain, "salt") ?? "", check.Class, opened);
        if (SavedChain.TextOf(chain, "start") != head.ToString())
        {
            return check with { Fault = RecordFault.Start };
        }

        List<CheckedEntry> entries = [];
        check = check with { Entries = entries };
        foreach (JsonElement element in record.EnumerateArray())
        {
            CheckedEntry entry = EntryOf(element, entries.Count + 1);
            head = RecordChain.Next(head, entry.At, entry.Word, entry.Student, entry.Reason);
            if (SavedChain.TextOf(element, "chain") != head.ToString() || !IsText(element, "reason")
                || SavedChain.TextOf(element, "student") is null)
            {
                return check with { Fault = RecordFault.Entry, Broken = entry };
            }

            entries.Add(entry with { Head = head });
        }

        if (FalseCountIn(root, ref head) is { } count)
        {
            return check with { Fault = RecordFault.Refused, Broken = count };
        }

        return SavedChain.TextOf(chain, "end") != RecordChain.End(head, closed).ToString() ? check with { Fault = RecordFault.End }
            : StrangerIn(students, entries) is { } stranger ? check with { Fault = RecordFault.Students, Broken = stranger }
            : check;
    }

    /// <summary>The first count of refusals that does not fit, by its word, with the number as the reason.</summary>
    /// <param name="root">The file.</param>
    /// <param name="head">The last entry's head; the last count's afterwards.</param>
    private static CheckedEntry? FalseCountIn(JsonElement root, ref ChainHead head)
    {
        if (!root.TryGetProperty(SavedRefusals.Name, out JsonElement counts))
        {
            return null;
        }

        if (counts.ValueKind != JsonValueKind.Array)
        {
            return new CheckedEntry(1, "", "", "", "", default);
        }

        int number = 0;
        foreach (JsonElement count in counts.EnumerateArray())
        {
            string last = SavedChain.TextOf(count, "last") ?? "", word = SavedChain.TextOf(count, "word") ?? "";
            string times = count.ValueKind == JsonValueKind.Object && count.TryGetProperty("count", out JsonElement value)
                && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
            head = RecordChain.Refused(head, last, word, times);
            number++;
            if (SavedChain.TextOf(count, "chain") != head.ToString())
            {
                return new CheckedEntry(number, "", last, word, times, default);
            }
        }

        return null;
    }

    /// <summary>The first of the list of who was present who does not follow from the record.</summary>
    private static CheckedEntry? StrangerIn(JsonElement students, List<CheckedEntry> entries)
    {
        CheckedEntry[] present =
            [.. Presence.Of(entries, static entry => entry.Student, static entry => MarkWords.Find(entry.Word) ?? Mark.Flagged)];
        int number = 0;
        foreach (JsonElement element in students.EnumerateArray())
        {
            CheckedEntry listed = EntryOf(element, ++number);
            CheckedEntry? entry = number <= present.Length ? present[number - 1] : null;
            string by = entry?.Word == MarkWords.Of(Mark.Marked) ? "teacher" : "student";
            if ((entry?.Student, entry?.At, entry?.Reason) != (listed.Student, listed.At, listed.Reason) || !IsText(element, "reason")
                || SavedChain.TextOf(element, "by") != by)
            {
                return listed;
            }
        }

        return number < present.Length ? present[number] with { Number = number + 1 } : null;
    }

    private static CheckedEntry EntryOf(JsonElement element, int number) => new(
        number,
        SavedChain.TextOf(element, "student") ?? "",
        SavedChain.TextOf(element, "at") ?? "",
        SavedChain.TextOf(element, "kind") ?? "",
        SavedChain.TextOf(element, "reason") ?? "",
        default);

    /// <summary>Whether a member that may be missing is a text where it is there.</summary>
    private static bool IsText(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && (!element.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.String);
}
