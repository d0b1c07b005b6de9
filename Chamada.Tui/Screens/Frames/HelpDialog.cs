using Chamada.Tui.Resources.Guides;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Frames;

/// <summary>The teacher's guide by topic, opened where the screen belongs, and what the screen's keys do, from its rows.</summary>
internal static class HelpDialog
{
    /// <summary>Columns and rows of the frame and what is around it.</summary>
    private const int FrameColumns = 4, FrameRows = 6, Head = 2;

    private const int Widest = 112, Room = 60, KeyColumns = 14;

    /// <summary>
    /// Shows it until it is closed. What is typed is searched; the arrow keys choose a topic, Page Up and Page Down and the wheel move its
    /// text, Enter goes to the next place. The help's own keys show the keys of the screen, and then close it.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="look">The language and the colours.</param>
    /// <param name="actions">What can be done on the screen.</param>
    /// <param name="topic">What the screen is about.</param>
    /// <returns>A key of the screen's that closed it, to be done now; null for none.</returns>
    public static Key? Show(IApplication app, Look look, IReadOnlyList<ScreenAction> actions, GuideTopic topic)
    {
        ScreenAction help = actions[0];
        HelpModel model = ModelOf(look, actions, topic);
        using Dialog dialog = new() { Title = look.Strings.HelpTitle, BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        int width = Math.Min(Widest, app.Screen.Width - FrameColumns), height = Math.Max(4, app.Screen.Height - FrameRows);
        HelpPane pane = new(look, model) { Width = width, Height = height };
        InputField field = SearchField(look, width);
        field.ValueChanged += (_, _) => Do(() => model.Search(field.Text));
        field.Entered += () => Do(model.NextHit);
        dialog.Add(pane, field); // The last one added is on top.
        dialog.AddButton(new Button { Text = look.Strings.CloseButton, ShadowStyle = ShadowStyles.None });
        field.SetFocus();
        Key? pressed = null;
        app.Keyboard.KeyDown += OnKey;
        try
        {
            app.Run(dialog);
            return pressed;
        }
        finally
        {
            app.Keyboard.KeyDown -= OnKey;
        }

        void Do(Action act)
        {
            act();
            pane.SetNeedsDraw();
        }

        void OnKey(object? sender, Key key)
        {
            if (app.TopRunnableView != dialog || key.Handled)
            {
                return;
            }

            bool isOwn = help.Keys.Contains(key);
            Action? act = key.KeyCode switch
            {
                KeyCode.CursorDown => () => model.Show(model.Selected + 1),
                KeyCode.CursorUp => () => model.Show(model.Selected - 1),
                KeyCode.PageDown => () => model.Scroll(height - Head - 2, height - Head - 1),
                KeyCode.PageUp => () => model.Scroll(2 + Head - height, height - Head - 1),
                _ when isOwn && model.Page is not { IsTight: true } => ShowKeys,
                _ => null,
            };
            if (act is not null)
            {
                key.Handled = true;
                Do(act);
            }
            else if (isOwn || ScreenAction.IsFunction(key) || (key.IsCtrl && actions.Any(row => row.Keys.Contains(key))))
            {
                key.Handled = true;
                pressed = new Key(key);
                app.RequestStop(dialog);
            }
        }

        void ShowKeys()
        {
            field.Text = "";
            model.Search("");
            model.Show(0);
        }
    }

    /// <summary>Reads a page of the guide out, which is chosen among those that have what is searched: what can be done on the screen
    /// stands in numbered lines anyway.</summary>
    /// <param name="look">The language.</param>
    /// <param name="conversation">Who is asked.</param>
    /// <param name="topic">What the screen is about: that page comes first.</param>
    public static void Read(Look look, IConversation conversation, GuideTopic topic)
    {
        GuideSection[] sections = [.. Guide.Of(look.Language).Sections.OrderBy(section => section.Topic != topic)];
        HelpModel model = new([.. sections.Select(static section => new HelpPage(section.Title, section.Blocks))], 0);
        string? searched = conversation.Ask(new InputQuestion
        {
            Title = look.Strings.HelpTitle,
            Text = look.Strings.Plain.EverythingIsSearched,
            Label = look.Strings.HelpSearchLabel,
            Yes = look.Strings.Plain.ChooseLine,
            MaxLength = Room,
            Fault = static _ => null,
        });
        if (searched is null)
        {
            return;
        }

        model.Search(searched);
        if (model.Shown.Count == 0)
        {
            conversation.Tell([look.Strings.NotInHelp]);
            return;
        }

        int place = model.Shown.Count == 1
            ? 0
            : conversation.Choose(look.Strings.HelpTitle, [.. model.Shown.Select(static page => page.Title)]);
        if (place >= 0)
        {
            conversation.Tell(model.Shown[place].Blocks.SelectMany(static block => (string[])[block.Head,
                $"{block.Mark} {block.Text}".Trim()])
                .Where(static line => line.Length > 0).Prepend(model.Shown[place].Title));
        }
    }

    private static InputField SearchField(Look look, int width) => new(look, Room)
    {
        Label = () => look.Strings.HelpSearchLabel,
        X = HelpPane.FieldAt(look),
        Y = 0,
        Width = Math.Min(Room, width - HelpPane.FieldAt(look) - 1),
    };

    /// <summary>The keys, then the guide's sections.</summary>
    internal static HelpModel ModelOf(Look look, IEnumerable<ScreenAction> actions, GuideTopic topic)
    {
        IReadOnlyList<GuideSection> sections = Guide.Of(look.Language).Sections;
        HelpPage keys = new(
            look.Strings.KeysHelpTitle,
            [
                .. actions.Where(static action => !action.IsHidden).Select(row => new GuideBlock(
                    TextFit.Pad(string.Join(" ", row.Keys.Select(KeyNames.Of)), KeyColumns), "", row.Words(look.Strings).Help)),
            ],
            IsTight: true);
        int first = sections.Select(static section => section.Topic).ToList().IndexOf(topic);
        return new HelpModel([keys, .. sections.Select(static section => new HelpPage(section.Title, section.Blocks))], first + 1);
    }
}
