using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Widgets;

/// <summary>A question before something that cannot be taken back.</summary>
internal static class Question
{
    private const int Columns = 54;

    /// <summary>Asks; Esc and the first button mean no. Enter alone means no, too: yes has to be chosen.</summary>
    public static bool Ask(IApplication app, Look look, string title, string text, string no, string yes)
    {
        if (look.Conversation is { } conversation)
        {
            return conversation.Confirm(title, text, no, yes);
        }

        IReadOnlyList<string> lines = TextFit.Wrap(text, Columns - 2);
        using Dialog dialog = new() { Title = title, BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        dialog.Add(new Lines(look, lines) { Width = Columns, Height = lines.Count + 1 });
        bool answer = false;
        Button first = new() { Text = no, ShadowStyle = ShadowStyles.None };
        Button last = new() { Text = yes, ShadowStyle = ShadowStyles.None };
        last.Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            answer = true;
            app.RequestStop(dialog);
        };
        first.Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            app.RequestStop(dialog);
        };
        dialog.AddButton(first);
        dialog.AddButton(last);
        last.IsDefault = false;
        first.IsDefault = true;
        first.SetFocus();
        app.Run(dialog);
        return answer;
    }

    private sealed class Lines(Look look, IReadOnlyList<string> lines) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            for (int y = 0; y < lines.Count; y++)
            {
                Put(1, y, lines[y], Tone.Normal);
            }
        }
    }
}
