using Chamada.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Frames;

/// <summary>What the keys of a screen do, from its rows.</summary>
internal static class HelpDialog
{
    private const int Columns = 66, Frame = 6;

    /// <summary>Shows it until a key closes it. Where the terminal is too low for all rows the arrow keys and the wheel move
    /// them. Answers the key that closed it where that is none of a dialog's own keys.</summary>
    public static Key? Show(IApplication app, Look look, IEnumerable<ScreenAction> actions)
    {
        ScreenAction[] rows = [.. actions.Where(static action => !action.IsHidden)];
        using Dialog dialog = new() { Title = look.Strings.HelpTitle, BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        int height = Math.Clamp(app.Screen.Height - Frame, 3, rows.Length);
        HelpText text = new(look, rows) { Width = Math.Min(Columns, app.Screen.Width - 2), Height = height };
        dialog.Add(text);
        Button close = new() { Text = look.Strings.CloseButton, ShadowStyle = ShadowStyles.None };
        dialog.AddButton(close);
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

        void OnKey(object? sender, Key key)
        {
            if (app.TopRunnableView != dialog)
            {
                return;
            }

            int lines = key.KeyCode switch
            {
                KeyCode.CursorDown => 1,
                KeyCode.CursorUp => -1,
                KeyCode.PageDown => height - 1,
                KeyCode.PageUp => 1 - height,
                _ => 0,
            };
            if (lines != 0)
            {
                key.Handled |= text.Scroll(lines);
            }
            else if (ScreenAction.IsFunction(key) || key.IsCtrl || key.AsRune.Value > ' ')
            {
                key.Handled = true;
                pressed = new Key(key);
                app.RequestStop(dialog);
            }
        }
    }

    private sealed class HelpText(Look look, ScreenAction[] rows) : Canvas(look)
    {
        private int _top;

        public bool Scroll(int lines)
        {
            _top = Math.Clamp(_top + lines, 0, Math.Max(0, rows.Length - Viewport.Height));
            SetNeedsDraw();
            return true;
        }

        protected override bool OnMouseEvent(Mouse mouse) =>
            mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? Scroll(1) : mouse.Flags.HasFlag(MouseFlags.WheeledUp) && Scroll(-1);

        protected override void Paint(int width, int height)
        {
            for (int y = 0; y < height && _top + y < rows.Length; y++)
            {
                ScreenAction row = rows[_top + y];
                Put(1, y, TextFit.Pad(string.Join(" ", row.Keys.Select(KeyNames.Of)), 14), Tone.Strong);
                Put(16, y, row.Words(Look.Strings).Help, Tone.Normal);
            }

            if (_top > 0)
            {
                PutRight(width, 0, "▲", Tone.Accent);
            }

            if (_top + height < rows.Length)
            {
                PutRight(width, height - 1, "▼", Tone.Accent);
            }
        }
    }
}
