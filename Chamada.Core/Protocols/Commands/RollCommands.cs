using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Unicode;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The commands that the product is about. Each asks the roll book one thing.</summary>
internal static class RollCommands
{
    public static readonly Command[] Rows =
    [
        new("PRESENT", 2, int.MaxValue, Present),
        new("OPEN", 1, int.MaxValue, Open),
        new("LIST", 2, int.MaxValue, static call => WithLog(call, static (token, log) => new ListCommand(token, log))),
        new("WATCH", 2, int.MaxValue, static call => WithLog(call, static (token, log) => new ListCommand(token, log, watching: true))),
        new("CLOSE", 2, int.MaxValue, static call => WithLog(call, static (token, log) => new CloseCommand(token, log))),
        new("RECEIVED", 2, 2, Received),
        new("MARK", 4, 5, Mark),
        new("EXTEND", 3, 3, Extend),
        new("ROLLS", 0, 0, static call => call.Batch.Ask(new RollRequest(ClassNumber.Refused, RollsCommand.Instance))),
    ];

    private static void Present(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number) || !TryStudent(call, 2, out StudentId student))
        {
            return;
        }

        if (call.Count > 2)
        {
            OptionReader options = new(call, 3);
            while (options.Next())
            {
                // It takes none.
            }

            return;
        }

        call.Batch.Ask(new RollRequest(number, student));
    }

    private static void Open(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number))
        {
            return;
        }

        byte[]? token = null;
        int seconds = 0;
        OptionReader options = new(call, 2);
        while (options.Next())
        {
            _ = options.Take(Options.Token, ref token) || options.Take(Options.For, ref seconds);
        }

        if (options.Failed)
        {
            return;
        }

        token ??= call.Session.NewToken();
        RollRules rules = seconds == 0 ? RollRules.None : new RollRules(TimeSpan.FromSeconds(seconds));
        call.Batch.Ask(new RollRequest(number, new OpenCommand(TokenHash.Of(token), rules)), token);
    }

    private static void Received(CommandCall call)
    {
        if (TryClass(call, out ClassNumber number))
        {
            call.Batch.Ask(new RollRequest(number, new ReceivedCommand(TokenHash.Of(call[2]))));
        }
    }

    private static void Mark(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number) || !TryStudent(call, 3, out StudentId student))
        {
            return;
        }

        bool isPresent = call.Is(4, "PRESENT"u8);
        string reason = call.Count == 5 ? Encoding.UTF8.GetString(call[5]).Trim() : "";
        if (!isPresent && !call.Is(4, "ABSENT"u8))
        {
            call.Error($"ERR syntax error: {RespWriter.Quote(call[4])} where PRESENT or ABSENT is expected");
        }
        else if (reason.Length > MarkCommand.MaxReasonLength || HiddenCharacters.Has(reason))
        {
            call.Error($"ERR a reason has at most {MarkCommand.MaxReasonLength} characters, none invisible");
        }
        else
        {
            call.Batch.Ask(new RollRequest(number, student, new MarkCommand(
                TokenHash.Of(call[2]), isPresent ? Rolls.Mark.Marked : Rolls.Mark.Removed, reason.Length == 0 ? null : reason)));
        }
    }

    private static void Extend(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number))
        {
            return;
        }

        if (Options.TrySeconds(call[3], out int seconds))
        {
            call.Batch.Ask(new RollRequest(number, new ExtendCommand(TokenHash.Of(call[2]), seconds)));
        }
        else
        {
            call.Error($"ERR EXTEND takes {Options.For.Expected}, not {RespWriter.Quote(call[3])}");
        }
    }

    private static void WithLog(CommandCall call, Func<TokenHash, bool, RollCommand> make)
    {
        if (!TryClass(call, out ClassNumber number))
        {
            return;
        }

        bool withLog = false;
        OptionReader options = new(call, 3);
        while (options.Next())
        {
            _ = options.TakeFlag(Options.Log, ref withLog);
        }

        if (!options.Failed)
        {
            call.Batch.Ask(new RollRequest(number, make(TokenHash.Of(call[2]), withLog)));
        }
    }

    private static bool TryClass(CommandCall call, out ClassNumber number)
    {
        bool isClass = ClassNumber.TryParse(call[1], out number);
        if (!isClass)
        {
            call.Error($"BADCLASS {RespWriter.Quote(call[1])} is not a class number: expected 1 to {ClassNumber.MaxValue}");
        }

        return isClass;
    }

    private static bool TryStudent(CommandCall call, int index, out StudentId student)
    {
        bool isStudent = StudentId.TryParse(call[index], out student);
        if (!isStudent)
        {
            call.Error(
                $"BADSTUDENT {RespWriter.Quote(call[index])} ({Encoding.UTF8.GetCharCount(call[index])} characters) "
                + $"is not a student number: expected 1 to {StudentId.MaxLength} of A-Z a-z 0-9 . _ -");
        }

        return isStudent;
    }
}
