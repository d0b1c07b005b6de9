using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>The commands by which a teacher asks students for more than a number, while the roll call is open.</summary>
internal static class RuleCommands
{
    public static readonly Command[] Rows =
    [
        new("CODE", 2, 3, Code),
        new("ROSTER", 2, int.MaxValue, Roster),
        new("REFUSALS", 2, 2, Refusals),
    ];

    private static void Code(CommandCall call)
    {
        if (!RollCommands.TryClass(call, out ClassNumber number))
        {
            return;
        }

        int? seconds = null;
        if (call.Count == 3)
        {
            if (!call[3].SequenceEqual("0"u8) && !Options.TryCodePeriod(call[3], out _))
            {
                call.Error($"ERR CODE takes {Options.CodePeriod.Expected}, or 0 to end it, not {RespWriter.Quote(call[3])}");
                return;
            }

            seconds = Options.TryCodePeriod(call[3], out int period) ? period : 0;
        }

        CodeSecret? fresh = seconds > 0 ? call.Session.NewSecret() : null;
        call.Batch.Ask(new RollRequest(number, new CodeCommand(TokenHash.Of(call[2]), seconds, fresh)));
    }

    private static void Refusals(CommandCall call)
    {
        if (RollCommands.TryClass(call, out ClassNumber number))
        {
            call.Batch.Ask(new RollRequest(number, new RefusalsCommand(TokenHash.Of(call[2]))));
        }
    }

    private static void Roster(CommandCall call)
    {
        if (!RollCommands.TryClass(call, out ClassNumber number))
        {
            return;
        }

        bool isAdding = call.Count >= 3 && call.Is(3, "ADD"u8), isClearing = call.Count >= 3 && call.Is(3, "CLEAR"u8);
        int added = isAdding ? call.Count - 3 : 0;
        if (call.Count >= 3 && !isAdding && !isClearing)
        {
            call.Error($"ERR syntax error: {RespWriter.Quote(call[3])} where ADD or CLEAR is expected");
        }
        else if (isClearing && call.Count > 3)
        {
            call.Error($"ERR syntax error: {RespWriter.Quote(call[4])} after CLEAR, which takes nothing");
        }
        else if (isAdding && added is 0 or > RosterCommand.MostAdded)
        {
            call.Error($"ERR ADD takes 1 to {RosterCommand.MostAdded} student numbers a request, not {added}");
        }
        else
        {
            StudentId[] students = new StudentId[added];
            for (int i = 0; i < added; i++)
            {
                if (!RollCommands.TryStudent(call, i + 4, out students[i]))
                {
                    return;
                }
            }

            call.Batch.Ask(new RollRequest(number, new RosterCommand(TokenHash.Of(call[2]), students, isClearing)));
        }
    }
}
