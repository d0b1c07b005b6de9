namespace Chamada.Core.Rolls;

/// <summary>What became of something that was to be durable.</summary>
public enum Durability : byte
{
    /// <summary>A crash can no longer take it back.</summary>
    Durable,

    /// <summary>Somebody else has appended to the log first, so it did not happen: it is to be decided again.</summary>
    Lost,

    /// <summary>The log failed before; nobody knows whether it happened.</summary>
    Failed,
}

/// <summary>Is told once what became of what it waits for.</summary>
public interface IDurabilityWaiter
{
    /// <summary>Called once, on any thread, never while the roll book is locked. It must not block.</summary>
    void Settled(Durability outcome);
}

/// <summary>Wants to know of changes to a roll call.</summary>
public interface IRollWatcher
{
    /// <summary>
    /// Something of the roll call has become durable since the last call; the roll call's record says what. Called on any thread; it must
    /// not block.
    /// </summary>
    void RollChanged();
}
