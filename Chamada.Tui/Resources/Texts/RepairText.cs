using Chamada.Core.Log.Sqlite.Repair;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>repair</c> says.</summary>
internal abstract class RepairText
{
    public abstract string Description { get; }

    public abstract string Data { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract string InOrder(string folder);

    /// <summary>A roll call that is there now.</summary>
    public abstract string Saved(SalvagedRoll roll);

    public abstract string Kept(string folder);

    public abstract string Whole { get; }

    public abstract string NotWhole { get; }

    /// <summary>An entry that was kept although nothing vouches for it.</summary>
    /// <param name="number">The class.</param>
    /// <param name="student">The student; empty where it is an opening or a closing.</param>
    /// <param name="at">When.</param>
    public abstract string Uncertain(string number, string student, DateTimeOffset at);

    public abstract string Lost(int events);

    public abstract string Missing(long found, long acknowledged);
}
