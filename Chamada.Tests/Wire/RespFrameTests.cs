using System.Globalization;
using System.Text;
using Chamada.Core.Wire.Resp;
using CsCheck;

namespace Chamada.Tests.Wire;

/// <summary>RESP requests, however TCP cuts them.</summary>
public sealed class RespFrameTests
{
    private static readonly (string Bytes, string[] Words)[] Frames =
    [
        ("*1\r\n$4\r\nPING\r\n", ["PING"]),
        ("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$9\r\n042191010\r\n", ["PRESENT", "3030", "042191010"]),
        ("*2\r\n$4\r\nECHO\r\n$0\r\n\r\n", ["ECHO", ""]),
        ("*2\r\n$4\r\nECHO\r\n$4\r\n\r\n$1\r\n", ["ECHO", "\r\n$1"]),
        ("*0\r\n", []),
        ("*-1\r\n", []),
        ("\r\n", []),
        ("PING\r\n", ["PING"]),
        ("ping\n", ["ping"]),
        ("  PRESENT   3030\t042191010  \r\n", ["PRESENT", "3030", "042191010"]),
        ("ECHO \"a b\\n\\x41\\\"\" 'c\\'d' e\r\n", ["ECHO", "a b\nA\"", "c'd", "e"]),
    ];

    public static TheoryData<string, string> Broken => new()
    {
        { "*x\r\n", "invalid multibulk length" },
        { "*\r\n", "invalid multibulk length" },
        { "*1\n", "invalid multibulk length" },
        { "*9999999999\r\n", "invalid multibulk length" },
        { "*257\r\n", "invalid multibulk length" },
        { "*1\r\n:1\r\n", "expected '$', got ':'" },
        { "*1\r\n\u0001", "expected '$', got '\\x01'" },
        { "*1\r\n$-1\r\n", "invalid bulk length" },
        { "*1\r\n$1000000000\r\n", "invalid bulk length" },
        { "*1\r\n$99999\r\n", "invalid bulk length" },
        { "*1\r\n$4\r\nPINGG\r\n", "a bulk string is not followed by CRLF" },
        { "ECHO \"open\r\n", "unbalanced quotes in request" },
        { "ECHO \"a\"b\r\n", "unbalanced quotes in request" },
    };

    [Fact]
    public void Every_frame_is_read_the_same_wherever_it_is_cut()
    {
        foreach ((string text, string[] words) in Frames)
        {
            foreach (byte[][] pieces in Framing.Cuts(Encoding.UTF8.GetBytes(text)))
            {
                Assert.Equal([words], Read(pieces, out string? problem));
                Assert.Null(problem);
            }
        }
    }

    [Fact]
    public void Every_pair_of_frames_is_read_the_same_wherever_it_is_cut()
    {
        foreach ((string first, string[] firstWords) in Frames)
        {
            foreach ((string second, string[] secondWords) in Frames)
            {
                foreach (byte[][] pieces in Framing.Cuts(Encoding.UTF8.GetBytes(first + second)))
                {
                    Assert.Equal([firstWords, secondWords], Read(pieces, out _));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_frame_is_named_wherever_it_is_cut(string text, string problem)
    {
        foreach (byte[][] pieces in Framing.Cuts(Encoding.UTF8.GetBytes(text)))
        {
            Assert.Empty(Read(pieces, out string? found));
            Assert.Equal(problem, found);
        }
    }

    [Fact]
    public void A_request_has_at_most_16_KiB_wherever_it_is_cut()
    {
        string most = Array(RespFrame.MaxBytes), more = Array(RespFrame.MaxBytes + 1);
        Assert.Single(Read([Encoding.UTF8.GetBytes(most)], out _));
        foreach (int cut in new[] { 0, 100, RespFrame.MaxBytes - 1, RespFrame.MaxBytes })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(more);
            Assert.Empty(Read([bytes[..cut], bytes[cut..]], out string? problem));
            Assert.Equal("too big request", problem);
        }

        Assert.Empty(Read([Encoding.UTF8.GetBytes(new string('x', RespFrame.MaxBytes))], out string? inline));
        Assert.Equal("too big inline request", inline);
        byte[] longest = Encoding.UTF8.GetBytes(new string('x', RespFrame.MaxBytes - 1) + "\n"), longer = [(byte)'x', .. longest];
        foreach (int cut in new[] { 0, 100, RespFrame.MaxBytes - 1, RespFrame.MaxBytes })
        {
            Assert.Single(Read([longest[..cut], longest[cut..]], out _));
            Assert.Empty(Read([longer[..cut], longer[cut..]], out inline));
            Assert.Equal("too big inline request", inline);
        }

        static string Array(int length)
        {
            int payload = length - "*1\r\n$16369\r\n\r\n".Length;
            return string.Create(CultureInfo.InvariantCulture, $"*1\r\n${payload}\r\n{new string('x', payload)}\r\n");
        }
    }

    [Fact]
    public void What_is_written_as_an_array_is_read_again() =>
        Gen.Byte.Array[0, 40].Array[1, 8].Sample(words =>
        {
            byte[] bytes = new byte[4096];
            RespWriter writer = new(bytes);
            writer.Array(words.Length);
            foreach (byte[] word in words)
            {
                writer.Bulk(word);
            }

            RespFrame frame = new();
            Assert.Equal(FrameStatus.Complete, frame.Read(bytes.AsSpan(0, writer.Written)));
            Assert.Equal(writer.Written, frame.Consumed);
            for (int i = 0; i < words.Length; i++)
            {
                Assert.Equal(words[i], frame.Argument(bytes, i).ToArray());
            }
        });

    [Fact]
    public void Nonsense_is_never_more_than_malformed() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Char["*$:\r\n0123456789-+ \"'\\xPING"].Array[0, 60].Select(c => Encoding.ASCII.GetBytes(c)))
            .Sample(bytes => Read([bytes], out _).Count <= bytes.Length, iter: 20_000);

    /// <summary>Reads frames as a session does: whole ones from what has gathered, the rest stays.</summary>
    private static List<string[]> Read(byte[][] pieces, out string? problem)
    {
        RespFrame frame = new();
        List<string[]> frames = [];
        byte[] gathered = [];
        problem = null;
        foreach (byte[] piece in pieces)
        {
            gathered = [.. gathered, .. piece];
            FrameStatus status;
            while ((status = frame.Read(gathered)) == FrameStatus.Complete)
            {
                frames.Add([.. Enumerable.Range(0, frame.Count).Select(i => Encoding.UTF8.GetString(frame.Argument(gathered, i)))]);
                Assert.InRange(frame.Consumed, 1, gathered.Length);
                gathered = gathered[frame.Consumed..];
            }

            if (status == FrameStatus.Malformed)
            {
                problem = frame.Problem;
                return frames;
            }
        }

        return frames;
    }
}
