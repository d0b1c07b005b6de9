using Chamada.Core.Rolls;

namespace Chamada.Core.Log;

/// <summary>The roll calls as whoever runs a server needs them.</summary>
internal interface IHostedBook : IRollBook
{
    /// <summary>Every event that becomes durable, in order; of roll calls of different classes in some order.</summary>
    RollFeed Feed { get; }

    /// <summary>How many roll calls are open, and how many events are decided and not yet durable.</summary>
    (int Open, long Pending) Figures { get; }

    /// <summary>How many events are durable, or the number of the last.</summary>
    long DurableSequence { get; }

    /// <summary>
    /// Somebody else found no room: gives up what is set aside for that. Until it can be set aside again, no more is added to what is kept.
    /// </summary>
    void YieldRoom();
}
