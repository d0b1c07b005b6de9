using System.Globalization;
using Chamada.Core.Unicode;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Plain;

/// <summary>Questions as lines, answered by lines.</summary>
/// <param name="look">The language.</param>
/// <param name="read">The next line that is typed; null when no more will come.</param>
/// <param name="write">Writes a line.</param>
internal sealed class LineConversation(Look look, Func<string?> read, Action<string> write) : IConversation
{
    private const string GivingUp = ".", Emptying = "..";

    /// <summary>How many lines have been said so far.</summary>
    public int Told { get; private set; }

    private LineText Words => look.Strings.Plain;

    /// <inheritdoc/>
    public bool Confirm(string title, string text, string no, string yes)
    {
        Tell([title, text, $"1. {no}", $"2. {yes}"]);
        while (read() is { } line)
        {
            switch (line.Trim())
            {
                case "2":
                    return true;
                case "" or "1":
                    return false;
                default:
                    Tell([Words.NoChoice(line.Trim())]);
                    break;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public string? Ask(InputQuestion question)
    {
        bool hasInitial = question.Initial.Length > 0, canBeEmpty = question.Fault("") is null;
        Tell(
        [
            question.Title, question.Text, question.Label,
            hasInitial ? Words.EnterKeeps(question.Initial) : canBeEmpty ? Words.EnterIsEmpty : Words.EnterGivesUp,
            hasInitial && canBeEmpty ? Words.DotsEmpty : "",
        ]);
        while (read() is { } line)
        {
            bool empties = canBeEmpty && line.Trim() == Emptying;
            string typed = empties ? "" : line.Length == 0 ? question.Initial : question.KeepsSpaces ? line : line.Trim();
            if (line.Trim() == GivingUp || (typed.Length == 0 && !canBeEmpty))
            {
                break;
            }

            string? fault = WrongText(typed, question.MaxLength) ?? question.Fault(typed);
            if (fault is null)
            {
                Tell([question.Comment(typed)]);
                return typed;
            }

            Tell(["! " + fault]);
        }

        Tell([Words.GivenUp]);
        return null;
    }

    /// <inheritdoc/>
    public int Choose(string title, IReadOnlyList<string> choices)
    {
        Tell([title, .. choices.Select(static (choice, i) => Numbered(i + 1, choice)), Words.WhichLine(choices.Count)]);
        while (read() is { } line && line.Trim() is { Length: > 0 } typed)
        {
            if (Number(typed, choices.Count) is { } number)
            {
                return number - 1;
            }

            Tell([Words.NoChoice(typed)]);
        }

        Tell([Words.GivenUp]);
        return -1;
    }

    /// <summary>Asks what a field is to hold; null where that is nothing that it can.</summary>
    public string? AskField(string label, int room)
    {
        Tell([Words.TypeInto(label)]);
        if (read() is not { } typed)
        {
            return null;
        }

        if (WrongText(typed, room) is { } wrong)
        {
            Tell(["! " + wrong]);
            return null;
        }

        return typed;
    }

    /// <inheritdoc/>
    public void Tell(IEnumerable<string> lines)
    {
        foreach (string line in lines.SelectMany(static text => text.ReplaceLineEndings("\n").Split('\n')))
        {
            if (PlainText.Of(line) is { Length: > 0 } text)
            {
                Told++;
                write(text);
            }
        }
    }

    /// <summary>A choice with its number.</summary>
    public static string Numbered(int number, string text) => string.Create(CultureInfo.InvariantCulture, $"{number}. {text}");

    /// <summary>A number from 1 to the most; null for anything else.</summary>
    public static int? Number(string typed, int most) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : null;

    private string? WrongText(string typed, int room) =>
        typed.Contains('\uFFFD', StringComparison.Ordinal) || HiddenCharacters.Has(typed) ? look.Strings.PasteDamaged
        : typed.Length > room ? look.Strings.FieldIsFull(room)
        : null;
}
