using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.History;

/// <summary>What is settled for a class: a line each, changed with Enter.</summary>
internal sealed class SettingsScreen : Screen
{
    private const int GroundsRoom = 1000;

    private readonly SettingsModel _model;
    private readonly Grid _grid;

    /// <summary>Makes the screen.</summary>
    public SettingsScreen(Look look, SettingsModel model, INavigator navigator)
        : base(look)
    {
        _model = model;
        Words heading =
            new(look, () => Strings.TermScreen.SettingsTitle(model.Class.ToString())) { X = 2, Y = 1, Width = Dim.Fill(), Height = 1 };
        _grid = new Grid(look, new Lines(look, model)) { Y = 3, Width = Dim.Fill(), Height = Dim.Fill(), AlwaysSelects = true };
        _grid.RowChosen += Change;
        model.Changed += _grid.Reload;
        Add(heading, _grid);
        Actions =
        [
            new(static s => s.TermScreen.ChangeSettingKey, () => Change(_grid.SelectedRow), Key.Enter) { IsExplanation = true },
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
        ];
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Settings;

    /// <inheritdoc/>
    public override void Reload()
    {
        // What is shown here changes only when it has been changed.
    }

    /// <inheritdoc/>
    public override StateText? State() => _model.FolderError is { } error
        ? LinkWords.Folder(error, Strings, Math.Max(20, Viewport.Width - 44))
        : null;

    /// <inheritdoc/>
    public override void FocusFirst() => _grid.SetFocus();

    private void Change(int row)
    {
        TermScreenText words = Strings.TermScreen;
        switch (row)
        {
            case 0:
                Ask(row, Roster.MaxNameLength, _model.Settings.Name, static _ => null, static (settings, text) => settings with
                {
                    Name = Roster.Tidy(text),
                });
                break;
            case 1:
                AskNumber(row, 1, ClassSettings.MaxLessons, canBeEmpty: false, static (settings, number) => settings with
                {
                    Lessons = (int)decimal.Truncate(number!.Value),
                });
                break;
            case 2:
                AskNumber(row, 0, ClassSettings.MaxPlanned, canBeEmpty: true, static (settings, number) => settings with
                {
                    PlannedLessons = (int?)number,
                });
                break;
            case 3:
                AskNumber(row, 0, 100, canBeEmpty: false, static (settings, number) => settings with { Minimum = number!.Value });
                break;
            case 4:
                Ask(row, 12, Lines.TextOf(_model.Settings, row, words),
                    text => IsOne(text, words.Held) || IsOne(text, words.PlannedWord) ? null : words.BadBase,
                    (settings, text) => settings with { Base = IsOne(text, words.Held) ? MinimumBase.Held : MinimumBase.Planned });
                break;
            case 5:
                AskNumber(row, 0, ClassSettings.MaxLateAfterMinutes, canBeEmpty: true, static (settings, number) => settings with
                {
                    LateAfter = number is null or 0 ? null : TimeSpan.FromMinutes((double)number),
                });
                break;
            case 6:
                Ask(row, GroundsRoom, string.Join("; ", _model.Settings.Grounds), static _ => null, static (settings, text) => settings with
                {
                    Grounds = [.. text.Split(';').Select(Roster.Tidy).Where(static ground => ground.Length > 0)],
                });
                break;
            case 7:
                Ask(row, 12, _model.Settings.ShowsPatterns ? words.No : words.Yes,
                    text => IsOne(text, words.Yes) || IsOne(text, words.No) ? null : words.BadYesNo,
                    (settings, text) => settings with { ShowsPatterns = IsOne(text, words.Yes) });
                break;
        }

        static bool IsOne(string text, string word) => text.Length > 0 && word.StartsWith(text, StringComparison.OrdinalIgnoreCase);
    }

    private void AskNumber(int row, int from, int to, bool canBeEmpty, Func<ClassSettings, decimal?, ClassSettings> edit) => Ask(
        row, 6, "", text => (canBeEmpty && text.Length == 0) || (Number(text) is { } number && number >= from && number <= to)
            ? null
            : Strings.TermScreen.BadNumber(from, to),
        (settings, text) => edit(settings, Number(text)));

    /// <summary>A number with a point or a comma; null for anything else.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : null;

    private void Ask(int row, int room, string initial, Func<string, string?> fault, Func<ClassSettings, string, ClassSettings> edit)
    {
        string? answer = new InputQuestion
        {
            Title = Strings.TermScreen.SettingsTitle(_model.Class.ToString()),
            Label = row == 6 ? Strings.TermScreen.GroundsLabel : Lines.TitleOf(row, Strings.TermScreen) + ":",
            Initial = initial,
            Yes = Strings.TermScreen.GoOn,
            MaxLength = room,
            Fault = fault,
        }.Ask(App!, Look);
        if (answer is not null)
        {
            _model.Change(settings => edit(settings, answer));
        }
    }

    private sealed class Lines(Look look, SettingsModel model) : IGridSource
    {
        public IReadOnlyList<GridColumn> Columns => [new("", 32), new("", 0)];

        public int RowCount => 8;

        public (int Column, bool Descending)? SortedBy => null;

        public static string TitleOf(int row, TermScreenText words) => row switch
        {
            0 => words.NameSetting,
            1 => words.LessonsSetting,
            2 => words.PlannedSetting,
            3 => words.MinimumSetting,
            4 => words.BaseSetting,
            5 => words.LateSetting,
            6 => words.GroundsSetting,
            _ => words.PatternsSetting,
        };

        public static string TextOf(ClassSettings settings, int row, TermScreenText words) => row switch
        {
            0 => settings.Name.Length == 0 ? "—" : settings.Name,
            1 => settings.Lessons.ToString(CultureInfo.InvariantCulture),
            2 => settings.PlannedLessons?.ToString(CultureInfo.InvariantCulture) ?? words.Unknown,
            3 => settings.Minimum.ToString("0.####", CultureInfo.InvariantCulture),
            4 => settings.Base == MinimumBase.Planned ? words.PlannedWord : words.Held,
            5 => settings.LateAfter is { } late
                ? words.MinutesOf(late.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture))
                : words.Never,
            6 => settings.Grounds.Count == 0 ? "—" : string.Join("; ", settings.Grounds),
            _ => settings.ShowsPatterns ? words.Yes : words.No,
        };

        public string TextOf(int row, int column) => column == 0
            ? TitleOf(row, look.Strings.TermScreen)
            : TextOf(model.Settings, row, look.Strings.TermScreen);

        public Tone ToneOf(int row, int column) => column == 0 ? Tone.Dim : Tone.Normal;

        public object KeyOf(int row) => row;

        public int RowOf(object key) => (int)key;
    }
}
