using System.Globalization;
using System.Text;
using Chamada.Core.Protocols;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Fuzz;

/// <summary>Requests in RESP: what is read does not depend on where the bytes are cut, nor on the way in which they were framed.</summary>
internal static class RespTargets
{
    private static readonly RespFrame Whole = new(), Cut = new(), Again = new();

    /// <summary>Frames of any kind. The first byte says into pieces of which length they are cut.</summary>
    public static void Resp(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = input[1..];
        int step = 1 + (input[0] % 32), whole = 0, cut = 0, end = 0;
        while (true)
        {
            FrameStatus expected = Whole.Read(bytes[whole..]);
            CheckPlain(bytes[whole..], expected);
            FrameStatus found = Cut.Read(bytes[cut..end]);
            while (found == FrameStatus.Incomplete && end < bytes.Length)
            {
                end = Math.Min(end + step, bytes.Length);
                found = Cut.Read(bytes[cut..end]);
            }

            DisagreementException.Unless(found == expected, $"{expected} in one piece, {found} in several");
            if (expected != FrameStatus.Complete)
            {
                return;
            }

            CheckSame(bytes[whole..], Whole, bytes[cut..end], Cut);
            DisagreementException.Unless(Whole.Consumed > 0 && Whole.Consumed == Cut.Consumed, "not as many bytes");
            CheckFramedAgain(bytes[whole..]);
            whole += Whole.Consumed;
            cut += Cut.Consumed;
            end = Math.Max(end, cut);
        }
    }

    /// <summary>One line: its words are the same when each is written anew in quotes.</summary>
    public static void Inline(ReadOnlySpan<byte> input)
    {
        byte[] line = [.. "PING "u8, .. input, (byte)'\n'];
        if (Whole.Read(line) != FrameStatus.Complete)
        {
            return;
        }

        ReadOnlySpan<byte> first = line.AsSpan(0, Whole.Consumed);
        StringBuilder quoted = new();
        for (int i = 0; i < Whole.Count; i++)
        {
            quoted.Append(i > 0 ? " \"" : "\"");
            foreach (byte b in Whole.Argument(first, i))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            }

            quoted.Append('"');
        }

        byte[] anew = Encoding.ASCII.GetBytes(quoted.Append("\r\n").ToString());
        if (anew.Length > RespFrame.MaxBytes)
        {
            return;
        }

        DisagreementException.Unless(Cut.Read(anew) == FrameStatus.Complete, "quoted words are no line");
        CheckSame(first, Whole, anew, Cut);
    }

    /// <summary>A registration that is recognised by its first bytes is the one that the frame holds.</summary>
    private static void CheckPlain(ReadOnlySpan<byte> bytes, FrameStatus status)
    {
        int plain = PlainRegistration.Read(bytes, out ClassNumber number, out StudentId student);
        if (plain > 0)
        {
            bool same = status == FrameStatus.Complete && Whole.Consumed == plain && Whole.Count == 3
                && Whole.Argument(bytes, 0).SequenceEqual("PRESENT"u8)
                && ClassNumber.TryParse(Whole.Argument(bytes, 1), out ClassNumber framed) && framed == number
                && StudentId.TryParse(Whole.Argument(bytes, 2), out StudentId named) && named == student;
            DisagreementException.Unless(same, "a plain registration is another one as a frame");
        }
    }

    /// <summary>The same arguments, written as an array of bulk strings, are the same request.</summary>
    private static void CheckFramedAgain(ReadOnlySpan<byte> bytes)
    {
        if (Whole.Count == 0)
        {
            return;
        }

        List<byte> framed = [.. Encoding.ASCII.GetBytes($"*{Whole.Count}\r\n")];
        for (int i = 0; i < Whole.Count; i++)
        {
            ReadOnlySpan<byte> argument = Whole.Argument(bytes, i);
            framed.AddRange(Encoding.ASCII.GetBytes($"${argument.Length}\r\n"));
            framed.AddRange(argument);
            framed.AddRange("\r\n"u8);
        }

        byte[] array = [.. framed];
        if (array.Length <= RespFrame.MaxBytes)
        {
            DisagreementException.Unless(Again.Read(array) == FrameStatus.Complete && Again.Consumed == array.Length, "an array is none");
            CheckSame(bytes, Whole, array, Again);
        }
    }

    private static void CheckSame(ReadOnlySpan<byte> left, RespFrame one, ReadOnlySpan<byte> right, RespFrame other)
    {
        DisagreementException.Unless(one.Count == other.Count, $"{one.Count} arguments, {other.Count} arguments");
        for (int i = 0; i < one.Count; i++)
        {
            DisagreementException.Unless(one.Argument(left, i).SequenceEqual(other.Argument(right, i)), $"argument {i} is another one");
        }
    }
}
