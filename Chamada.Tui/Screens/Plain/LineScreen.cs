using System.Drawing;
using System.Text.RegularExpressions;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace Chamada.Tui.Screens.Plain;

/// <summary>
/// A program's screens as lines: what they show, what has changed of it, and what can be done as numbered choices. It is made from the
/// screens themselves and their rows, so whatever can be done there can be done here.
/// </summary>
internal sealed partial class LineScreen(ProgramWindow window, Look look, LineConversation conversation, TimeProvider clock)
{
    /// <summary>How many lines of a table are read by themselves.</summary>
    private const int MostLines = 15;

    /// <summary>What comes of an answer may have to go to a disk or a server first: for so long it is still told as that.</summary>
    private static readonly TimeSpan Coming = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is cut off at the edge of a screen that is not there.</summary>
    private static readonly Size Room = new(240, 80);

    private Screen? _shown;
    private HashSet<string> _known = [], _seen = [];
    private HashSet<Canvas> _empty = [];
    private HashSet<int> _offered = [];
    private long? _answeredAt;
    private string _state = "";
    private string _numbers = "";
    private Choice[] _choices = [];

    private sealed record Choice(string Text, string Kind, Func<string?> WhyNot, Action Do);

    /// <summary>Reads everything: what the screen is, what it shows, and what can be done.</summary>
    public void TellAll()
    {
        Lay();
        _shown = window.Current;
        List<string> lines = [window.Heading];
        _empty = [];
        foreach (Canvas canvas in Visible<Canvas>())
        {
            lines.AddRange(LinesOf(canvas));
            NoteEmpty(canvas);
        }

        _known = [.. lines.Select(Still)];
        _seen = [.. lines.Select(Timeless)];
        conversation.Tell(lines);
        TellNewsAndState(isAnswer: true);
        TellChoices();
    }

    /// <summary>Does what a line asks for, and says what has come of it.</summary>
    public void Take(string line)
    {
        string typed = line.Trim();
        if (typed.Length == 0)
        {
            TellAll();
            return;
        }

        Lay();
        if (Meant(typed) is not { } choice)
        {
            conversation.Tell([look.Strings.Plain.NoChoice(typed)]);
            return;
        }

        // Of what is there before, nothing is said again.
        string[] before = [.. Visible<Canvas>().SelectMany(LinesOf)];
        _known = [.. before.Select(Still)];
        _seen = [.. before.Select(Timeless)];
        _state = "";
        int told = conversation.Told;
        string done = choice.Text;
        choice.Do();
        if (!window.IsLeft)
        {
            TellChanges(isAnswer: true);
        }

        if (conversation.Told == told)
        {
            conversation.Tell([look.Strings.Plain.Done(done)]);
        }

        _answeredAt = clock.GetTimestamp();
    }

    /// <summary>Says what has come in.</summary>
    public void TellNews() => TellChanges(isAnswer: false);

    /// <summary>The choice whose number was typed as it was read out last, also where others have come before it since.</summary>
    private Choice? Meant(string typed)
    {
        string[] told = _numbers.Split('\n');
        if (LineConversation.Number(typed, told.Length) is not { } number)
        {
            return null;
        }

        string kind = told[number - 1];
        Choice[] now = Choices();
        return number <= now.Length && now[number - 1].Kind == kind ? now[number - 1] : now.FirstOrDefault(choice => choice.Kind == kind);
    }

    private void TellChanges(bool isAnswer)
    {
        if (window.Current != _shown)
        {
            TellAll();
            return;
        }

        Lay();
        string[] news = [.. window.News()];

        // What others do is news of its own; what is counted and drawn besides changes all the time. But a table that had nothing to read
        // yet, since it was still being read from disk, is read as a whole when it has.
        Canvas[] canvases = [.. Visible<Canvas>()];
        Canvas[] filled = [.. canvases.Where(canvas => NoteEmpty(canvas) && news.Length == 0)];
        bool isComing = _answeredAt is { } at && clock.GetElapsedTime(at) < Coming, tellsAll = isAnswer || (isComing && news.Length == 0);
        foreach (Canvas canvas in canvases.Where(canvas => isAnswer || isComing || canvas is Words || filled.Contains(canvas)))
        {
            conversation.Tell(LinesOf(canvas)
                .Select(line => (Text: line, IsKnown: !_known.Add(Still(line)), IsSeen: !_seen.Add(Timeless(line))))
                .Where(line => filled.Contains(canvas) || (!line.IsKnown && canvas is Words)
                    || (tellsAll && !(line.IsKnown && line.IsSeen)))
                .Select(static line => line.Text).ToArray());
        }

        TellNewsAndState(isAnswer, news);
        _choices = Choices();
        if (Numbers(_choices) != _numbers)
        {
            TellChoices();
        }
        else
        {
            conversation.Tell(Possible().Where(one => _offered.Add(one.Number)).Select(static one => one.Line).ToArray());
        }
    }

    /// <summary>What can be done now, each with its number.</summary>
    private IEnumerable<(int Number, string Line)> Possible() => _choices
        .Select(static (choice, i) => (choice, Number: i + 1)).Where(static one => one.choice.WhyNot() is null)
        .Select(static one => (one.Number, LineConversation.Numbered(one.Number, one.choice.Text)));

