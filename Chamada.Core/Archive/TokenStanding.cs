using Chamada.Core.Client;

namespace Chamada.Core.Archive;

/// <summary>What the server has under a token.</summary>
public abstract record TokenStanding
{
    private TokenStanding()
    {
    }

    /// <summary>A roll call that is open.</summary>
    /// <param name="List">Its list.</param>
    public sealed record Open(ListReply List) : TokenStanding;

    /// <summary>A roll call that is over and whose list waits for its receipt.</summary>
    /// <param name="List">Its list.</param>
    public sealed record Closed(CloseReply List) : TokenStanding;

    /// <summary>Nothing: the roll call was never opened, or its list was receipted or has expired.</summary>
    public sealed record Nothing : TokenStanding;

    /// <summary>It did not say.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Unknown(ClientError Error) : TokenStanding;
}
