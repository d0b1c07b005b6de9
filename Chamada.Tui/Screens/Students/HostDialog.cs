using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Screens.Students;

/// <summary>Which of several hosts of one class is meant.</summary>
internal static class HostDialog
{
    private const int Columns = 60, Most = 8;

    /// <summary>Asks. Null when none was chosen.</summary>
    public static ClassHost? Ask(IApplication? app, Look look, string number, IReadOnlyList<ClassHost> hosts)
    {
        if (look.Conversation is { } conversation)
        {
            int place = conversation.Choose(
                $"{look.Strings.Host.ChooseTitle(number)}. {look.Strings.Host.ChooseQuestion}",
                [.. hosts.Select(static host => $"{host.Name} {host.Server}")]);
            return place < 0 ? null : hosts[place];
        }

        ClassHost? chosen = null;
        using Dialog dialog =
            new() { Title = look.Strings.Host.ChooseTitle(number), BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        dialog.Add(new Words(look, () => look.Strings.Host.ChooseQuestion) { X = 1, Width = Columns, Height = 1 });
        Button? first = null;
        for (int i = 0; i < Math.Min(hosts.Count, Most); i++)
        {
            ClassHost host = hosts[i];
            Button button =
                new() { Text = TextFit.Cut($"{host.Name}  {host.Server}", Columns - 6), X = 1, Y = i + 2, ShadowStyle = ShadowStyles.None };
            button.Accepting += (_, accepting) =>
            {
                accepting.Handled = true;
                chosen = host;
                app!.RequestStop(dialog);
            };
            dialog.Add(button);
            first ??= button;
        }

        dialog.AddButton(new Button { Text = look.Strings.CancelButton, ShadowStyle = ShadowStyles.None });
        first?.SetFocus();
        app!.Run(dialog);
        return chosen;
    }
}
