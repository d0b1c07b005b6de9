using Chamada.Core.Client;

namespace Chamada.Tui.Resources.Texts;

/// <summary>Why a server refused, in words: each is the end of a sentence, without a full stop.</summary>
internal abstract class RefusalText
{
    /// <summary>A word with which a student is refused, or the code of an error.</summary>
    public string Of(string word) => Known(word) ?? Other(Printable.Line(word));

    /// <summary>An error of the server.</summary>
    public string Of(ClientError error) => Known(error.Code ?? "") ?? Other(Printable.Line($"{error.Code} {error.Detail}".Trim()));

    protected abstract string Closed { get; }

    protected abstract string Removed { get; }

    protected abstract string BadCode { get; }

    protected abstract string Wait { get; }

    protected abstract string Device { get; }

    protected abstract string Network { get; }

    protected abstract string Unlisted { get; }

    protected abstract string Full { get; }

    protected abstract string TooManyOpen { get; }

    protected abstract string TooFast { get; }

    protected abstract string Unavailable { get; }

    protected abstract string Exists { get; }

    protected abstract string Denied { get; }

    protected abstract string NoLimit { get; }

    protected abstract string Busy { get; }

    protected abstract string NoKey { get; }

    protected abstract string WrongKey { get; }

    /// <summary>What this program has no words for, as the server says it.</summary>
    protected abstract string Other(string word);

    private string? Known(string word) => word switch
    {
        "CLOSED" or "NOTOPEN" => Closed,
        "REMOVED" => Removed,
        "BADCODE" => BadCode,
        "WAIT" => Wait,
        "DEVICE" => Device,
        "NETWORK" => Network,
        "UNLISTED" => Unlisted,
        "FULL" => Full,
        "LIMIT" => TooManyOpen,
        "RATE" => TooFast,
        "OOM" => Busy,
        "UNAVAILABLE" => Unavailable,
        "EXISTS" => Exists,
        "DENIED" => Denied,
        "NOLIMIT" => NoLimit,
        "BUSY" => Busy,
        "NOAUTH" => NoKey,
        "WRONGPASS" => WrongKey,
        _ => null,
    };
}
