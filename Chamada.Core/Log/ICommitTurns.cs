namespace Chamada.Core.Log;

/// <summary>
/// Turns on a thread that serves many: there a log commits what was decided, instead of on a thread of its own. A change of thread for each
/// commit costs as much as the commit on a fast disk.
/// </summary>
public interface ICommitTurns
{
    /// <summary>
    /// Says what is to be done in a turn. Once, before the first <see cref="Ask"/>. It does not throw, and should be short.
    /// </summary>
    void Begin(Action turn);

    /// <summary>
    /// Asks for a turn, from any thread. It comes after what the thread has under way, never within this call; when a turn
    /// was asked for and has not begun, that one may be both.
    /// </summary>
    void Ask();
}
