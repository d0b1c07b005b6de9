namespace Chamada.Tests.Postgres;

/// <summary>The clock of a machine on which it is wrong: it shows another time, and runs as fast as any.</summary>
/// <param name="by">How far it is ahead.</param>
internal sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
