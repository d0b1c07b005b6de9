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
        new("WATCH", 2, int.MaxValue, Watch),
        new("CLOSE", 2, int.MaxValue, Close),
        new("RECEIVED", 2, 2, Received),
        new("MARK", 4, 5, Mark),
        new("CHECK", 4, 4, Check),
        new("EXTEND", 3, 3, Extend),
        new("ROLLS", 0, 0, static call => call.Batch.Ask(new RollRequest(ClassNumber.Refused, RollsCommand.Instance))),
    ];

    /// <summary>What a watcher of a roll call may hold, in bytes, until its connection ends.</summary>
    private const int WatchSize = 256;

    private static void Present(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number) || !TryStudent(call, 2, out StudentId student))
        {
            return;
        }

        if (call.Count == 2)
        {
            call.Batch.Ask(new RollRequest(number, student));
            return;
        }

        CodeDigits? code = null;
        DeviceNumber? device = null;
        byte[]? token = null;
        bool isConfirmed = false, wantsReceipt = false;
        OptionReader options = new(call, 3);
        while (options.Next())
        {
            _ = options.Take(Options.Code, ref code) || options.Take(Options.Device, ref device)
                || options.Take(Options.OwnToken, ref token) || options.TakeFlag(Options.Confirm, ref isConfirmed)
                || options.TakeFlag(Options.Receipt, ref wantsReceipt);
        }

        if (!options.Failed)
        {
            PresentCommand present =
                new(new PresenceProof(code, device, isConfirmed), token is null ? null : TokenHash.Of(token), wantsReceipt);
            call.Batch.Ask(new RollRequest(number, student, present));
        }
    }

    private static void Open(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number))
        {
            return;
        }

        byte[]? token = null;
        int seconds = 0, period = 0;
        DeviceRule? device = null;
        NetworkRule? from = null;
        ListedRule? listed = null;
        OptionReader options = new(call, 2);
        while (options.Next())
        {
            _ = options.Take(Options.Token, ref token) || options.Take(Options.For, ref seconds)
                || options.Take(Options.CodePeriod, ref period) || options.Take(Options.DeviceRule, ref device)
                || options.Take(Options.From, ref from) || options.Take(Options.Listed, ref listed);
        }

        if (options.Failed)
        {
            return;
        }

        token ??= call.Session.NewToken();
        RollRules rules = new(seconds == 0 ? null : TimeSpan.FromSeconds(seconds))
        {
            Code = period == 0 ? null : new CodeRule(TimeSpan.FromSeconds(period), call.Session.NewSecret()),
            Device = device,
            From = from,
            Listed = listed,
        };
        rules = rules == RollRules.None ? RollRules.None : rules; // Of the most there is one for all.
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

    private static void Check(CommandCall call)
    {
        if (!TryClass(call, out ClassNumber number))
        {
            return;
        }

        // The word comes first: a student's number may be HEADS.
        bool isHere = call.Is(4, "HERE"u8);
        if (isHere || call.Is(4, "MISSING"u8))
        {
            if (TryStudent(call, 3, out StudentId student))
            {
                call.Batch.Ask(new RollRequest(number, student, new CheckCommand(TokenHash.Of(call[2]), isHere)));
            }
        }
        else if (!call.Is(3, "HEADS"u8))
        {
            call.Error($"ERR syntax error: {RespWriter.Quote(call[4])} where HERE or MISSING is expected");
        }
        else if (HeadsCommand.TryParse(call[4], out int heads))
        {
            call.Batch.Ask(new RollRequest(number, new HeadsCommand(TokenHash.Of(call[2]), heads)));
        }
        else
        {
            call.Error($"ERR HEADS takes a number from 0 to {HeadsCommand.Most}, not {RespWriter.Quote(call[4])}");
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

    /// <summary>A token has 32 digits: what stands in its place here can be none.</summary>
    private static void Close(CommandCall call)
    {
        Func<TokenHash, bool, RollCommand> make = call.Is(2, "ADMIN"u8)
            ? static (_, log) => new CloseAnyCommand(log)
            : static (token, log) => new CloseCommand(token, log);
        WithLog(call, make);
    }

    private static void Watch(CommandCall call)
    {
        if (call.Session.TryKeep(WatchSize))
        {
            WithLog(call, static (token, log) => new ListCommand(token, log, watching: true));
        }
        else
        {
            call.Error(CommandCall.OutOfMemory);
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

    /// <summary>Reads the class, the first argument; answers what is wrong with it otherwise.</summary>
    internal static bool TryClass(CommandCall call, out ClassNumber number)
    {
        bool isClass = ClassNumber.TryParse(call[1], out number);
        if (!isClass)
        {
            call.Error($"BADCLASS {RespWriter.Quote(call[1])} is not a class number: expected 1 to {ClassNumber.MaxValue}");
        }

        return isClass;
    }

    /// <summary>Reads a student's number; answers what is wrong with it otherwise.</summary>
    internal static bool TryStudent(CommandCall call, int index, out StudentId student)
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
