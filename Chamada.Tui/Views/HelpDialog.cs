using Chamada.Tui.Keys;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Views;

/// <summary>F1: what the keys of a screen do, from the key table.</summary>
internal static class HelpDialog
{
    private const int Columns = 66;

    /// <summary>Shows it until a key closes it.</summary>
    public static void Show(IApplication app, Look look, KeyScope scope)
    {
        KeyRow[] rows = [.. KeyTable.For(scope)];
        using Dialog dialog = new() { Title = look.Strings.HelpTitle, BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        dialog.Add(new HelpText(look, rows) { Width = Columns, Height = rows.Length });
        dialog.AddButton(new Button { Text = look.Strings.CloseButton, ShadowStyle = ShadowStyles.None });
        app.Run(dialog);
    }

    private sealed class HelpText(Look look, KeyRow[] rows) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            for (int y = 0; y < rows.Length; y++)
            {
                string names = string.Join(" ", rows[y].Keys.Select((key, i) => i == 0 ? rows[y].Name : key.ToString()));
                Put(1, y, TextFit.Pad(names, 14), Tone.Strong);
                Put(16, y, rows[y].Words(Look.Strings).Help, Tone.Normal);
            }
        }
    }
}
