using System.Buffers;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>
/// What one receive asked for, in order: requests for the roll book, and answers that stand already. Used again for every
/// receive of a connection: small at rest, it borrows what a larger receive needs until <see cref="Clear"/>.
/// </summary>
public sealed class RequestBatch(IRollBatchOwner owner)
{
    private const int AtRest = 1; // As in RollBatch.

    /// <summary>What one request takes, in bytes: here, and in the roll book's batch, whose arrays may be twice as long as
    /// needed.</summary>
    private const int RequestSize = 256;

    private readonly Answer[] _few = new Answer[AtRest];
    private Answer[]? _many;
    private int _standing;

    /// <summary>The requests for the roll book.</summary>
    public RollBatch Rolls { get; } = new(owner);

    /// <summary>The number of the command that the answers belong to that follow.</summary>
    internal int Command { get; set; }

    /// <summary>How many answers there will be.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Whether it should be answered before more is read: a long list was asked for, and one at a time is enough to hold.
    /// </summary>
    public bool IsFull { get; private set; }

    /// <summary>How many bytes it takes: the requests, and the answers that stand already.</summary>
    internal int Size => (Count * RequestSize) + _standing;

    /// <summary>Answers with bytes as they are.</summary>
    public void Reply(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _standing += bytes.Length;
        Next() = new Answer(bytes, null, (byte)Command);
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
        Next() = new Answer(null, token, (byte)Command);
        Rolls.Add(in request);
        IsFull |= request.Command is { HasLongAnswer: true };
    }

    /// <summary>The answer that stands already; null when the roll book's next outcome is the answer.</summary>
    public byte[]? ReplyAt(int index) => Answers[index].Reply;

    /// <summary>The token that goes with an answer; null with all but an opening.</summary>
    public byte[]? TokenAt(int index) => Answers[index].Token;

    /// <summary>The number of the command that an answer belongs to.</summary>
    internal int CommandAt(int index) => Answers[index].Command;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Answers.AsSpan(0, Count).Clear();
        if (_many is { } many)
        {
            _many = null;
            ArrayPool<Answer>.Shared.Return(many);
        }

        Count = _standing = 0;
        IsFull = false;
        Rolls.Clear();
    }

    private Answer[] Answers => _many ?? _few;

    private ref Answer Next()
    {
        Answer[] answers = Answers;
        if (Count == answers.Length)
        {
            Answer[] larger = ArrayPool<Answer>.Shared.Rent(Count * 2);
            answers.AsSpan(0, Count).CopyTo(larger);
            answers.AsSpan(0, Count).Clear();
            if (_many is { } many)
            {
                ArrayPool<Answer>.Shared.Return(many);
            }

            answers = _many = larger;
        }

        return ref answers[Count++];
    }

    /// <summary>One answer: bytes that stand already, or the roll book's next outcome with the token that it names; and to which
    /// command.</summary>
    private readonly record struct Answer(byte[]? Reply, byte[]? Token, byte Command);
}
