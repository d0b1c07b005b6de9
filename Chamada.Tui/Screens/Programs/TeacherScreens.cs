using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Exports;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Checks;
using Chamada.Tui.Screens.Exports;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.History;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Screens.Rosters;
using Chamada.Tui.Screens.Walls;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Programs;

/// <summary>The teacher's inner screens: makes each one with what it needs.</summary>
internal sealed class TeacherScreens(Look look, TeacherModel teacher, INavigator navigator, ModelThread thread, TimeProvider clock,
    Action<string> copy)
{
    /// <summary>How this machine stands in the network.</summary>
    public void ShowNetwork(HostStatus host) =>
        navigator.Push(new NetworkScreen(look, new NetworkCheckModel(host.Check, thread), host, navigator));

    /// <summary>The list of a class.</summary>
    public void ShowRoster(ClassNumber number) => navigator.Push(
        new RosterScreen(look, new RosterModel(number, teacher, thread, clock), navigator)
        {
            ShowImport = ShowImport,
            ShowExport = ShowExport
        });

    /// <summary>All names of a roll call at a glance.</summary>
    public void ShowWall(RollCallModel roll) =>
        navigator.Push(new WallScreen(look, new WallModel(roll), teacher.Link, navigator) { ShowCall = ShowCall });

    /// <summary>Those that are missing, one after the other.</summary>
    public void ShowCall(RollCallModel roll) => navigator.Push(new CallScreen(look, new CallModel(roll), teacher.Link, navigator));

    /// <summary>Students to look for, one after the other.</summary>
    public void ShowSpotCheck(RollCallModel roll, int count, bool withFlagged) => navigator.Push(
        new SpotCheckScreen(look, new SpotCheckModel(roll, count, withFlagged, RandomNumberGenerator.GetInt32, clock), teacher.Link,
            navigator));

    /// <summary>Reading that list from a file.</summary>
    public void ShowImport(RosterModel model) => navigator.Push(new ImportScreen(look, model, navigator));

    /// <summary>The past roll calls of a class.</summary>
    public void ShowHistory(ClassNumber number) => navigator.Push(
        new HistoryScreen(look, new HistoryModel(number, teacher, thread), navigator)
        {
            ShowSaved = ShowSaved,
            ShowTerm = ShowTerm,
            ShowSettings = ShowSettings,
        });

    /// <summary>A class's whole term.</summary>
    public void ShowTerm(ClassNumber number)
    {
        CorrectionFolder corrections = new(Path.Combine(teacher.Folder.Path, "rolls"), clock, Environment.UserName);
        TermModel model = new(number, teacher.Folder, corrections, thread);
        navigator.Push(new TermScreen(look, model, navigator)
        {
            ShowExport = ShowExport,
            ShowPlot = ShowPlot,
            ShowPatterns = ShowPatterns,
        });
    }

    /// <summary>What is settled for a class.</summary>
    public void ShowSettings(ClassNumber number) =>
        navigator.Push(new SettingsScreen(look, new SettingsModel(number, teacher.Folder, thread), navigator));

    /// <summary>How many came to each meeting of a term.</summary>
    public void ShowPlot(TermModel model) => navigator.Push(new PlotScreen(look, model, navigator));

    /// <summary>Patterns that are worth a question.</summary>
    public void ShowPatterns(TermModel model) => navigator.Push(new PatternScreen(look, model, navigator));

    /// <summary>Writing a term, or some time of it, to a file.</summary>
    public void ShowExport(TermModel model)
    {
        string name = model.Whole!.Settings.Name, title = look.Strings.Term.Title(model.Class, name);
        ExportPeriod period = new(model.Whole, model.Term!.Rule);
        ExportChoice[] choices =
        [
            .. TermExports.All.Select(export => ChoiceOf(export, strings => strings.TermScreen.Format(export.Name), isClipboard: false)),
            ChoiceOf(new TermTsvExport(), static strings => strings.TermScreen.Clipboard, isClipboard: true),
        ];
        ExportModel writing = new(choices, $"chamada-{model.Class}", thread) { Period = period };
        navigator.Push(new ExportScreen(look, writing, navigator, () => look.Strings.TermScreen.ExportTitle(title), copy));

        ExportChoice ChoiceOf(TermExport export, Func<ScreenStrings, string> words, bool isClipboard) => new(
            words, export.IsFolder ? $"-{export.Name}" : export.Extension,
            () => export.WriteAsync(new TermReport(model.Class, name, period.Term, clock.GetLocalNow()), look.Strings.Term), isClipboard)
        {
            IsFolder = export.IsFolder,
            Remark = strings => export.IsOfListed && period.Term.Rows.Where(static row => !row.IsListed).ToArray() is { Length: > 0 } left
                ? strings.Term.StrangersLeftOut([.. left.Select(static row => row.Student.ToString())])
                : null,
        };
    }

    /// <summary>One of them.</summary>
    public void ShowSaved(PastRollCall roll, PastList line) =>
        navigator.Push(new SavedListScreen(look, roll, line, navigator, clock) { ShowExport = ShowExport });

    /// <summary>Writing a roll call to a file.</summary>
    public void ShowExport(ShownRollCall roll)
    {
        string stem = $"chamada-{roll.Class}-{(roll.OpenedAt ?? roll.ClosedAt ?? clock.GetLocalNow()):yyyy-MM-dd-HHmm}";
        ExportedList list = new(roll.Class, roll.OpenedAt, roll.ClosedAt, roll.Sheet);
        ExportModel model = new(ExportChoice.For(list, look.Strings.Export), stem, thread);
        navigator.Push(new ExportScreen(look, model, navigator, () => look.Strings.ExportRollTitle(roll.Class.ToString()), copy));
    }

    /// <summary>Writing a class list to a file.</summary>
    public void ShowExport(ClassNumber number)
    {
        ExportChoice csv = new(
            static s => s.Export.CsvFormat, ".csv", () => Encoding.UTF8.GetBytes(RosterCsv.Write(teacher.RosterOf(number))));
        ExportModel model = new([csv], $"turma-{number}", thread);
        navigator.Push(new ExportScreen(look, model, navigator, () => look.Strings.ExportRosterTitle(number.ToString()), copy));
    }
}
