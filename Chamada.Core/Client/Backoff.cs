namespace Chamada.Core.Client;

/// <summary>How the pauses between attempts grow: each is twice the one before.</summary>
/// <param name="First">The first pause; zero for none at all.</param>
/// <param name="Longest">No pause is longer.</param>
/// <param name="Spread">
/// By how much of itself a pause may be shorter, 0 to 1, by chance: a room full of programs that lost the same server must not come back
/// all at the same moment.
/// </param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest, double Spread = 0)
{
    /// <summary>No pauses: for who tries only once more.</summary>
    public static readonly Backoff None = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>For a request that a person or a script waits for.</summary>
    public static readonly Backoff Impatient = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));

    /// <summary>For a connection that is kept all day.</summary>
    public static readonly Backoff Patient = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10), Spread: 0.2);

    /// <summary>The pause after so many attempts in vain, one after the other; none after none.</summary>
    public TimeSpan After(int failures, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = First * Math.Pow(2, Math.Min(failures - 1, 30));
        return (pause < Longest ? pause : Longest) * (1 - (Spread * random.NextDouble()));
    }
}
