using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Protocols;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Hosting;

/// <summary>Asks another server over a connection of its own for each request, with bounds on what it is told: nobody has proved to be a server of ours.</summary>
internal sealed class PeerRelay : IPeerRelay
{
    private const int LongestReply = 512;
    private const int LongestRequest = 256;

    /// <inheritdoc/>
    public async Task<RollOutcome?> AskAsync(IPEndPoint host, RollRequest request, CancellationToken patience)
    {
        using Socket socket = new(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, patience).ConfigureAwait(false);
        await socket.SendAsync(Question(request), patience).ConfigureAwait(false);
        byte[] bytes = new byte[LongestReply];
        ReplyScanner scanner = default;
        for (int length = 0; length < bytes.Length;)
        {
            int received = await socket.ReceiveAsync(bytes.AsMemory(length), patience).ConfigureAwait(false);
            length += received;
            int end = scanner.Scan(bytes.AsSpan(0, length));
            if (end > 0 && RespReply.TryRead(bytes.AsSpan(0, end), out RespReply reply) == end)
            {
                return Read(reply, request.Class);
            }

            if (received == 0 || end != 0)
            {
                return null;
            }
        }

        return null;
    }

    private static byte[] Question(in RollRequest request)
    {
        byte[] bytes = new byte[LongestRequest];
        Span<byte> student = stackalloc byte[StudentId.MaxLength];
        RespWriter question = new(bytes);
        question.Array(3);
        question.Bulk("PRESENT"u8);
        question.Bulk(Encoding.ASCII.GetBytes(request.Class.ToString()));
        question.Bulk(student[..request.Student.CopyTo(student)]);
        return bytes[..question.Written];
    }

    private static RollOutcome? Read(RespReply reply, ClassNumber number)
    {
        if (reply.Type == ReplyType.Error)
        {
            return reply.Text.StartsWith("UNAVAILABLE ", StringComparison.Ordinal)
                ? new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, default)
                : null;
        }

        if (reply.Items is not [_, var time, var word] || word.Type != ReplyType.Simple || !IsoTime.TryParse(time.Text, out DateTimeOffset at))
        {
            return null;
        }

        return word.Text switch
        {
            "REGISTERED" => new RollOutcome(RollWord.Registered, number, Stamp.From(at)),
            "ALREADY" => new RollOutcome(RollWord.Already, number, Stamp.From(at)),
            "REMOVED" => new RollOutcome(RollWord.Removed, ClassNumber.Refused, Stamp.From(at)),
            _ => null,
        };
    }
}
