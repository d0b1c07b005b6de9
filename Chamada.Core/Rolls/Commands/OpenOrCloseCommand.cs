namespace Chamada.Core.Rolls.Commands;

/// <summary>
/// Open a roll call that belongs to nobody, or close such a one when it is open: what a teacher's request of the text protocol means.
/// </summary>
public sealed class OpenOrCloseCommand : RollCommand
{
    /// <summary>The only one: it says nothing more.</summary>
    public static readonly OpenOrCloseCommand Instance = new();

    private static readonly RollOpening Nobodys = new(Owner: null, RollRules.None);

    private OpenOrCloseCommand()
    {
    }

    /// <inheritdoc/>
    public override bool HasLongAnswer => true;

    /// <inheritdoc/>
    internal override bool Adds(RollState rolls, in RollRequest request) => rolls.FindOpen(request.Class) is null;

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (!rolls.Caller.MayOpen)
        {
            return rolls.Refused(RollWord.NotHere, request.Class);
        }

        if (rolls.Caller.LacksKey)
        {
            return rolls.Refused(RollWord.KeyNeeded, request.Class);
        }

        if (rolls.FindOpen(request.Class) is not { } roll)
        {
            return rolls.BeginWithin(request.Class, Nobodys);
        }

        return roll.Opening.Owner is null
            ? new RollOutcome(RollWord.Closed, roll.Class, rolls.End(roll, rolls.Now.At), roll.List(withLog: false))
            : rolls.Refused(RollWord.Denied, roll.Class);
    }
}
