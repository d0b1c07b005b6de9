using Chamada.Core.Rolls;
using Chamada.Core.Wire.Text;

namespace Chamada.Core.Commands;

/// <summary>The two requests of the text protocol.</summary>
public static class TextCommands
{
    /// <summary>Asks the roll book, or answers that the input makes no sense: exactly one of the two.</summary>
    public static void Execute(TextFrame frame, RequestBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        switch (frame.Role)
        {
            case TextRole.Teacher:
                Teacher(frame.Input, batch);
                break;
            case TextRole.Student:
                Student(frame.Input, batch);
                break;
            default:
                batch.Reply(TextPhrases.NoRole(frame.Input));
                break;
        }
    }

    private static void Teacher(ReadOnlySpan<byte> input, RequestBatch batch)
    {
        if (ClassNumber.TryParse(input, out ClassNumber number))
        {
            batch.Ask(new RollRequest(RollVerb.OpenOrClose, number));
        }
        else
        {
            batch.Reply(TextPhrases.BadClass(input));
        }
    }

    private static void Student(ReadOnlySpan<byte> input, RequestBatch batch)
    {
        int slash = input.IndexOf((byte)'/');
        if (slash < 0)
        {
            batch.Reply(TextPhrases.BadInput(input));
        }
        else if (!StudentId.TryParse(input[..slash], out StudentId student))
        {
            batch.Reply(TextPhrases.BadStudent(input[..slash]));
        }
        else if (!ClassNumber.TryParse(input[(slash + 1)..], out ClassNumber number))
        {
            batch.Reply(TextPhrases.BadClass(input[(slash + 1)..]));
        }
        else
        {
            batch.Ask(new RollRequest(RollVerb.Present, number, student));
        }
    }
}
