using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tui.Widgets;

/// <summary>A question whose answer is typed.</summary>
internal sealed record InputQuestion
{
    private const int Columns = 54;

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>A line above the field's label; empty for none.</summary>
    public string Text { get; init; } = "";

    /// <summary>What to type.</summary>
    public required string Label { get; init; }

    /// <summary>What the field holds at first; typing replaces it.</summary>
    public string Initial { get; init; } = "";

    /// <summary>The button that goes on.</summary>
    public required string Yes { get; init; }

    /// <summary>How many characters the field takes.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Whether spaces before and behind belong to the answer.</summary>
    public bool KeepsSpaces { get; init; }

    /// <summary>Whether what is typed can still become an answer: otherwise what is wrong is said at once.</summary>
    public Func<string, bool> CanBe { get; init; } = static _ => true;

    /// <summary>Whether Tab after an answer means Enter, as with a scanner.</summary>
    public bool TabEnters { get; init; }

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public required Func<string, string?> Fault { get; init; }

    /// <summary>What is said of a text while it is typed, such as whose number it is.</summary>
    public Func<string, string> Comment { get; init; } = static _ => "";

    /// <summary>Asks until the answer is good; null when it is left with Esc.</summary>
    public string? Ask(IApplication app, Look look)
    {
        if (look.Conversation is { } conversation)
        {
            return conversation.Ask(this);
        }

        string? answer = null;
        string? fault = null;
        using Dialog dialog = new() { Title = Title, BorderStyle = LineStyle.Rounded, ShadowStyle = ShadowStyles.None };
        dialog.SetScheme(look.Theme.Scheme);
        IReadOnlyList<string> text = Text.Length == 0 ? [] : TextFit.Wrap(Text, Columns - 2);
        InputField field = new(look, MaxLength) { Label = () => Label, X = 1, Y = text.Count + 1, Width = Columns - 2 };
        Body body =
            new(look, text, Label, () => fault
                ?? Comment(field.Text), () => fault is not null)
            { Width = Columns, Height = text.Count + 4 };
        field.Text = Initial;
        field.TabEnters = () => TabEnters && field.Text.Length > 0 && Fault(Answer()) is null;
        field.ValueChanged += (_, _) => Say(CanBe(field.Text) ? null : Fault(Answer()));
        field.Refused += Say;
        field.Entered += Accept;
        Button yes = new() { Text = Yes, ShadowStyle = ShadowStyles.None };
        yes.Accepting += (_, accepting) =>
        {
            accepting.Handled = true;
            Accept();
        };
        dialog.Add(body, field); // The last one added is on top.
        dialog.AddButton(new Button { Text = look.Strings.CancelButton, ShadowStyle = ShadowStyles.None });
        dialog.AddButton(yes);
        field.FocusToReplace();
        app.Run(dialog);
        return answer;

        string Answer() => KeepsSpaces ? field.Text : field.Text.Trim();

        void Accept()
        {
            string typed = Answer();
            if (Fault(typed) is { } wrong)
            {
                Say(wrong);
                field.FocusToReplace();
                return;
            }

            answer = typed;
            app.RequestStop(dialog);
        }

        void Say(string? wrong)
        {
            fault = wrong;
            body.SetNeedsDraw();
        }
    }

    private sealed class Body(Look look, IReadOnlyList<string> text, string label, Func<string> comment, Func<bool> isFault) : Canvas(look)
    {
        protected override void Paint(int width, int height)
        {
            for (int y = 0; y < text.Count; y++)
            {
                Put(1, y, text[y], Tone.Strong);
            }

            Put(1, text.Count, label, Tone.Normal);
            string said = comment();
            int line = text.Count + 2;
            foreach (string part in TextFit.Wrap(isFault() ? "! " + said : said, width - 2).Take(2))
            {
                Put(1, line++, part, isFault() ? Tone.Bad : Tone.Dim);
            }
        }
    }
}
