namespace Chamada.Core.Rolls.Commands;

/// <summary>Show the code that a roll call asks for, begin or change it, or end it.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="seconds">How long each code stands from here on; 0 to ask for none; null to change nothing.</param>
/// <param name="fresh">A secret for a roll call that has none; needed with more than 0 seconds.</param>
public sealed class CodeCommand(TokenHash token, int? seconds = null, CodeSecret? fresh = null) : RollCommand
{
    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        CodeChange? change = seconds switch
        {
            null => null,
            0 => roll.Code is { IsAsked: true } code ? code.End(rolls.Now) : null,
            { } period => RollCode.Begin(roll.Code, period, fresh!, rolls.Now),
        };
        if (change is not null)
        {
            rolls.Happen(rolls.EventOf(roll, RollEventKind.Code, roll.NotBefore(rolls.Now.At)) with { Code = change });
        }

        // What is shown is numbered first, so that no restart shows it a second time.
        rolls.NoteCode(roll);
        ShownCode shown = roll.Code?.Show(rolls.Now.Elapsed) ?? ShownCode.None;
        return new RollOutcome(RollWord.CodeShown, roll.Class, rolls.Now.At, new CodeOutcome(shown));
    }
}

/// <summary>Number a code that has turned, for those who watch: asked by the server itself.</summary>
/// <param name="rollId">Which roll call of the class.</param>
public sealed class TurnCodeCommand(long rollId) : RollCommand
{
    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => false;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.FindOpen(request.Class) is not { } roll || roll.Id != rollId)
        {
            return rolls.Refused(RollWord.NotOpen, request.Class);
        }

        rolls.NoteCode(roll);
        return new RollOutcome(RollWord.CodeShown, roll.Class, rolls.Now.At);
    }
}
