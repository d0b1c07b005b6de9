using Chamada.Core.Client;
using Chamada.Tui.Screens.Frames;

namespace Chamada.Tui.Screens.Links;

/// <summary>
/// Lets a program whose server is gone become the server itself. While nobody listens any more at the server's port it tries each second,
/// because a server that ends keeps its data folder for a while; a connection, whoever the server is then, ends it.
/// </summary>
internal sealed class Succession
{
    /// <summary>The time between two attempts.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ServerLink _link;
    private readonly Func<TimeSpan, Task<bool>> _become;
    private readonly ModelThread _thread;
    private bool _isTrying;

    /// <summary>Begins to follow a connection.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="become">Becomes the server that has been gone for so long, or answers false. Never on the models' thread.</param>
    /// <param name="thread">The models' thread.</param>
    public Succession(ServerLink link, Func<TimeSpan, Task<bool>> become, ModelThread thread)
    {
        _link = link;
        _become = become;
        _thread = thread;
        link.Changed += OnChanged;
    }

    /// <summary>Nobody listens at the port. One that is only slow, or far away for a moment, is not gone.</summary>
    private bool IsGone => _link is { Phase: not LinkPhase.Connected, LastError.Fault: ClientFault.Unreachable };

    private void OnChanged()
    {
        if (!_isTrying && IsGone)
        {
            _isTrying = true;
            _thread.Run(TryAsync);
        }
    }

    private async Task TryAsync()
    {
        long since = _link.Clock.GetTimestamp();
        while (IsGone)
        {
            TimeSpan gone = _link.Clock.GetElapsedTime(since);
            if (await Task.Run(() => _become(gone)))
            {
                _link.Wake();
                break;
            }

            await Task.Delay(Interval, _link.Clock);
        }

        _isTrying = false;
    }
}
