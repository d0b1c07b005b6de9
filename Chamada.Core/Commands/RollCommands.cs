using System.Buffers;
using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Commands;

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
        new("LIST", 2, 2, call => WithToken(call, RollVerb.List)),
        new("CLOSE", 2, 2, call => WithToken(call, RollVerb.Close)),
        new("RECEIVED", 2, 2, call => WithToken(call, RollVerb.Received)),
        new("WATCH", 2, 2, call => WithToken(call, RollVerb.Watch)),
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

        byte[]? token = null;
        for (int i = 2; i <= call.Count; i++)
        {
            if (!call.Is(i, "TOKEN"u8))
            {
                UnknownOption(call, i);
                return;
            }

            if (i == call.Count || !IsToken(call[++i]))
            {
                call.Error($"ERR TOKEN takes {TokenLength} hexadecimal digits");
                return;
            }

            token = call[i].ToArray();
        }

        token ??= call.Session.NewToken();
        call.Batch.Ask(new RollRequest(RollVerb.Open, number, Token: TokenHash.Of(token)), token);
    }

    private static void WithToken(CommandCall call, RollVerb verb)
    {
        if (!ClassNumber.TryParse(call[1], out ClassNumber number))
        {
            BadClass(call, call[1]);
            return;
        }

        IRollWatcher? watcher = verb == RollVerb.Watch ? call.Session.Watcher : null;
        call.Batch.Ask(new RollRequest(verb, number, Token: TokenHash.Of(call[2]), Watcher: watcher));
    }

    private static bool IsToken(ReadOnlySpan<byte> text) =>
        text.Length == TokenLength && !text.ContainsAnyExcept(HexDigits);

    private static void BadClass(CommandCall call, ReadOnlySpan<byte> text) =>
        call.Error($"BADCLASS {RespWriter.Quote(text)} is not a class number: expected 1 to 999999999999999999");

    private static void BadStudent(CommandCall call, ReadOnlySpan<byte> text) => call.Error(
        $"BADSTUDENT {RespWriter.Quote(text)} ({Encoding.UTF8.GetCharCount(text)} characters) is not a student number: "
        + $"expected 1 to {StudentId.MaxLength} of A-Z a-z 0-9 . _ -");

    private static void UnknownOption(CommandCall call, int index) =>
        call.Error($"ERR syntax error: unknown option {RespWriter.Quote(call[index])}");
}
