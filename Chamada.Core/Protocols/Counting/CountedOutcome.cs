using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols.Counting;

/// <summary>What may come of a request, as it is counted: what a student is told by its word, everything else that went well as
/// one.</summary>
internal static class CountedOutcome
{
    /// <summary>It was done, or answered.</summary>
    public const int Ok = 0;

    /// <summary>It could not be understood, or not be asked so.</summary>
    public const int Error = 1;

    private const int FirstWord = 2;

    /// <summary>What is told apart, after those two. Ends with the refusals, which begin after <see cref="RollWord.Already"/>.</summary>
    private static readonly (RollWord Word, string Name)[] Told =
    [
        (RollWord.Registered, "registered"),
        (RollWord.Already, "already"),
        (RollWord.NoRollCall, "closed"),
        (RollWord.Removed, "removed"),
        (RollWord.BadCode, "badcode"),
        (RollWord.Wait, "wait"),
        (RollWord.DeviceUsed, "device"),
        (RollWord.OtherNetwork, "network"),
        (RollWord.Unlisted, "unlisted"),
        (RollWord.Full, "full"),
        (RollWord.TooManyOpen, "limit"),
        (RollWord.NotPresent, "absent"),
        (RollWord.Exists, "exists"),
        (RollWord.TokenUsed, "tokenused"),
        (RollWord.NotOpen, "notopen"),
        (RollWord.Denied, "denied"),
        (RollWord.StillOpen, "stillopen"),
        (RollWord.NoLimit, "nolimit"),
        (RollWord.NotHere, "nothere"),
        (RollWord.KeyNeeded, "noauth"),
        (RollWord.Unavailable, "unavailable"),
    ];

    private static readonly byte[] ByWord = Places();

    /// <summary>How many there are.</summary>
    public static int Count => Told.Length + FirstWord;

    /// <summary>The place of a word.</summary>
    public static int Of(RollWord word) => ByWord[(int)word];

    /// <summary>The name under which it is told.</summary>
    public static string NameOf(int outcome) => outcome switch
    {
        Ok => "ok",
        Error => "error",
        _ => Told[outcome - FirstWord].Name,
    };

    /// <summary>Whether a request that could be understood was refused.</summary>
    public static bool IsRefusal(int outcome) => outcome > FirstWord + 1;

    private static byte[] Places()
    {
        byte[] places = new byte[Enum.GetValues<RollWord>().Length]; // Whatever is not told apart went well.
        for (int i = 0; i < Told.Length; i++)
        {
            places[(int)Told[i].Word] = (byte)(FirstWord + i);
        }

        return places;
    }
}
