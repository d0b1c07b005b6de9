using Chamada.Core.Protocols;
using Chamada.Core.Wire.Text;

namespace Chamada.Fuzz;

/// <summary>
/// The text protocol, and which protocol it is at all: neither depends on where the bytes are cut, and what has been recognised once stays.
/// </summary>
internal static class TextTarget
{
    /// <summary>The first byte says into pieces of which length the others are cut.</summary>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = input[1..];
        int step = 1 + (input[0] % 32);
        CheckProtocol(bytes, step);
        int whole = 0, cut = 0, end = 0;
        while (true)
        {
            bool expected = TextFrame.TryRead(bytes[whole..], out TextFrame one);
            bool found = Read(bytes, cut, ref end, step, out TextFrame other);
            DisagreementException.Unless(expected == found, $"a request in one piece: {expected}, in several: {found}");
            if (!expected)
            {
                return;
            }

            bool isSame = one.Role == other.Role && one.Input.SequenceEqual(other.Input) && one.Consumed > 0;
            DisagreementException.Unless(isSame, "another request in several pieces");
            whole += one.Consumed;
            cut += other.Consumed;
            DisagreementException.Unless(whole == cut, "not as many bytes");
        }
    }

    /// <summary>Reads with no more pieces than are needed.</summary>
    private static bool Read(ReadOnlySpan<byte> bytes, int start, ref int end, int step, out TextFrame frame)
    {
        end = Math.Max(end, start);
        while (!TextFrame.TryRead(bytes[start..end], out frame))
        {
            if (end == bytes.Length)
            {
                return false;
            }

            end = Math.Min(end + step, bytes.Length);
        }

        return true;
    }

    private static void CheckProtocol(ReadOnlySpan<byte> bytes, int step)
    {
        WireProtocol whole = ProtocolSniffer.Recognise(bytes), known = WireProtocol.Unknown;
        for (int end = 0; end <= bytes.Length && end <= TextFrame.LongestRequest + step; end += step)
        {
            WireProtocol found = ProtocolSniffer.Recognise(bytes[..end]);
            DisagreementException.Unless(known == WireProtocol.Unknown || known == found, $"{known} became {found}");
            DisagreementException.Unless(found == WireProtocol.Unknown || found == whole, $"{found} is {whole} in one piece");
            known = found;
        }
    }
}
