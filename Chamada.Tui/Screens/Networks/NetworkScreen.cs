using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Networks;

/// <summary>How this machine stands in the network, and what students type where they do not find it by themselves.</summary>
internal sealed class NetworkScreen : Screen
{
    private readonly NetworkCheckModel _model;
    private readonly Report _report;

    /// <summary>Makes the screen; the first check begins at once.</summary>
    public NetworkScreen(Look look, NetworkCheckModel model, HostStatus host, INavigator navigator)
        : base(look)
    {
        _model = model;
        _report = new Report(look, model, host) { X = 1, Y = 1, Width = Dim.Fill(1), Height = Dim.Fill(), CanFocus = true };
        Add(_report);
        Actions =
        [
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
            new(static s => s.TryAgainKey, model.Run, Key.F5, Key.R.WithCtrl) { Rank = 1, WhyNot = () => model.IsRunning
                ? Strings.Host.Checking
                : null },
        ];
        model.Run();
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Trouble;

    /// <inheritdoc/>
    public override void Reload() => _report.SetNeedsDraw();

    /// <inheritdoc/>
    public override StateText? State() => _model switch
    {
        { IsRunning: true } => new StateText(Strings.Host.Checking, Urgency.Information),
        { Report.IsWell: true } => new StateText(Strings.Host.NetworkIsWell, Urgency.Information),
        { Report: not null } => new StateText(Strings.Host.NetworkIsNotWell, Urgency.Warning),
        _ => null,
    };

    /// <inheritdoc/>
    public override void FocusFirst() => _report.SetFocus();

    private sealed class Report(Look look, NetworkCheckModel model, HostStatus host) : Canvas(look)
    {
        private int _first;

        protected override void Paint(int width, int height)
        {
            string phones = HostWords.Phones(host, Look.Strings);
            string[] lines = model.Report is not { } report
                ? []
                : [.. NetworkReportLines.Of(report, Look.Strings.Host.Peers).SelectMany(line => Wrap(line, width))];
            if (phones.Length > 0)
            {
                lines = [.. Wrap(phones, width), "", .. lines];
            }

            _first = Math.Clamp(_first, 0, Math.Max(0, lines.Length - height));
            for (int y = 0; y < height && _first + y < lines.Length; y++)
            {
                Put(0, y, lines[_first + y], Tone.Normal);
            }
        }

        /// <summary>A line that is too long is broken, and what follows stands as far in as it does.</summary>
        private static IEnumerable<string> Wrap(string line, int width)
        {
            string indent = new(' ', line.Length - line.TrimStart().Length);
            return TextFit.Columns(line) <= width ? [line] : TextFit.Wrap(line.Trim(), width - indent.Length).Select(part => indent + part);
        }

        protected override bool OnKeyDown(Key key)
        {
            int rows = key.KeyCode switch
            {
                KeyCode.CursorDown => 1,
                KeyCode.CursorUp => -1,
                KeyCode.PageDown => 8,
                KeyCode.PageUp => -8,
                _ => 0,
            };
            if (rows == 0)
            {
                return base.OnKeyDown(key);
            }

            _first += rows;
            SetNeedsDraw();
            return true;
        }
    }
}
