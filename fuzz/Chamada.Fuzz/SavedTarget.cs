using Chamada.Core.Archive;

namespace Chamada.Fuzz;

/// <summary>Saved lists: what is read and saved again is the same list, and looking at its record never fails.</summary>
internal static class SavedTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        byte[] content = input.ToArray();
        _ = RecordCheck.Of(content);
        SavedList list;
        try
        {
            list = SavedList.Parse(content);
        }
        catch (InvalidDataException)
        {
            return;
        }

        // Times are kept to the millisecond: what another program has written more exactly is rounded once.
        list = SavedList.Parse(list.ToJson().ToArray());
        byte[] saved = list.ToJson().ToArray();
        SavedList again = SavedList.Parse(saved);
        DisagreementException.Unless(again.IsSame(list), "another list");
        DisagreementException.Unless(again.ToJson().SequenceEqual(saved), "another file");
    }
}
