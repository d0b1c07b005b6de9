using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>What happens, for who sees no table.</content>
internal sealed partial class RollCallScreen
{
    private RollCallPhase? _toldPhase;
    private string? _toldCode;
    private int? _told;

    /// <inheritdoc/>
    public override IEnumerable<string> News()
    {
        List<string> news = [];
        if (Model.HasList || Model.Phase != RollCallPhase.Open)
        {
            if (_toldPhase != Model.Phase)
            {
                _toldPhase = Model.Phase;
                news.Add($"{Strings.ClassTitle(Model.Class.ToString())}: {RollCallWords.NameOf(Model.Phase, Strings)}");
            }
        }

        if (Model.HasList)
        {
            // Who had come before this program began stands in the table.
            int told = _told ?? Model.Sheet.Record.Count;
            _told = Model.Sheet.Record.Count;
            news.AddRange(Model.Sheet.Record.Skip(told).Select(Told).Where(static line => line.Length > 0));
        }

        if (IsBoard && Model.Code?.Digits is { } digits && digits != _toldCode)
        {
            _toldCode = digits;
            news.Add($"{Strings.Answers.CodeLabel}: {digits}");
        }

        return news;
    }

    /// <summary>An entry of the record in words; empty where the line of state says it.</summary>
    private string Told(RecordEntry entry)
    {
        string who = $"{ScreenStrings.Clock(entry.At)} {entry.Student} {Model.Sheet.Roster.NameOf(entry.Student)}".TrimEnd();
        string stand = RollCallWords.Tab(Model);
        return entry.Mark switch
        {
            Mark.Present => $"{who}; {stand}",
            Mark.Marked => $"{who}; {Strings.ByTeacher}; {stand}",
            Mark.Removed => $"{who}; {Strings.RemovedMark}; {entry.Reason}; {stand}",
            Mark.Flagged => DoubtWords.WithNames(Model.Sheet, entry.Student, Strings, Viewport.Width),
            _ => "",
        };
    }
}
