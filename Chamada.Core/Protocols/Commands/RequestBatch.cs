using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>
/// What one receive asked for, in order: requests for the roll book, and answers that stand already. Used again for every
/// receive of a connection.
/// </summary>
public sealed class RequestBatch(IRollBatchOwner owner)
{
    private byte[]?[] _replies = new byte[]?[4];
    private byte[]?[] _tokens = new byte[]?[4];

    /// <summary>The requests for the roll book.</summary>
    public RollBatch Rolls { get; } = new(owner);

    /// <summary>How many answers there will be.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Whether it should be answered before more is read: a long list was asked for, and one at a time is enough to hold.
    /// </summary>
    public bool IsFull { get; private set; }

    /// <summary>Answers with bytes as they are.</summary>
    public void Reply(byte[] bytes)
    {
        Grow();
        _replies[Count++] = bytes;
    }

    /// <summary>Begins an answer of so many answers, which are the next.</summary>
    public void ReplyHead(int answers)
    {
        byte[] bytes = new byte[16];
        RespWriter head = new(bytes);
        head.Array(answers);
        Reply(bytes[..head.Written]);
    }

    /// <summary>Asks the roll book.</summary>
    /// <param name="request">What.</param>
    /// <param name="token">With an opening: the token that the answer names.</param>
    public void Ask(in RollRequest request, byte[]? token = null)
    {
        Grow();
        _replies[Count] = null;
        _tokens[Count++] = token;
        Rolls.Add(in request);
        IsFull |= request.Command is { HasLongAnswer: true };
    }

    /// <summary>The answer that stands already; null when the roll book's next outcome is the answer.</summary>
    public byte[]? ReplyAt(int index) => _replies[index];

    /// <summary>The token that goes with an answer; null with all but an opening.</summary>
    public byte[]? TokenAt(int index) => _tokens[index];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _replies.AsSpan(0, Count).Clear();
        _tokens.AsSpan(0, Count).Clear();
        Count = 0;
        IsFull = false;
        Rolls.Clear();
    }

    private void Grow()
    {
        if (Count == _replies.Length)
        {
            Array.Resize(ref _replies, Count * 2);
            Array.Resize(ref _tokens, Count * 2);
        }
    }
}
