using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Protocols;

/// <summary>
/// Passes a student's request on to the server that hosts the class, for clients of the text protocol, which cannot be sent there. The other
/// server's word is final: what it says is told, and where it in turn names another, nobody goes there.
/// </summary>
internal sealed class PeerRelay(INeighbours neighbours, TimeProvider clock)
{
    /// <summary>How long the requests of one receive may take together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many receives are passed on at once; one more gets the ordinary answer.</summary>
    private const int Most = 64;

    private const int LongestReply = 512;

    private int _running;

    /// <summary>Whether a decided batch has a request that somebody else could meet. Then there is room for it, and <see cref="RunAsync"/> must follow.</summary>
    public bool TryBegin(RollBatch batch)
    {
        ReadOnlySpan<RollOutcome> outcomes = batch.Outcomes;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].Word == RollWord.NoRollCall && neighbours.Find(batch.Requests[i].Class, IPAddress.Loopback) is not null)
            {
                if (Interlocked.Increment(ref _running) <= Most)
                {
                    return true;
                }

                Interlocked.Decrement(ref _running);
                return false;
            }
        }

        return false;
    }

    /// <summary>Asks for each, and puts the answers into the batch. Never fails: what gets no answer stays refused.</summary>
    public async Task RunAsync(RollBatch batch)
    {
        using CancellationTokenSource patience = new(Patience, clock);
        try
        {
            for (int i = 0; i < batch.Count && !patience.IsCancellationRequested; i++)
            {
                if (batch.Outcomes[i].Word == RollWord.NoRollCall && neighbours.Find(batch.Requests[i].Class, IPAddress.Loopback) is { } host
                    && await AskAsync(host, batch.Requests[i], patience.Token).ConfigureAwait(false) is { } outcome)
                {
                    batch.Outcomes[i] = outcome;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<RollOutcome?> AskAsync(IPEndPoint host, RollRequest request, CancellationToken patience)
    {
        string number = request.Class.ToString(), student = request.Student.ToString();
        byte[] question = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"*3\r\n$7\r\nPRESENT\r\n${number.Length}\r\n{number}\r\n${student.Length}\r\n{student}\r\n"));
        using Socket socket = new(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, patience).ConfigureAwait(false);
            await socket.SendAsync(question, patience).ConfigureAwait(false);
            byte[] reply = new byte[LongestReply];
            for (int length = 0; length < reply.Length;)
            {
                int received = await socket.ReceiveAsync(reply.AsMemory(length), patience).ConfigureAwait(false);
                length += received;
                if (IsWhole(reply.AsSpan(0, length)))
                {
                    return Read(Encoding.ASCII.GetString(reply, 0, length), request.Class);
                }

                if (received == 0)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            neighbours.Doubt(request.Class);
        }

        return null;
    }

    /// <summary>An error is one line; the answer to PRESENT has five.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> reply) =>
        reply.EndsWith("\r\n"u8) && (reply[0] != (byte)'*' || reply.Count("\r\n"u8) >= 5);

    private static RollOutcome? Read(string reply, ClassNumber number)
    {
        if (reply.StartsWith("-UNAVAILABLE ", StringComparison.Ordinal))
        {
            return new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, default);
        }

        string[] lines = reply.Split("\r\n");
        if (lines is not ["*3", _, _, string time, string word, ""] || !IsoTime.TryParse(time, out DateTimeOffset at))
        {
            return null;
        }

        return word switch
        {
            "+REGISTERED" => new RollOutcome(RollWord.Registered, number, Stamp.From(at)),
            "+ALREADY" => new RollOutcome(RollWord.Already, number, Stamp.From(at)),
            "+REMOVED" => new RollOutcome(RollWord.Removed, ClassNumber.Refused, Stamp.From(at)),
            _ => null,
        };
    }
}
