using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>A roll call in a repaired journal.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="IsOpen">Whether it is still open.</param>
/// <param name="Entries">How many entries of its list were saved, marks by hand among them.</param>
public sealed record SalvagedRoll(ClassNumber Class, Stamp OpenedAt, bool IsOpen, int Entries);

/// <summary>What a repair has done.</summary>
/// <param name="Damage">What was wrong; null when nothing was, and nothing was changed.</param>
/// <param name="Rolls">The roll calls that are there now.</param>
/// <param name="Uncertain">Events that were kept although their checksums do not vouch for them: one may be altered, or one beside it
/// missing.</param>
/// <param name="LostEvents">How many events at least could be seen, but not read or not understood without others that are lost.</param>
/// <param name="LastFound">The number of the newest event that was found.</param>
/// <param name="LastAcknowledged">The number of the newest event that anybody was told of, as far as that is known.</param>
/// <param name="IsComplete">Whether the checksums say that no event is missing or altered, up to the newest that was found.</param>
/// <param name="KeptIn">The folder with the damaged files; null when nothing was changed.</param>
public sealed record RepairReport(
    JournalFault? Damage,
    IReadOnlyList<SalvagedRoll> Rolls,
    IReadOnlyList<RollEvent> Uncertain,
    int LostEvents,
    long LastFound,
    long LastAcknowledged,
    bool IsComplete,
    string? KeptIn)
{
    /// <summary>Whether everything that was acknowledged is there, and is what was written.</summary>
    public bool IsWhole => Uncertain.Count == 0 && LostEvents == 0 && IsComplete && LastFound >= LastAcknowledged;
}
