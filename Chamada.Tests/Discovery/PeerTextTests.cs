using System.Text;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;
using CsCheck;

namespace Chamada.Tests.Discovery;

/// <summary>What a host says about itself.</summary>
public sealed class PeerTextTests
{
    [Fact]
    public void What_is_written_is_read_again() => Gen.Select(Gen.String, Gen.Long[1, 999_999_999_999_999_999].HashSet[0, 60]).Sample(
        static (name, classes) =>
        {
            TextData data = PeerText.Write(name, classes);
            Assert.InRange(data.Strings.Length, 1, 400);
            PeerText text = PeerText.Read(data);
            Assert.Equal(PeerText.ProtocolVersion, text.Version);
            Assert.Equal(classes.Count, text.OpenCount);
            Assert.Equal(classes.Take(text.Classes.Count), text.Classes);
            Assert.True(text.Classes.Count == classes.Count || text.Classes.Count >= 12);
        },
        iter: 1000);

    [Fact]
    public void Whatever_comes_is_read_without_harm() => Gen.Byte.Array[0, 400].Sample(
        static bytes =>
        {
            // As the message's reader hands it on: strings whose lengths fit.
            var strings = new List<byte>();
            for (int at = 0; at < bytes.Length && at + 1 + bytes[at] <= bytes.Length; at += bytes[at] + 1)
            {
                strings.AddRange(bytes.AsSpan(at, bytes[at] + 1));
            }

            PeerText text = PeerText.Read(new TextData(strings.ToArray()));
            Assert.InRange(text.Name.Length, 0, PeerText.MaxName);
            Assert.True(text.OpenCount >= text.Classes.Count);
        },
        iter: 2000);

    [Theory]
    [InlineData("V=2|NAME=Ana|Class=7,7,8", 2, "Ana", new long[] { 7, 8 }, 2)]
    [InlineData("name=Ana|name=Bia|v=1", 1, "Ana", new long[0], 0)]
    [InlineData("class=0,-1,x,,12345678901234567890,5|open=3", 0, "", new long[] { 5 }, 3)]
    [InlineData("v=x|open=99999999999|=y|z", 0, "", new long[0], 0)]
    [InlineData("name= José  da\tSilva ", 0, "José  da Silva", new long[0], 0)]
    public void Keys_are_known_in_any_case_by_their_first_occurrence(string strings, int version, string name, long[] classes, int open)
    {
        byte[] bytes =
            [.. strings.Split('|').Select(Encoding.UTF8.GetBytes).SelectMany(static text => (byte[])[(byte)text.Length, .. text])];
        PeerText text = PeerText.Read(new TextData(bytes));
        Assert.Equal((version, name, open), (text.Version, text.Name, text.OpenCount));
        Assert.Equal(classes, text.Classes);
    }

    [Theory]
    [InlineData("c1440525e6ab1ebb09cbd87b3801dd629216909e41c75cf4944d97fa4efc05f5", true)]
    [InlineData("C1440525E6AB1EBB09CBD87B3801DD629216909E41C75CF4944D97FA4EFC05F5", true)]
    [InlineData("c1440525e6ab1ebb09cbd87b3801dd62", false)]
    [InlineData("x1440525e6ab1ebb09cbd87b3801dd629216909e41c75cf4944d97fa4efc05f5", false)]
    public void A_host_that_speaks_TLS_says_under_which_fingerprint(string said, bool isRead)
    {
        PeerText text =
            PeerText.Read(PeerText.Write("Ana", [.. Enumerable.Range(1, 200).Select(static i => 100_000_000_000_000_000L + i)], said));
        Assert.Equal(isRead ? said.ToLowerInvariant() : null, text.Fingerprint);
        Assert.Equal(200, text.OpenCount);
        Assert.Null(PeerText.Read(PeerText.Write("Ana", [3030])).Fingerprint);
    }

    [Fact]
    public void A_name_is_cut_between_characters() => Assert.Equal("ééé", PeerText.Shorten("éééé", 7));
}
