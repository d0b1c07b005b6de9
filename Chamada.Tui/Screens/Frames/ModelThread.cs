using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Chamada.Tui.Screens.Frames;

/// <summary>
/// The one thread on which every model lives. Work comes in from any thread and waits here until <see cref="Drain"/> runs it, so
/// models need no locks. It is a synchronization context: what a model awaits continues here. In the program the screen's loop
/// drains it; in a test the test does.
/// </summary>
internal sealed class ModelThread : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _work = new();

    /// <summary>Raised on the thread that posts, after work was added.</summary>
    public event Action? Posted;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        _work.Enqueue((d, state));
        Posted?.Invoke();
    }

    /// <summary>Hands over work, from any thread.</summary>
    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("nobody may block until the models' thread has time");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>
    /// Begins a model's task; to be called on the models' thread. What it throws, other than cancellation, comes out of a later
    /// <see cref="Drain"/>: nothing is lost silently.
    /// </summary>
    public async void Run(Func<Task> task)
    {
        SynchronizationContext? previous = Current;
        SetSynchronizationContext(this);
        try
        {
            Task running = task();
            SetSynchronizationContext(previous);
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The program is ending.
        }
        catch (Exception e)
        {
            ExceptionDispatchInfo thrown = ExceptionDispatchInfo.Capture(e);
            Post(thrown.Throw);
        }
        finally
        {
            if (Current == this)
            {
                SetSynchronizationContext(previous);
            }
        }
    }

    /// <summary>Runs what has gathered, but not what that work adds in turn: a drain always ends.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Drain()
    {
        int count = _work.Count;
        if (count == 0)
        {
            return false;
        }

        SynchronizationContext? previous = Current;
        SetSynchronizationContext(this);
        try
        {
            while (count-- > 0 && _work.TryDequeue(out (SendOrPostCallback Callback, object? State) work))
            {
                work.Callback(work.State);
            }
        }
        finally
        {
            SetSynchronizationContext(previous);
        }

        return true;
    }
}
