using System.Net;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Rolls;
using Chamada.Core.Transport;

namespace Chamada.Core.Protocols.Commands;

/// <summary>What the commands know and change of the connection that they came from.</summary>
public sealed class RespSession
{
    /// <summary>The connection's number, as <c>CLIENT ID</c> tells it.</summary>
    public required long Id { get; init; }

    /// <summary>Makes the random token of a roll call that is opened without one of the client's own.</summary>
    public required Func<byte[]> NewToken { get; init; }

    /// <summary>Makes what the codes of a roll call are made from.</summary>
    public required Func<CodeSecret> NewSecret { get; init; }

    /// <summary>Where there must be room for what stands between MULTI and EXEC.</summary>
    public TransactionRoom Room { get; init; } = new();

    /// <summary>Whether what stands between MULTI and EXEC may be about both of two classes; about any unless told otherwise.</summary>
    public Func<ClassNumber, ClassNumber, bool> DecidesAsOne { get; init; } = static (_, _) => true;

    /// <summary>Knows the keys of the teachers; null where nobody is asked for one.</summary>
    public ITeacherKeys? Keys { get; init; }

    /// <summary>What INFO tells; null for a server that knows nothing of itself.</summary>
    internal IServerFigures? Figures { get; init; }

    /// <summary>The connection, out of whose memory comes what the session keeps; null where that is not counted.</summary>
    public IConnection? Connection { get; init; }

    /// <summary>Where the connection comes from.</summary>
    public IPAddress From { get; init; } = IPAddress.None;

    /// <summary>What the key stands for that was shown; null for none.</summary>
    public TeacherKey? Key { get; set; }

    /// <summary>What stands between MULTI and EXEC; null outside.</summary>
    public Transaction? Transaction { get; private set; }

    /// <summary>Whether the client has asked for RESP 3.</summary>
    public bool IsResp3 { get; set; }

    /// <summary>The name that the client gave itself; empty when it gave none.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>Whether the client has asked for the end of the connection.</summary>
    public bool IsQuitting { get; set; }

    /// <summary>From here on commands wait for EXEC.</summary>
    public void BeginTransaction() => Transaction = new Transaction(Room, this);

    /// <summary>Takes memory for what is kept of a request.</summary>
    /// <returns>Whether there is as much; where not, that is counted as a refusal.</returns>
    public bool TryKeep(int bytes)
    {
        if (Connection is null || Connection.TryTakeMemory(bytes))
        {
            return true;
        }

        Connection.MemoryRefused();
        return false;
    }

    /// <summary>No command waits any more.</summary>
    public void EndTransaction()
    {
        Transaction?.End();
        Transaction = null;
    }
}
