using Chamada.Core.Log;
using Chamada.Core.Log.Sqlite;

namespace Chamada.Tests.Log;

/// <summary>Turns that come when the test says so, on the test's thread.</summary>
internal sealed class CommitTurns : ICommitTurns, IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private Action? _turn;

    /// <summary>How many turns were asked for that have not come.</summary>
    public int Asked => _asked.CurrentCount;

    public void Begin(Action turn) => _turn = turn;

    public void Ask() => _asked.Release();

    public void Dispose() => _asked.Dispose();

    /// <summary>Waits until a turn is asked for, and takes it.</summary>
    public async Task TakeAsync()
    {
        Assert.True(await _asked.WaitAsync(JournaledBook.Patience), "nobody asked for a turn");
        _turn!();
    }
}

/// <summary>Turns on the thread pool; they may come at the same time.</summary>
internal sealed class PoolTurns : ICommitTurns
{
    private Action? _turn;

    /// <summary>Settings of a journal that commits in turns from its second commit on, however slow the disk.</summary>
    public static JournalOptions Commits(JournalOptions options) => options with
    {
        Turns = new PoolTurns(),
        Pace = new DiskPace { Proof = 1, Fast = TimeSpan.MaxValue, Slow = TimeSpan.MaxValue },
    };

    public void Begin(Action turn) => _turn = turn;

    public void Ask() => ThreadPool.UnsafeQueueUserWorkItem(static turn => turn!(), _turn, preferLocal: false);
}
