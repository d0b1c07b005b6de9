using System.Net;
using System.Text;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols;
using Chamada.Core.Transport;
using Chamada.Core.Wire.Resp;

namespace Chamada.Fuzz;

/// <summary>
/// Commands and their options, a line a request, through everything that a connection has behind its socket: what is answered is RESP, and
/// the same wherever the lines were cut.
/// </summary>
internal static class SessionTarget
{
    private const int MostBytes = 4096;

    private static readonly byte[] Opening = "PING\r\nOPEN 1 TOKEN 00000000000000000000000000000000\r\n"u8.ToArray();

    /// <summary>The first byte says into pieces of which length the others are cut.</summary>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty || input.Length > MostBytes)
        {
            return;
        }

        byte[] requests = [.. Opening, .. input[1..]];
        byte[] whole = Answers(requests, requests.Length), cut = Answers(requests, 1 + (input[0] % 32));
        CheckAnswers(whole);

        // What a connection watches is told between two receives, so it stands elsewhere when there are more of them.
        if (!Encoding.Latin1.GetString(input).Contains("WATCH", StringComparison.OrdinalIgnoreCase))
        {
            DisagreementException.Unless(whole.AsSpan().SequenceEqual(cut), "other answers in several pieces");
        }
    }

    private static void CheckAnswers(ReadOnlySpan<byte> answers)
    {
        while (!answers.IsEmpty)
        {
            ReplyScanner scanner = default;
            int length = scanner.Scan(answers), read = RespReply.TryRead(answers, out _);
            DisagreementException.Unless(length > 0 && length == read, $"an answer has {length} bytes, and {read}");
            answers = answers[length..];
        }
    }

    private static byte[] Answers(ReadOnlySpan<byte> requests, int step)
    {
        byte last = 0;
        SessionIds ids = new(count => [.. Enumerable.Repeat(++last, count)]);
        RollBook book = new(new MemoryLog(), StandingClock.Instance);
        using MemoryStream said = new();
        Peer peer = new();
        ProtocolSwitch handler = new(peer, new ProtocolServices(book, ids, GuestsMayOpen: true, Redirection: null));
        handler.Begin();
        byte[] output = new byte[64 * 1024];
        int start = 0, end = 0;
        bool needsMore = true;
        while (!handler.IsFinished && handler.WantsInput)
        {
            if (needsMore && end == requests.Length)
            {
                if (start < end)
                {
                    start = end;
                    handler.InputBroken();
                    Take();
                    continue;
                }

                break;
            }

            end = needsMore ? Math.Min(end + step, requests.Length) : end;
            int consumed = handler.Receive(requests[start..end]);
            start += consumed;
            needsMore = consumed == 0 || start == end;
            Take();
        }

        handler.End(CloseReason.Peer);
        return said.ToArray();

        void Take()
        {
            int written;
            while ((written = handler.Fill(output)) > 0)
            {
                said.Write(output, 0, written);
            }
        }
    }

    private sealed class Peer : IConnection
    {
        EndPoint? IConnection.Peer { get; } = new IPEndPoint(IPAddress.Loopback, 40000);

        public void Wake()
        {
        }

        public void WakeLater()
        {
        }
    }

    /// <summary>Time that stands still, so that two runs say the same.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public static readonly StandingClock Instance = new();

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(20_000);

        public override long GetTimestamp() => 0;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
