using System.Text;
using Chamada.Core.Protocols;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Tests.Wire;

/// <summary>The short way of reading a registration reads nothing that the long way would read otherwise.</summary>
public sealed class PlainRegistrationTests
{
    private static readonly string[] Classes = ["1", "3030", "0000003030", "999999999999999999"];
    private static readonly string[] Students = ["7", "042191010", "A.b_c-D", new('z', 32)];

    [Fact]
    public void The_usual_form_is_read()
    {
        foreach (string number in Classes)
        {
            foreach (string student in Students)
            {
                byte[] bytes = Request(number, student);

                int consumed = PlainRegistration.Read([.. bytes, .. "*1\r\n"u8], out ClassNumber readClass, out StudentId readStudent);

                Assert.Equal(bytes.Length, consumed);
                Assert.Equal((long.Parse(number, null), student), (readClass.Value, readStudent.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("*3\r\n$7\r\npresent\r\n$4\r\n3030\r\n$1\r\n7\r\n")]
    [InlineData("*4\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$1\r\n7\r\n$7\r\nCONFIRM\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$1\r\n0\r\n$1\r\n7\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$19\r\n1000000000000000000\r\n$1\r\n7\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$0\r\n\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$33\r\n123456789012345678901234567890123\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$3\r\na b\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$5\r\n3030\r\n$1\r\n7\r\n")]
    [InlineData("*3\r\n$7\r\nPRESENT\r\n$-1\r\n$1\r\n7\r\n")]
    [InlineData("PRESENT 3030 7\r\n")]
    public void Everything_else_is_left_to_the_long_way(string text) =>
        Assert.Equal(0, PlainRegistration.Read(Encoding.ASCII.GetBytes(text), out _, out _));

    [Fact]
    public void Whatever_is_cut_off_is_left_to_the_long_way()
    {
        byte[] bytes = Request("3030", "042191010");

        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(0, PlainRegistration.Read(bytes.AsSpan(0, length), out _, out _));
        }
    }

    [Fact]
    public void With_any_byte_changed_or_lost_both_ways_agree()
    {
        RespFrame frame = new();
        foreach (string number in Classes)
        {
            foreach (string student in Students)
            {
                byte[] bytes = [.. Request(number, student), .. Request("1", "2")];
                for (int at = 0; at < bytes.Length; at++)
                {
                    AssertSame(frame, [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + 1)]);
                    for (int other = 0; other < 256; other++)
                    {
                        byte[] changed = [.. bytes];
                        changed[at] = (byte)other;
                        AssertSame(frame, changed);
                    }
                }
            }
        }
    }

    private static void AssertSame(RespFrame frame, byte[] bytes)
    {
        int consumed = PlainRegistration.Read(bytes, out ClassNumber number, out StudentId student);
        if (consumed == 0)
        {
            return;
        }

        Assert.Equal(FrameStatus.Complete, frame.Read(bytes));
        Assert.Equal((3, consumed), (frame.Count, frame.Consumed));
        Assert.Equal("PRESENT", Encoding.ASCII.GetString(frame.Argument(bytes, 0)));
        Assert.True(ClassNumber.TryParse(frame.Argument(bytes, 1), out ClassNumber expectedClass));
        Assert.True(StudentId.TryParse(frame.Argument(bytes, 2), out StudentId expectedStudent));
        Assert.Equal((expectedClass, expectedStudent), (number, student));
    }

    private static byte[] Request(string number, string student) => Encoding.ASCII.GetBytes(
        $"*3\r\n$7\r\nPRESENT\r\n${number.Length}\r\n{number}\r\n${student.Length}\r\n{student}\r\n");
}
