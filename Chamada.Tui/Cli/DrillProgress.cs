using Chamada.Tui.Drill;

namespace Chamada.Tui.Cli;

/// <summary>A bar on stderr that shows how far a drill is, where that is a terminal.</summary>
internal sealed class DrillProgress : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CliContext _context;
    private readonly DrillPlan _plan;
    private readonly DrillRun _drill;
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private bool _ended;

    /// <summary>Shows from here on.</summary>
    public DrillProgress(CliContext context, DrillPlan plan, DrillRun drill)
    {
        _context = context;
        _plan = plan;
        _drill = drill;
        if (!Console.IsErrorRedirected)
        {
            _timer = context.Clock.CreateTimer(_ => Show(), null, TimeSpan.Zero, Interval);
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _ended = true;
            if (_timer is not null)
            {
                _context.Output.ErrorText("\r\e[K");
            }
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            double share = Math.Min(1, _drill.Elapsed / _plan.Duration);
            int full = (int)(share * Width);
            string numbers = _context.Text.Drill.Progress(
                (int)_drill.Elapsed.TotalSeconds, _drill.Count(DrillRequest.Present).Acknowledged, _drill.Kills, _plan.Kills);
            _context.Output.ErrorText($"\r[{new string('#', full)}{new string('.', Width - full)}] {numbers}\e[K");
        }
    }
}
