using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Networks;

/// <summary>Looks again and again where students reach a server: when the machine's links change, and from time to time.</summary>
/// <param name="look">Looks once. It is called on the thread pool, never twice at a time.</param>
/// <param name="network">The machine's links.</param>
/// <param name="clock">Measures the intervals.</param>
internal sealed class AddressWatch(
    Func<CancellationToken, Task<IReadOnlyList<ServerAddress>>> look, INetwork network, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private ModelThread? _thread;
    private IDisposable? _watch;
    private bool _looking;
    private bool _again;

    /// <summary>Other addresses were found.</summary>
    public event Action? Changed;

    /// <summary>The addresses, the likeliest first; null until the first look.</summary>
    public IReadOnlyList<ServerAddress>? Addresses { get; private set; }

    /// <summary>Begins. Called once, on the models' thread.</summary>
    public void Start(ModelThread thread)
    {
        _thread = thread;
        _watch = network.Watch(() => thread.Post(Look));
        thread.Run(async () =>
        {
            while (!_ending.IsCancellationRequested)
            {
                Look();
                await Task.Delay(Interval, clock, _ending.Token);
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _ending.Cancel();
    }

    private void Look()
    {
        if (_looking || _ending.IsCancellationRequested)
        {
            _again = true;
            return;
        }

        _looking = true;
        _thread!.Run(async () =>
        {
            do
            {
                _again = false;
                IReadOnlyList<ServerAddress> found = await Task.Run(() => look(_ending.Token), _ending.Token);
                if (Addresses is null || !Addresses.SequenceEqual(found))
                {
                    Addresses = found;
                    Changed?.Invoke();
                }
            }
            while (_again);
            _looking = false;
        });
    }
}
