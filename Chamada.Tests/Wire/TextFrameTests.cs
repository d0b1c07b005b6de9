using System.Text;
using Chamada.Core.Protocols;
using Chamada.Core.Wire;
using Chamada.Core.Wire.Text;
using CsCheck;

namespace Chamada.Tests.Wire;

/// <summary>Requests of the Python programs, however TCP cuts them.</summary>
public sealed class TextFrameTests
{
    private static readonly (string Bytes, string Input, TextRole Role)[] Frames =
    [
        ("3030,teacher", "3030", TextRole.Teacher),
        ("10/3030,student", "10/3030", TextRole.Student),
        (",teacher", "", TextRole.Teacher),
        ("a,b/3030,student", "a,b/3030", TextRole.Student),
        ("joão/3030,student", "joão/3030", TextRole.Student),
        (" 3030 ,teacher", "3030", TextRole.Teacher),
        ("\r\n3030,teacher", "3030", TextRole.Teacher),
        ("10/3030, student", "10/3030", TextRole.Student),
        ("3030 , \t teacher", "3030", TextRole.Teacher),
        ("3030\n", "3030", TextRole.None),
    ];

    [Fact]
    public void Every_request_is_read_the_same_wherever_it_is_cut()
    {
        foreach ((string text, string input, TextRole role) in Frames)
        {
            foreach (byte[][] pieces in Framing.Cuts(Encoding.UTF8.GetBytes(text)))
            {
                Assert.Equal([(input, role)], Read(pieces));
            }
        }
    }

    [Fact]
    public void Every_pair_of_requests_is_read_the_same_wherever_it_is_cut()
    {
        foreach ((string first, string firstInput, TextRole firstRole) in Frames)
        {
            foreach ((string second, string secondInput, TextRole secondRole) in Frames)
            {
                foreach (byte[][] pieces in Framing.Cuts(Encoding.UTF8.GetBytes(first + second)))
                {
                    Assert.Equal([(firstInput, firstRole), (secondInput, secondRole)], Read(pieces));
                }
            }
        }
    }

    [Fact]
    public void A_request_without_a_role_ends_at_1024_bytes()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(new string('1', 1100) + ",teacher");
        (string input, TextRole role)[] expected = [(new string('1', 1024), TextRole.None), (new string('1', 76), TextRole.Teacher)];
        foreach (byte[][] pieces in Framing.Cuts(bytes))
        {
            Assert.Equal(expected, Read(pieces));
        }

        Assert.Equal((new string('1', 1024), TextRole.Teacher),
            Assert.Single(Read([Encoding.ASCII.GetBytes(new string('1', 1024) + ",teacher")])));
    }

    [Fact]
    public void White_space_before_a_role_counts_in_its_length()
    {
        byte[] bytes = Encoding.ASCII.GetBytes("3030," + new string(' ', 1100) + "teacher");
        (string, TextRole)[] expected = [("3030," + new string(' ', 1019), TextRole.None)];
        foreach (byte[][] pieces in Framing.Cuts(bytes))
        {
            Assert.Equal(expected, Read(pieces)); // What follows is a request that has not ended yet.
        }
    }

    [Theory]
    [InlineData("*1\r\n$4\r\nPING\r\n", WireProtocol.Resp)]
    [InlineData("PING\r\n", WireProtocol.Resp)]
    [InlineData("GET / HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("GET /1/3030,student HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("POST /x,student HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("OPTIONS * HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("HEAD http://127.0.0.1:5050/1,teacher HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("get /1,teacher", WireProtocol.Http)]
    [InlineData("POST 8080,teacher HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("GET 8080,teacher HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("CONNECT 8080,teacher:5050 HTTP/1.1\r\n", WireProtocol.Http)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", WireProtocol.Http)]
    [InlineData("PRI *,teacher", WireProtocol.Http)]
    [InlineData("PRI\r\nOPEN 3030\r\n", WireProtocol.Resp)]
    [InlineData("GET 3030\r\n", WireProtocol.Resp)]
    [InlineData("ECHO /\r\n", WireProtocol.Resp)]
    [InlineData("ANA LIMA/3030,student", WireProtocol.Text)]
    [InlineData("042191010 /3030,student", WireProtocol.Text)]
    [InlineData("10/3030, student", WireProtocol.Text)]
    [InlineData("\u0016\u0003\u0001\r\nOPEN 3030\r\n", WireProtocol.Tls)]
    [InlineData("\0\u0003,teacher", WireProtocol.None)]
    [InlineData("PING\r\n3030,teacher", WireProtocol.Resp)]
    [InlineData("3030,teacher", WireProtocol.Text)]
    [InlineData("abc/3030,student\r\nPING\r\n", WireProtocol.Text)]
    [InlineData("3030,teach", WireProtocol.Unknown)]
    [InlineData("PING", WireProtocol.Unknown)]
    public void The_protocol_is_recognised_wherever_the_first_bytes_are_cut(string text, WireProtocol expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WireProtocol first = WireProtocol.Unknown;
        for (int i = 0; i <= bytes.Length; i++)
        {
            WireProtocol found = ProtocolSniffer.Recognise(bytes.AsSpan(0, i));
            Assert.True(found == expected || found == WireProtocol.Unknown, $"{i} bytes: {found}");
            first = found;
        }

        Assert.Equal(expected, first);
    }

    [Fact]
    public void Nonsense_is_read_the_same_wherever_it_is_cut() =>
        Gen.Char["3,teacherstudn \n"].Array[0, 40].Select(c => Encoding.ASCII.GetBytes(c)).Select(Gen.Int[0, 40]).Sample((bytes, cut) =>
        {
            int at = Math.Min(cut, bytes.Length);
            Assert.Equal(Read([bytes]), Read([bytes[..at], bytes[at..]]));
        });

    private static List<(string Input, TextRole Role)> Read(byte[][] pieces)
    {
        List<(string, TextRole)> requests = [];
        byte[] gathered = [];
        foreach (byte[] piece in pieces)
        {
            gathered = [.. gathered, .. piece];
            while (true)
            {
                bool isWhole = TextFrame.TryRead(gathered, out TextFrame frame);
                gathered = gathered[frame.Consumed..];
                if (!isWhole)
                {
                    break;
                }

                requests.Add((Encoding.UTF8.GetString(frame.Input), frame.Role));
            }
        }

        return requests;
    }
}
