using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.Networks;

/// <summary>A list at this program's server that is closed and that its teacher has not fetched.</summary>
/// <param name="Class">The class.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Left">How much longer it stays in the database; null for ever.</param>
internal sealed record UnfetchedList(ClassNumber Class, DateTimeOffset ClosedAt, TimeSpan? Left);

/// <summary>What nobody has fetched from this program's server.</summary>
/// <param name="Waiting">What still waits in the database, the oldest first.</param>
/// <param name="Folder">The folder to which it is moved when it has waited too long.</param>
/// <param name="Files">How many lists have been moved there.</param>
internal sealed record UnfetchedLists(IReadOnlyList<UnfetchedList> Waiting, string Folder, int Files)
{
    /// <summary>
    /// Those that another look had seen as well: a list that is being fetched just now is there for a moment only.
    /// </summary>
    public UnfetchedLists SeenAlso(UnfetchedLists? before) => this with
    {
        Waiting = [.. Waiting.Where(list => before?.Waiting.Any(seen => IsSame(seen, list)) == true)],
    };

    private static bool IsSame(UnfetchedList one, UnfetchedList other) => (one.Class, one.ClosedAt) == (other.Class, other.ClosedAt);
}
