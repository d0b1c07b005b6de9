namespace Chamada.Core.Rolls;

/// <summary>The words of a record: what an entry says, on the wire, in saved lists, and in the chain over them.</summary>
public static class MarkWords
{
    /// <summary>The word of a mark.</summary>
    public static string Of(Mark mark) => mark switch
    {
        Mark.Marked => "marked",
        Mark.Removed => "removed",
        Mark.Flagged => "flagged",
        Mark.Here => "here",
        Mark.Missing => "missing",
        Mark.Heads => "heads",
        Mark.ClosedBy => "closedby",
        _ => "present",
    };

    /// <summary>The word as it stands on the wire.</summary>
    public static ReadOnlySpan<byte> Utf8(Mark mark) => mark switch
    {
        Mark.Marked => "marked"u8,
        Mark.Removed => "removed"u8,
        Mark.Flagged => "flagged"u8,
        Mark.Here => "here"u8,
        Mark.Missing => "missing"u8,
        Mark.Heads => "heads"u8,
        Mark.ClosedBy => "closedby"u8,
        _ => "present"u8,
    };

    /// <summary>The mark of a word; null when there is none of it, which a later edition may have.</summary>
    public static Mark? Find(string? word)
    {
        foreach (Mark mark in Enum.GetValues<Mark>())
        {
            if (Of(mark) == word)
            {
                return mark;
            }
        }

        return null;
    }
}
