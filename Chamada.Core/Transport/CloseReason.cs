namespace Chamada.Core.Transport;

/// <summary>Why a connection ended. The first reason stands.</summary>
public enum CloseReason
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The peer closed it, in order or by reset.</summary>
    Peer,

    /// <summary>The handler had said its last word.</summary>
    Finished,

    /// <summary>The peer said nothing for too long.</summary>
    Idle,

    /// <summary>The peer did not read its answers for too long.</summary>
    SlowReader,

    /// <summary>The peer began a request and did not finish it.</summary>
    HalfRequest,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>The handler threw: a bug, confined to its connection.</summary>
    Fault,
}
