namespace Chamada.Core.Rolls;

/// <summary>
/// Where the lists go that nobody fetched in time. What a server erases unasked is kept as a file first: its last word about a class
/// is never that there is nothing.
/// </summary>
public interface IUnfetchedLists
{
    /// <summary>
    /// Keeps the list of a closed roll call. It waits for a disk, so it is not to be called under the roll book's lock. To keep the same
    /// list again, after a crash between this and the erasure, changes nothing.
    /// </summary>
    /// <param name="list">The list; its roll call is closed.</param>
    /// <returns>True when it is on disk. False when it could not be written: then the roll call must not be erased.</returns>
    bool Keep(RollList list);
}
