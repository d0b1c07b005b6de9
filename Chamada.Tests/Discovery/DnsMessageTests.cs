using System.Net;
using Chamada.Core.Discovery.Announcing;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Finding;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using CsCheck;

namespace Chamada.Tests.Discovery;

/// <summary>The reader of DNS messages: whole messages are read as they were written, anything else is refused, nothing throws.</summary>
public sealed class DnsMessageTests
{
    /// <summary>How many inputs each property tries; CHAMADA_FUZZ asks for more.</summary>
    private static readonly long Inputs = long.TryParse(Environment.GetEnvironmentVariable("CHAMADA_FUZZ"), out long wanted)
        ? wanted
        : 4000;

    private static readonly Gen<string> Label = Gen.String[Gen.Char.AlphaNumeric, 1, 63];
    private static readonly Gen<DnsName> Name = Gen.OneOf(
        Label.Array[0, 3].Select(static labels => DnsName.Of(labels)),
        Label.Select(static label => ServiceRecords.Service.Under(label)),
        Gen.Long[1, 999_999_999_999_999_999].Select(ServiceRecords.ServiceOf),
        Gen.Const(ServiceRecords.Service));

    private static readonly Gen<DnsRecord> Record = Gen.OneOf(
        Gen.Select(Name, Name, static (name, target) => new DnsRecord(name, DnsType.Ptr, 120, false, new PointerData(target))),
        Gen.Select(Name, Name, Gen.UShort,
            static (name, target, port) => new DnsRecord(name, DnsType.Srv, 120, true, new ServiceData(0, 0, port, target))),
        Gen.Select(Name, Label.Array[1, 4],
            static (name, strings) => new DnsRecord(name, DnsType.Txt, 10, true, new TextData(Strings(strings)))),
        Gen.Select(Name, Gen.Byte.Array[4],
            static (name, address) => new DnsRecord(name, DnsType.A, uint.MaxValue, true, new AddressData(new IPAddress(address)))),
        Gen.Select(Name, Gen.Byte.Array[16],
            static (name, address) => new DnsRecord(name, DnsType.Aaaa, 0, false, new AddressData(new IPAddress(address)))),
        Gen.Select(Name, static name => new DnsRecord(name, DnsType.Nsec, 120, true, ExistingTypesData.Of(name, DnsType.A, DnsType.Srv))));

    private static readonly Gen<byte[]> Whole =
        Gen.Select(Gen.Bool, Name.Array[0, 3], Record.Array[0, 8], static (isResponse, questions, records) =>
    {
        var writer = new DnsWriter(isResponse);
        foreach (DnsName question in questions)
        {
            writer.TryAdd(new DnsQuestion(question, DnsType.Any));
        }

        foreach (DnsRecord record in records)
        {
            writer.TryAdd(record, DnsWriter.Part.Answer);
        }

        return writer.ToArray();
    });

