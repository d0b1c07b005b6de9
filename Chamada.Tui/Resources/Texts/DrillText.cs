namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>drill</c> says.</summary>
internal abstract class DrillText
{
    public abstract string Description { get; }

    public abstract string Students { get; }

    public abstract string Classes { get; }

    public abstract string Seconds { get; }

    public abstract string Kills { get; }

    public abstract string Store { get; }

    public abstract string Servers { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract string MoreClassesThanStudents { get; }

    public abstract string Progress(int seconds, int registered, int kills, int allKills);

    /// <summary>Heads of the table: the kind of request, asked, acknowledged, lost, twice, and three answer times.</summary>
    public abstract string[] Heads { get; }

    public abstract string OpenName { get; }

    public abstract string PresentName { get; }

    public abstract string CloseName { get; }

    public abstract string ReceivedName { get; }

    public abstract string Held(int lessons, int kills);

    /// <summary>For how long nobody got an answer.</summary>
    public abstract string Gap(string time);

    public abstract string Sound { get; }

    public abstract string Unsound(string folder);

    public abstract string ServerFailed(string words);

    /// <summary>The schema could not be removed.</summary>
    public abstract string SchemaLeft(string schema, string words);
}
