using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>The check of the network on the teacher's screen.</summary>
internal sealed class NetworkCheckModel(Func<CancellationToken, Task<NetworkReport>> check, ModelThread thread)
{
    private bool _running;

    /// <summary>The last report has come, or another is being made.</summary>
    public event Action? Changed;

    /// <summary>The last report; null before the first.</summary>
    public NetworkReport? Report { get; private set; }

    /// <summary>Whether it is being looked.</summary>
    public bool IsRunning => _running;

    /// <summary>Looks, unless that is going on already.</summary>
    public void Run()
    {
        if (_running)
        {
            return;
        }

        _running = true;
        Changed?.Invoke();
        thread.Run(async () =>
        {
            try
            {
                Report = await Task.Run(() => check(CancellationToken.None));
            }
            finally
            {
                _running = false;
                Changed?.Invoke();
            }
        });
    }
}
