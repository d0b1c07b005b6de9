using System.Net;
using System.Net.Sockets;
using System.Text;
using Chamada.Core.Protocols;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Hosting;

/// <summary>
/// Asks another server over a connection of its own for each request. Nobody has proved to be a server of ours, so the other side has to
/// greet as one before it is told a student's number, and there are bounds on what it may say.
/// </summary>
internal sealed class PeerRelay : IPeerRelay
{
    private const int LongestReply = 512;
    private const int LongestRequest = 256;

    private static readonly byte[] Hello = "*2\r\n$5\r\nHELLO\r\n$1\r\n2\r\n"u8.ToArray();

    /// <inheritdoc/>
    public async Task<RollOutcome?> AskAsync(IPEndPoint host, RollRequest request, CancellationToken patience)
    {
        using Socket socket = new(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, patience).ConfigureAwait(false);
        byte[] bytes = new byte[LongestReply];
        return await ExchangeAsync(socket, Hello, bytes, patience).ConfigureAwait(false) is { } greeting && IsServer(greeting)
            && await ExchangeAsync(socket, Question(request), bytes, patience).ConfigureAwait(false) is { } reply
                ? Read(reply, request.Class)
                : null;
    }

    /// <summary>
    /// The one reply to one request; null when what comes is none, too long, or followed by something that nobody asked for.
    /// </summary>
    private static async Task<RespReply?> ExchangeAsync(Socket socket, byte[] request, byte[] bytes, CancellationToken patience)
    {
        await socket.SendAsync(request, patience).ConfigureAwait(false);
        ReplyScanner scanner = default;
        for (int length = 0; length < bytes.Length;)
        {
            int received = await socket.ReceiveAsync(bytes.AsMemory(length), patience).ConfigureAwait(false);
            length += received;
            int end = scanner.Scan(bytes.AsSpan(0, length));
            if (end == length && length > 0 && RespReply.TryRead(bytes.AsSpan(0, end), out RespReply reply) == end)
            {
                return reply;
            }

            if (received == 0 || end != 0)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a reply to HELLO names this kind of server, as every one of ours does.</summary>
    private static bool IsServer(RespReply greeting) => greeting.Type == ReplyType.Array
        && greeting.Items.Zip(greeting.Items.Skip(1)).Where(static (_, at) => at % 2 == 0)
            .Any(static pair => pair is { First.Text: "server", Second.Text: "chamada" });

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

    /// <summary>What a reply says; null when it is none to a registration, or one with which students are not sent on.</summary>
    internal static RollOutcome? Read(RespReply reply, ClassNumber number)
    {
        if (reply.Type == ReplyType.Error)
        {
            return reply.Text.StartsWith("UNAVAILABLE ", StringComparison.Ordinal)
                ? new RollOutcome(RollWord.Unavailable, ClassNumber.Refused, default)
                : null;
        }

        if (reply.Items is not [_, var time, var word, ..] || word.Type != ReplyType.Simple
            || !IsoTime.TryParse(time.Text, out DateTimeOffset at))
        {
            return null;
        }

        return word.Text switch
        {
            "REGISTERED" => new RollOutcome(RollWord.Registered, number, Stamp.From(at)),
            "ALREADY" => new RollOutcome(RollWord.Already, number, Stamp.From(at)),
            "REMOVED" => Refused(RollWord.Removed),
            "BADCODE" => Refused(RollWord.BadCode),
            "DEVICE" => Refused(RollWord.DeviceUsed),
            "NETWORK" => Refused(RollWord.OtherNetwork),
            "FULL" => Refused(RollWord.Full),
            "UNLISTED" => Refused(RollWord.Unlisted),
            "WAIT" when reply.Items is [_, _, _, { Type: ReplyType.Number, Number: >= 1 and <= int.MaxValue } seconds] =>
                Refused(RollWord.Wait) with { Detail = new WaitingTime((int)seconds.Number) },
            _ => null,
        };

        RollOutcome Refused(RollWord refusal) => new(refusal, ClassNumber.Refused, Stamp.From(at));
    }
}
