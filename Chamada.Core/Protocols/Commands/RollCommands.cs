using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The commands that the product is about. Each asks the roll book one thing.</summary>
internal static class RollCommands
{
    /// <summary>Characters of a token: 128 bits in hexadecimal.</summary>
    public const int TokenLength = 32;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static readonly Command[] Rows =
    [
        new("PRESENT", 2, int.MaxValue, Present),
        new("OPEN", 1, int.MaxValue, Open),
        new("LIST", 2, int.MaxValue, call => WithToken(call, RollVerb.List)),
        new("CLOSE", 2, int.MaxValue, call => WithToken(call, RollVerb.Close)),
        new("RECEIVED", 2, 2, call => WithToken(call, RollVerb.Received)),
        new("WATCH", 2, int.MaxValue, call => WithToken(call, RollVerb.Watch)),
        new("MARK", 4, 5, Mark),
        new("EXTEND", 3, 3, Extend),
        new("ROLLS", 0, 0, call => call.Batch.Ask(new RollRequest(RollVerb.Rolls, default))),
    ];

    private static void Present(CommandCall call)
    {
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
        }
        else if (!StudentId.TryParse(call[2], out StudentId student))
        {
            BadStudent(call, call[2]);
        }
        else if (call.Count > 2)
        {
            UnknownOption(call, 3);
        }
        else
        {
            call.Batch.Ask(new RollRequest(RollVerb.Present, number, student));
        }
    }

    private static void Open(CommandCall call)
    {
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
            return;
        }

        if (!call.Session.Caller.MayOpen)
        {
            call.Error($"DENIED roll calls are opened on this server's own machine only{call.Session.GuestsHint}");
            return;
        }

        byte[]? token = null;
        int seconds = 0;
        for (int i = 2; i <= call.Count; i += 2)
        {
            bool isToken = call.Is(i, "TOKEN"u8);
            if (!isToken && !call.Is(i, "FOR"u8))
            {
                UnknownOption(call, i);
                return;
            }

            if (isToken && i < call.Count && IsToken(call[i + 1]))
            {
                token = call[i + 1].ToArray();
            }
            else if (isToken)
            {
                call.Error($"ERR TOKEN takes {TokenLength} hexadecimal digits");
                return;
            }
            else if (i == call.Count || !IsSeconds(call[i + 1], out seconds))
            {
                call.Error($"ERR FOR takes a number of seconds from 1 to {RollRequest.MaxSeconds}");
                return;
            }
        }

        token ??= call.Session.NewToken();
        call.Batch.Ask(new RollRequest(RollVerb.Open, number, Token: TokenHash.Of(token), Seconds: seconds), token);
    }

    private static void Mark(CommandCall call)
    {
        bool isPresent = call.Is(4, "PRESENT"u8);
        string reason = call.Count == 5 ? Encoding.UTF8.GetString(call[5]).Trim() : "";
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
        }
        else if (!StudentId.TryParse(call[3], out StudentId student))
        {
            BadStudent(call, call[3]);
        }
        else if (!isPresent && !call.Is(4, "ABSENT"u8))
        {
            call.Error($"ERR syntax error: {RespWriter.Quote(call[4])} where PRESENT or ABSENT is expected");
        }
        else if (reason.Length > RollRequest.MaxReasonLength || reason.Any(char.IsControl))
        {
            call.Error($"ERR a reason has at most {RollRequest.MaxReasonLength} characters and no control characters");
        }
        else
        {
            call.Batch.Ask(new RollRequest(
                isPresent ? RollVerb.MarkPresent : RollVerb.MarkAbsent,
                number,
                student,
                TokenHash.Of(call[2]),
                Reason: reason.Length == 0 ? null : reason));
        }
    }

    private static void Extend(CommandCall call)
    {
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
        }
        else if (!IsSeconds(call[3], out int seconds))
        {
            call.Error($"ERR EXTEND takes a number of seconds from 1 to {RollRequest.MaxSeconds}, not {RespWriter.Quote(call[3])}");
        }
        else
        {
            call.Batch.Ask(new RollRequest(RollVerb.Extend, number, Token: TokenHash.Of(call[2]), Seconds: seconds));
        }
    }

    private static void WithToken(CommandCall call, RollVerb verb)
    {
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
            return;
        }

        bool withLog = call.Count > 2;
        if (withLog && (call.Count > 3 || !call.Is(3, "LOG"u8)))
        {
            UnknownOption(call, call.Is(3, "LOG"u8) ? 4 : 3);
            return;
        }

        IRollWatcher? watcher = verb == RollVerb.Watch ? call.Session.Watcher : null;
        call.Batch.Ask(new RollRequest(verb, number, Token: TokenHash.Of(call[2]), Watcher: watcher, WithLog: withLog));
    }

    private static bool IsToken(ReadOnlySpan<byte> text) =>
        text.Length == TokenLength && !text.ContainsAnyExcept(HexDigits);

    private static bool IsSeconds(ReadOnlySpan<byte> text, out int seconds) =>
        Utf8Parser.TryParse(text, out seconds, out int read) && read == text.Length && seconds is >= 1 and <= RollRequest.MaxSeconds;

    private static void BadClass(CommandCall call, ReadOnlySpan<byte> text) =>
        call.Error($"BADCLASS {RespWriter.Quote(text)} is not a class number: expected 1 to {ClassNumber.MaxValue}");

    private static void BadStudent(CommandCall call, ReadOnlySpan<byte> text) => call.Error(
        $"BADSTUDENT {RespWriter.Quote(text)} ({Encoding.UTF8.GetCharCount(text)} characters) is not a student number: "
        + $"expected 1 to {StudentId.MaxLength} of A-Z a-z 0-9 . _ -");

    private static void UnknownOption(CommandCall call, int index) =>
        call.Error($"ERR syntax error: unknown option {RespWriter.Quote(call[index])}");
}