    /// <summary>Whole messages with some bytes changed, pointers above all; cut; or nothing but random bytes.</summary>
    private static readonly Gen<byte[]> Junk = Gen.OneOf(
        Gen.Select(Whole, Gen.Select(Gen.Int[0, 1500],
            Gen.OneOf(Gen.Byte, Gen.Const((byte)0xC0), Gen.Const((byte)0xFF), Gen.Const((byte)0))).Array[1, 12], static (packet, changes) =>
        {
            foreach ((int at, byte value) in changes)
            {
                packet[at % packet.Length] = value;
            }

            return packet;
        }),
        Gen.Select(Whole, Gen.Int[0, 1440], static (packet, length) => packet[..Math.Min(length, packet.Length)]),
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte[0, 3], Gen.Byte[0, 6], static (bytes, questions, answers) =>
        {
            if (bytes.Length >= DnsMessage.HeaderLength)
            {
                bytes[2] &= 0x86;
                bytes[3] = 0;
                (bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9], bytes[10], bytes[11]) = (0, questions, 0, answers, 0, 0, 0, 0);
            }

            return bytes;
        }),
        Gen.Byte.Array[0, 9001]);

    [Fact]
    public void What_is_written_is_read_again() => Gen.Select(Name.Array[0, 3], Record.Array[0, 12]).Sample(
        static (names, records) =>
        {
            var writer = new DnsWriter(isResponse: true, id: 77, limit: DnsMessage.MaxLength);
            List<DnsQuestion> questions = [.. names.Select(static name => new DnsQuestion(name, DnsType.Ptr, true))];
            Assert.All(questions, question => Assert.True(writer.TryAdd(question)));
            Assert.All(records, record => Assert.True(writer.TryAdd(record, DnsWriter.Part.Answer)));
            Assert.True(DnsMessage.TryParse(writer.ToArray(), out DnsMessage? message));
            Assert.Equal(77, message.Id);
            Assert.True(message.IsResponse);
            Assert.Equal(questions, message.Questions);
            Assert.Equal(records, message.Answers);
        },
        iter: Inputs / 10);

    [Fact]
    public void A_record_that_does_not_fit_leaves_no_trace() => Record.Array[1, 40].Sample(
        static records =>
        {
            var writer = new DnsWriter(isResponse: true, limit: 400);
            List<DnsRecord> fitted = [.. records.Where(record => writer.TryAdd(record, DnsWriter.Part.Additional))];
            Assert.True(DnsMessage.TryParse(writer.ToArray(), out DnsMessage? message));
            Assert.Equal(fitted, message.Additionals);
        },
        iter: Inputs / 10);

    [Fact]
    public void Junk_never_throws_and_what_passes_can_be_written_again() => Junk.Sample(
        static packet =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isMessage = DnsMessage.TryParse(packet, out DnsMessage? message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
            if (!isMessage)
            {
                return;
            }

            var writer = new DnsWriter(message!.IsResponse, message.Id, limit: 300_000, compress: false);
            Assert.All(message.Questions, question => Assert.True(writer.TryAdd(question)));
            Assert.All(message.Answers, record => Assert.True(writer.TryAdd(record, DnsWriter.Part.Answer)));
        },
        iter: Inputs);

    [Fact]
    public void Junk_disturbs_neither_host_nor_list()
    {
        var source = new IPEndPoint(IPAddress.Parse("10.0.0.66"), MulticastDns.Port);
        LinkKey link = new(1, System.Net.Sockets.AddressFamily.InterNetwork);
        Junk.Sample(
            packet =>
            {
                if (!DnsMessage.TryParse(packet, out DnsMessage? message))
                {
                    return;
                }

                var responder = new Responder("Ana", 5050, new Random(1));
                var browser = new Browser(ServiceRecords.Service, new Random(1));
                responder.LinkUp(link, [IPAddress.Parse("10.0.0.1")], TimeSpan.Zero);
                responder.Open(3030, TimeSpan.Zero);
                browser.LinkUp(link, new NetworkLink(1, "eth0", false, [new LinkAddress(IPAddress.Parse("10.0.0.2"), 24)]), TimeSpan.Zero);
                var output = new List<Datagram>();
                for (int second = 0; second < 8; second++)
                {
                    TimeSpan now = TimeSpan.FromSeconds(second);
                    responder.Receive(new LinkPacket(link, source, second % 2 == 0, false, message), now);
                    browser.Receive(new LinkPacket(link, source, true, false, message), now);
                    responder.Collect(now, output);
                    browser.Collect(now, output);
                }

                Assert.Equal(1, responder.ClaimedLinks);
                Assert.InRange(output.Count, 1, 60);
                Assert.All(output, static datagram => Assert.True(DnsMessage.TryParse(datagram.Payload, out _)));
            },
            iter: Inputs / 4);
    }

    [Theory]
    [InlineData("C00C", "a pointer to itself")]
    [InlineData("C00E" + "C00C", "two pointers to each other")]
    [InlineData("0161" + "C00C", "a label, then a pointer to it: an endless name")]
    [InlineData("C0FF", "a pointer behind the end")]
    [InlineData("C000", "a pointer into the header")]
    [InlineData("4061", "a label of a kind that does not exist")]
    [InlineData("3F61", "a label longer than the packet")]
    [InlineData("0161", "a name without an end")]
    [InlineData("", "no name at all")]
    [InlineData("C0", "half a pointer")]
    public void Malformed_names_are_refused(string hex, string why)
    {
        byte[] header = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        Assert.False(DnsMessage.TryParse([.. header, .. Convert.FromHexString(hex)], out _), why);
        Assert.False(DnsMessage.TryParse([.. header, .. Convert.FromHexString(hex), 0, 12, 0, 1], out _), why);
    }

    [Fact]
    public void A_name_is_at_most_255_bytes_however_it_is_compressed()
    {
        // Four names of 62 bytes, each ending in a pointer to the one before, make a name of 253 bytes; a fifth makes it too long.
        Assert.True(DnsMessage.TryParse(Chain(4), out DnsMessage? message));
        Assert.Equal(254, message.Questions[^1].Name.Wire.Length + 1);
        Assert.False(DnsMessage.TryParse(Chain(5), out _));

        static byte[] Chain(int count)
        {
            var packet = new List<byte> { 0, 0, 0, 0, 0, (byte)count, 0, 0, 0, 0, 0, 0 };
            int before = -1;
            for (int i = 0; i < count; i++)
            {
                int start = packet.Count;
                packet.Add(62);
                packet.AddRange(Enumerable.Repeat((byte)'a', 62));
                packet.AddRange(before < 0 ? [0] : [(byte)(0xC0 | (before >> 8)), (byte)before]);
                packet.AddRange([0, 12, 0, 1]);
                before = start;
            }

            return [.. packet];
        }
    }

    [Fact]
    public void Pointers_to_pointers_come_to_an_end_soon()
    {
        // A record of an unknown type, its data a chain of pointers, each to the one before; then a name that points to the last.
        Assert.True(DnsMessage.TryParse(Chain(10), out DnsMessage? message));
        Assert.Equal("a.", message.Answers[1].Name.ToString());
        Assert.False(DnsMessage.TryParse(Chain(3000), out _));

        static byte[] Chain(int links)
        {
            var packet = new List<byte> { 0, 0, 0x84, 0, 0, 0, 0, 2, 0, 0, 0, 0 };
            int length = 3 + (2 * links);
            packet.AddRange([0, 0x20, 0, 0, 1, 0, 0, 0, 9, (byte)(length >> 8), (byte)length]);
            int target = packet.Count;
            packet.AddRange([1, (byte)'a', 0]);
            for (int i = 0; i < links; i++)
            {
                int at = packet.Count;
                packet.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target]);
                target = at;
            }

            packet.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 0, 0, 1]);
            return [.. packet];
        }
    }

    [Fact]
    public void A_count_reserves_nothing()
    {
        byte[] packet = [0, 0, 0x84, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(DnsMessage.TryParse(packet, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void Names_are_equal_whatever_their_case_and_other_classes_are_passed_over()
    {
        Assert.Equal(ServiceRecords.Service, DnsName.Of("_CHAMADA", "_Tcp", "LOCAL"));
        Assert.Equal(ServiceRecords.Service.GetHashCode(), DnsName.Of("_CHAMADA", "_Tcp", "LOCAL").GetHashCode());

        // The OPT record (RFC 6891) that Apple's devices send along has a payload size where others have their class.
        byte[] packet = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 41, 0x05, 0xA0, 0, 0, 0, 0, 0, 2, 0, 0];
        Assert.True(DnsMessage.TryParse(packet, out DnsMessage? message));
        Assert.Empty(message.Additionals);
    }

    [Theory]
    [InlineData("_t3030", true)]
    [InlineData("_T3030", true)]
    [InlineData("_t999999999999999999", true)]
    [InlineData("_t9999999999999999999", false)]
    [InlineData("_t03030", false)]
    [InlineData("_t0", false)]
    [InlineData("_t", false)]
    [InlineData("_tx", false)]
    [InlineData("t3030", false)]
    public void Only_class_numbers_are_subtypes(string label, bool isClass) =>
        Assert.Equal(isClass, ServiceRecords.TryClass(ServiceRecords.Service.Under("_sub").Under(label), out _));

    private static byte[] Strings(string[] texts) =>
        [.. texts.SelectMany(static text => (byte[])[(byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)])];
}
