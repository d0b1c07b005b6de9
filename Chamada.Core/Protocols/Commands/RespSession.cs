using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols.Commands;

/// <summary>What the commands know and change of the connection that they came from.</summary>
public sealed class RespSession
{
    /// <summary>The connection's number, as <c>CLIENT ID</c> tells it.</summary>
    public required long Id { get; init; }

    /// <summary>Makes the random token of a roll call that is opened without one of the client's own.</summary>
    public required Func<byte[]> NewToken { get; init; }

    /// <summary>Is told of changes to the roll calls that the connection watches.</summary>
    public required IRollWatcher Watcher { get; init; }

    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>What is added to the refusal to open: how others may be let. Empty, or begins with a space.</summary>
    public string GuestsHint { get; init; } = "";

    /// <summary>Whether the client has asked for RESP 3.</summary>
    public bool IsResp3 { get; set; }

    /// <summary>The name that the client gave itself; empty when it gave none.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>Whether the client has asked for the end of the connection.</summary>
    public bool IsQuitting { get; set; }
}