    /// <summary>Notes whether a canvas has a list without a line. Answers whether it had none and has some now.</summary>
    private bool NoteEmpty(Canvas canvas)
    {
        bool isEmpty = canvas.Choices.Any(static list => list.Count == 0);
        if (isEmpty)
        {
            _empty.Add(canvas);
        }

        return !isEmpty && _empty.Remove(canvas);
    }

    private void TellNewsAndState(bool isAnswer, string[]? heard = null)
    {
        string[] news = heard ?? [.. window.News()];
        conversation.Tell(news);
        string state = window.StateNow?.Text ?? "";
        if ((isAnswer ? state != _state : Still(state) != Still(_state)) && !news.Contains(state))
        {
            conversation.Tell([state]);
        }

        _state = state;
    }

    private void TellChoices()
    {
        _choices = Choices();
        _numbers = Numbers(_choices);
        _offered = [.. Possible().Select(static one => one.Number)];
        conversation.Tell([.. Possible().Select(static one => one.Line), look.Strings.Plain.HowToChoose]);
    }

    /// <summary>Fields, tables, and what can be done. What cannot be done now keeps its number, so that numbers stay.</summary>
    private Choice[] Choices() =>
    [
        .. Visible<InputField>().Select(FieldChoice),
        .. Visible<Canvas>().SelectMany(canvas => canvas.Choices.SelectMany(choice => LineChoices(canvas, choice))),
        .. window.Rows.Where(static row => !row.IsHidden).Select(row =>
            new Choice(row.Words(look.Strings).Help, row.Words(look.Strings).Label, row.WhyNot, () => window.Choose(row))),
    ];

    private Choice FieldChoice(InputField field) => new(
        look.Strings.Plain.Field(field.Label(), field.Text), field.Label(), static () => null, () =>
        {
            if (conversation.AskField(field.Label(), field.Room) is { } typed)
            {
                field.SetFocus();
                field.Text = typed;
                conversation.Tell([look.Strings.Plain.Field(field.Label(), typed)]);
            }
        });

    private IEnumerable<Choice> LineChoices(Canvas canvas, LineChoice list)
    {
        LineText words = look.Strings.Plain;
        string? Empty() => list.Count == 0 ? list.Head : null;
        string chosen = list.Chosen >= 0 && list.Chosen < list.Count ? list.LineOf(list.Chosen) : "";
        yield return new Choice(words.Lines(list.Title, list.Count, chosen), list.Title, Empty, () =>
        {
            if (Empty() is { } empty)
            {
                conversation.Tell([empty]);
                return;
            }

            int place = conversation.Choose(list.Head, [.. Enumerable.Range(0, list.Count).Select(list.LineOf)]);
            if (place >= 0)
            {
                canvas.SetFocus();
                list.Choose(place);
                conversation.Tell([list.LineOf(place)]);
            }
        });
        if (list.Enter is { } enter)
        {
            yield return new Choice(words.EnterOnLine, words.EnterOnLine, () => chosen.Length == 0 ? list.Head : null, () =>
            {
                if (chosen.Length > 0)
                {
                    enter();
                }
                else
                {
                    conversation.Tell([list.Head]);
                }
            });
        }
    }

    private IEnumerable<string> LinesOf(Canvas canvas)
    {
        LineChoice[] lists = [.. canvas.Choices];
        if (lists.Length == 0)
        {
            return canvas.Read();
        }

        LineChoice list = lists[0];
        return
        [
            list.Head,
            .. Enumerable.Range(0, Math.Min(MostLines, list.Count)).Select(list.LineOf),
            .. list.Count > MostLines ? (string[])[look.Strings.Plain.More(list.Count - MostLines)] : [],
        ];
    }

    /// <summary>What is to be seen of a kind on the screen, from top to bottom.</summary>
    private IEnumerable<T> Visible<T>()
        where T : View
    {
        List<(Point At, T View)> found = [];
        if (window.Current is { } screen)
        {
            Find(screen, Point.Empty, found);
        }

        return found.OrderBy(static one => one.At.Y).ThenBy(static one => one.At.X).Select(static one => one.View);
    }

    private static void Find<T>(View view, Point origin, List<(Point At, T View)> found)
        where T : View
    {
        foreach (View inner in view.SubViews.Where(static inner => inner.Visible))
        {
            Point at = new(origin.X + inner.Frame.X, origin.Y + inner.Frame.Y);
            if (inner is T wanted)
            {
                found.Add((at, wanted));
            }

            Find(inner, at, found);
        }
    }

    private void Lay() => window.Layout(Room);

    private static string Numbers(IEnumerable<Choice> choices) => string.Join('\n', choices.Select(static choice => choice.Kind));

    /// <summary>A text without the times in it, which pass whatever is done.</summary>
    private static string Timeless(string text) => Times().Replace(text, ":");

    [GeneratedRegex("[0-9]+(:[0-9]+)+|[0-9]+ s\\b")]
    private static partial Regex Times();

    /// <summary>A text without its numbers: clocks alone are no news.</summary>
    private static string Still(string text) => string.Concat(text.Where(static c => !char.IsAsciiDigit(c)));
}
