using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>Why a registration is worth a look.</summary>
public enum FlagKind
{
    /// <summary>Something that a later server knows of.</summary>
    Other,

    /// <summary>Another student had registered from the same device.</summary>
    Device,

    /// <summary>Another student had registered from the same address, and neither device names itself.</summary>
    Address,

    /// <summary>The number is not on the class's list that the server holds.</summary>
    Unlisted,
}

/// <summary>What the server has flagged of a registration, read from its entry in the record.</summary>
/// <param name="Student">Who registered.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Kind">Why it is worth a look.</param>
/// <param name="Before">Who had registered from the same device or address before; null for others.</param>
public sealed record Flag(StudentId Student, DateTimeOffset At, FlagKind Kind, StudentId? Before)
{
    /// <summary>Reads an entry whose mark is <see cref="Mark.Flagged"/>: a word, a space, and what is known.</summary>
    public static Flag Of(RecordEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string[] words = entry.Reason.Split(' ', 2);
        FlagKind kind = words[0] switch
        {
            "device" => FlagKind.Device,
            "address" => FlagKind.Address,
            "unlisted" => FlagKind.Unlisted,
            _ => FlagKind.Other,
        };
        bool isShared = kind is FlagKind.Device or FlagKind.Address;
        bool isNamed = StudentId.TryParse(isShared && words.Length > 1 ? words[1] : null, out StudentId before);
        return new Flag(entry.Student, entry.At, kind, isNamed ? before : null);
    }
}
