namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// Whether a disk has lately been so fast that a commit may keep other work waiting. It has to prove that by many commits in a row, and
/// loses it by one.
/// </summary>
internal sealed class DiskPace
{
    private int _inARow;

    /// <summary>A commit that the disk takes longer for is slow. Default 2 ms.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>A commit for which it takes no longer than this is fast. Default 1 ms.</summary>
    public TimeSpan Fast { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How many fast ones in a row prove it. Default 64.</summary>
    public int Proof { get; init; } = 64;

    /// <summary>Whether it is.</summary>
    public bool IsFast { get; private set; }

    /// <summary>Notes how long a commit took the disk.</summary>
    public void Note(TimeSpan commit)
    {
        _inARow = commit > Fast ? 0 : Math.Min(_inARow + 1, Proof);
        IsFast = commit <= Slow && (IsFast || _inARow == Proof);
    }
}
