namespace Chamada.Core.Rolls;

/// <summary>The right of one teacher to open roll calls, where keys are asked for: what a key of a server stands for.</summary>
/// <param name="name">Whose, for people to read; never secret.</param>
/// <param name="mayCloseAny">Whether it also closes what others have opened.</param>
public sealed class TeacherKey(string name, bool mayCloseAny = false)
{
    private volatile bool _isRevoked;

    /// <summary>Whose.</summary>
    public string Name => name;

    /// <summary>Whether it also closes what others have opened, and left open.</summary>
    public bool MayCloseAny => mayCloseAny;

    /// <summary>Whether the server has forgotten the key since: whoever showed it has the right no longer.</summary>
    public bool IsRevoked => _isRevoked;

    /// <summary>Takes the right away from everybody who has shown the key.</summary>
    internal void Revoke() => _isRevoked = true;
}
