using System.Buffers.Text;
using System.Globalization;

namespace Chamada.Core.Rolls.Commands;

/// <summary>Write down how many the teacher counted in the room.</summary>
/// <param name="token">The hash of the token that came with it.</param>
/// <param name="count">That many, 0 to <see cref="Most"/>.</param>
public sealed class HeadsCommand(TokenHash token, int count) : RollCommand
{
    /// <summary>The largest number that is taken for a count of heads.</summary>
    public const int Most = 999_999;

    private const int MostDigits = 6;

    /// <summary>Reads a count in decimal digits without leading zeros; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int count) =>
        Utf8Parser.TryParse(text, out count, out int read) && read == text.Length && text.Length <= MostDigits
        && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (text[0] != '0' || text.Length == 1);

    /// <inheritdoc/>
    internal override RollOutcome Decide(RollState rolls, in RollRequest request)
    {
        if (rolls.Refusal(request.Class, token, out RollCall roll) is { } refusal)
        {
            return refusal;
        }

        Stamp at = roll.NotBefore(rolls.Now.At);
        string number = count.ToString(CultureInfo.InvariantCulture);
        rolls.Happen(rolls.EventOf(roll, RollEventKind.Heads, at) with { Reason = number });
        return new RollOutcome(RollWord.Heads, roll.Class, at);
    }
}
