using System.Text;
using Chamada.Core.Wire.Resp;

namespace Chamada.Tests.Simulation;

/// <summary>Somebody at the other end of a connection, who connects again when it is lost.</summary>
internal abstract class SimulatedPeer(SimulatedWorld world)
{
    private readonly Queue<byte> _toSend = [];
    private const string NotCompleted = "ERR Protocol error: the request was not completed";

    private readonly List<byte> _received = [];
    private bool _isTimedOut;

    /// <summary>Whether it has nothing left to ask.</summary>
    public abstract bool IsSatisfied { get; }

    protected SimulatedWorld World { get; } = world;

    protected Random Random => World.Random;

    protected SimulatedSocket? Socket { get; private set; }

    /// <summary>Whether the schedule may break its connections.</summary>
    protected bool MayFail => !World.IsEnding;

    /// <summary>Does one thing, if it has anything to do.</summary>
    public virtual bool Step()
    {
        if (Socket is null)
        {
            if (IsSatisfied || World.Server.Accept() is not { } socket)
            {
                return false;
            }

            Socket = socket;
            _toSend.Clear();
            _received.Clear();
            _isTimedOut = false;
            Connected();
            return true;
        }

        if (MayFail && Random.Next(200) == 0)
        {
            Socket.Reset();
        }

        if (_toSend.Count > 0 && Random.Next(2) == 0)
        {
            byte[] piece = new byte[World.IsEnding ? _toSend.Count : 1 + Random.Next(_toSend.Count)];
            for (int i = 0; i < piece.Length; i++)
            {
                piece[i] = _toSend.Dequeue();
            }

            Socket.Put(piece);
            return true;
        }

        if (Socket.Readable > 0)
        {
            byte[] bytes = Socket.Take(World.IsEnding ? int.MaxValue : 1 + Random.Next(Socket.Readable));
            World.Note(bytes);
            _received.AddRange(bytes);
            Read();
            return true;
        }

        if (Socket.IsOver)
        {
            Socket = null;
            Disconnected(Encoding.UTF8.GetString([.. _received]));
            return true;
        }

        return Act() || _toSend.Count > 0;
    }

    /// <summary>Leaves for good.</summary>
    public void Leave() => Socket?.End();

    /// <summary>What is to be said when nothing else is to be done.</summary>
    protected abstract bool Act();

    /// <summary>A connection begins.</summary>
    protected virtual void Connected()
    {
    }

    /// <summary>A connection has ended.</summary>
    protected virtual void Disconnected(string rest)
    {
    }

    /// <summary>One reply has come.</summary>
    protected virtual void Reply(RespReply reply) => throw new FoundException("a reply to nothing");

    /// <summary>Whether replies are read.</summary>
    protected virtual bool ReadsReplies => true;

    /// <summary>Says something, in as many pieces as the schedule likes.</summary>
    protected void Say(string text) => Say(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Say(string)"/>
    protected void Say(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _toSend.Enqueue(b);
        }
    }

    /// <summary>Forgets what was to be said.</summary>
    protected void SayNothing() => _toSend.Clear();

    /// <summary>Whether something is still to be said.</summary>
    protected bool IsSaying => _toSend.Count > 0;

    /// <summary>Writes a request, framed or as a line.</summary>
    protected string Request(params string[] words) => Random.Next(4) == 0
        ? string.Join(' ', words) + "\r\n"
        : string.Concat(words.Select(static word => $"${word.Length}\r\n{word}\r\n").Prepend($"*{words.Length}\r\n"));

    private void Read()
    {
        while (ReadsReplies && _received.Count > 0)
        {
            int length = RespReply.TryRead([.. _received], out RespReply reply);
            if (length < 0)
            {
                throw new FoundException($"no reply: {Encoding.UTF8.GetString([.. _received])}");
            }

            if (length == 0)
            {
                return;
            }

            _received.RemoveRange(0, length);
            if (_isTimedOut)
            {
                // What is watched may still be told.
                _ = reply.Type == ReplyType.Push ? reply : throw new FoundException("something follows the last word");
                continue;
            }

            _isTimedOut = reply.Type == ReplyType.Error && reply.Text == NotCompleted && World.CutsShort;
            if (!_isTimedOut)
            {
                Reply(reply);
            }
        }
    }
}
