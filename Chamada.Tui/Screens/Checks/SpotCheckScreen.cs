using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Checks;

/// <summary>One student after the other in large letters, to be looked for in the room; in the end what that proves.</summary>
internal sealed class SpotCheckScreen : Screen
{
    private readonly SpotCheckModel _model;
    private readonly ServerLink _link;
    private readonly CalledStudent _called;

    /// <summary>Makes the screen.</summary>
    public SpotCheckScreen(Look look, SpotCheckModel model, ServerLink link, INavigator navigator)
        : base(look)
    {
        _model = model;
        _link = link;
        _called = new CalledStudent(look, model) { Width = Dim.Fill(), Height = Dim.Fill(), CanFocus = true };
        Add(_called);
        Key yes = new('y'), sim = new('s');
        bool isPortuguese = look.Language == Language.Portuguese;
        Actions =
        [
            new(static s => s.BackKey, navigator.Pop, Key.Esc) { Rank = 1 },
            new(static s => s.Checks.HereKey, () => Answer(isHere: true), isPortuguese ? [sim, yes] : [yes, sim]) { WhyNot = WhyNot },
            new(static s => s.Checks.MissingKey, () => Answer(isHere: false), new Key('n')) { WhyNot = WhyNot },
            new(static s => s.Checks.BeforeKey, model.Back, Key.CursorUp, Key.CursorLeft)
            {
                Rank = 1,
                WhyNot = () => WhyNot() ?? (model.CanGoBack ? null : Strings.Checks.NobodyBefore),
            },
        ];
    }

    /// <inheritdoc/>
    public override GuideTopic Topic => GuideTopic.Checks;

    /// <inheritdoc/>
    public override void Reload() => _called.SetNeedsDraw();

    /// <inheritdoc/>
    public override StateText? State() => RollCallWords.Line(_model.Roll, _link, Strings, Viewport.Width);

    /// <inheritdoc/>
    public override void FocusFirst() => _called.SetFocus();

    private string? WhyNot() =>
        RollCallWords.WhyNotOpen(_model.Roll, Strings) ?? (_model.Called is null ? Strings.Checks.EverybodyLookedFor : null);

    /// <summary>Who is missing can be taken off at once; without a reason nobody is.</summary>
    private void Answer(bool isHere)
    {
        if (_model.Answer(isHere) is { } student && !isHere && _model.Roll.Sheet.Find(student) is not null
            && MarkQuestions.AskReason(App!, Look, _model.Roll, student, Strings.Checks.MissingReason) is { } mark)
        {
            _model.Roll.Mark(mark);
        }
    }

    private sealed class CalledStudent(Look look, SpotCheckModel model) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            CheckText words = Look.Strings.Checks;
            Put(1, 0, Look.Strings.ClassTitle(model.Roll.Class.ToString()), Tone.Strong);
            if (model.Result is { AtLeast: { } least } result)
            {
                PaintResult(words.Proves(result.Found.Count, result.Students.Count, least, result.Listed), words, width, height);
                return;
            }

            if (model.Called is not { } called)
            {
                Put(2, 2, words.EverybodyLookedFor, Tone.Strong);
                return;
            }

            PutRight(width - 1, 0, words.Round(model.Place, model.Count, model.IsDrawn), model.IsDrawn ? Tone.Normal : Tone.Warning);
            string known = model.Roll.Sheet.Roster.NameOf(called), name = known.Length > 0 ? known : called.ToString();
            int y = 2;
            foreach (string line in LargeWords.Lines(FoldedText.Of(name), width - 3, height - 7))
            {
                Put(2, y++, line, Tone.Accent);
            }

            // The large letters have no accents.
            Put(2, y + 1, name, Tone.Strong);
            Put(2, y + 2, called.ToString(), Tone.Normal);
            string doubt = DoubtWords.Of(model.Roll.Sheet, called, Look.Strings);
            Put(2, y + 3, doubt.Length > 0 && !model.IsDrawn ? $"! {doubt}" : words.IsHere, Tone.Normal);
        }

        private void PaintResult(string sentence, CheckText words, int width, int height)
        {
            int y = 2;
            foreach (string line in TextFit.Wrap(sentence, width - 4))
            {
                Put(2, y++, line, Tone.Strong);
            }

            y++;
            foreach (string line in TextFit.Wrap(words.WhatItMeans, width - 4))
            {
                if (y < height)
                {
                    Put(2, y++, line, Tone.Normal);
                }
            }
        }
    }
}
