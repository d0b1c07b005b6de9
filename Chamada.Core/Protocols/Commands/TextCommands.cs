using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire.Text;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The two requests of the text protocol.</summary>
public static class TextCommands
{
    /// <summary>Asks the roll book, or answers that the input makes no sense: exactly one of the two.</summary>
    /// <param name="frame">What was asked.</param>
    /// <param name="batch">Takes the answer.</param>
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

    /// <summary>By which number what somebody in this role asks is counted.</summary>
    internal static int NumberOf(TextRole role) => role switch
    {
        TextRole.Teacher => CommandNumber.OpenOrClose,
        TextRole.Student => CommandNumber.Present,
        _ => CommandNumber.None,
    };

    private static void Teacher(ReadOnlySpan<byte> input, RequestBatch batch)
    {
        if (!ClassNumber.TryParse(input, out ClassNumber number))
        {
            batch.Reply(TextPhrases.BadClass(input, ClassNumber.MaxValue));
        }
        else
        {
            batch.Ask(new RollRequest(number, OpenOrCloseCommand.Instance));
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
            batch.Reply(TextPhrases.BadClass(input[(slash + 1)..], ClassNumber.MaxValue));
        }
        else
        {
            batch.Ask(new RollRequest(number, student));
        }
    }
}
