using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Chamada.Core.Discovery.Dns;
using Chamada.Core.Unicode;

namespace Chamada.Core.Discovery.Peers;

/// <summary>
/// What a host says about itself in its TXT record (RFC 6763 §6): <c>v=1</c>, the version of the protocol; <c>name=</c>, the name to show;
/// <c>class=3030,4040</c>, the open classes in rising order, as many as fit into one string; and, where not all fit, <c>open=</c>, how many
/// there are; and, where it speaks TLS, <c>tls=</c>, its fingerprint in 64 hexadecimal digits.
/// </summary>
/// <param name="Version">The version of the protocol; 0 when the host does not say.</param>
/// <param name="Name">The name to show, made fit for a terminal; empty when the host does not say.</param>
/// <param name="Classes">Open classes.</param>
/// <param name="OpenCount">How many classes are open, those that are not named included.</param>
internal sealed record PeerText(int Version, string Name, IReadOnlyList<long> Classes, int OpenCount)
{
    /// <summary>The fingerprint of a host that speaks TLS, 64 hexadecimal digits in lower case; null where it does not say.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The version of the protocol that this program speaks.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>The most characters of a name that are shown.</summary>
    public const int MaxName = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private const int MaxString = 255, MaxNameBytes = 100, MaxDigits = 18, FingerprintDigits = 64;

    /// <summary>Writes the record's data; at most 470 bytes.</summary>
    public static TextData Write(string name, IReadOnlyCollection<long> classes, string? fingerprint = null)
    {
        var bytes = new List<byte>();
        Add("v=1");
        Add("name=" + Shorten(name, MaxNameBytes));
        var list = new StringBuilder("class=");
        int named = 0;
        foreach (long number in classes)
        {
            string digits = number.ToString(CultureInfo.InvariantCulture);
            if (list.Length + 1 + digits.Length > MaxString)
            {
                break;
            }

            list.Append(named++ == 0 ? "" : ",").Append(digits);
        }

        if (named > 0)
        {
            Add(list.ToString());
        }

        if (named < classes.Count)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"open={classes.Count}"));
        }

        if (fingerprint is not null)
        {
            Add("tls=" + fingerprint);
        }

        return new TextData(bytes.ToArray());

        void Add(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            bytes.Add((byte)utf8.Length);
            bytes.AddRange(utf8);
        }
    }

    /// <summary>
    /// Reads the record's data. What cannot be understood is as if it were not there; keys are known by their first occurrence.
    /// </summary>
    public static PeerText Read(TextData data)
    {
        int version = -1, open = -1;
        string? name = null, fingerprint = null;
        List<long>? classes = null;
        for (ReadOnlySpan<byte> rest = data.Strings.Span; rest.Length > 0; rest = rest[(rest[0] + 1)..])
        {
            ReadOnlySpan<byte> text = rest.Slice(1, rest[0]);
            int equals = text.IndexOf((byte)'=');
            if (equals <= 0)
            {
                continue;
            }

            ReadOnlySpan<byte> key = text[..equals], value = text[(equals + 1)..];
            if (version < 0 && Ascii.EqualsIgnoreCase(key, "v"u8))
            {
                version = TryDigits(value, out long number) && number <= int.MaxValue ? (int)number : 0;
            }
            else if (name is null && Ascii.EqualsIgnoreCase(key, "name"u8))
            {
                name = Clean(value);
            }
            else if (classes is null && Ascii.EqualsIgnoreCase(key, "class"u8))
            {
                classes = ReadClasses(value);
            }
            else if (open < 0 && Ascii.EqualsIgnoreCase(key, "open"u8))
            {
                open = TryDigits(value, out long number) && number <= int.MaxValue ? (int)number : 0;
            }
            else if (fingerprint is null && Ascii.EqualsIgnoreCase(key, "tls"u8) && value.Length == FingerprintDigits
                && !value.ContainsAnyExcept(HexDigits))
            {
                fingerprint = Encoding.ASCII.GetString(value).ToLowerInvariant();
            }
        }

        return new PeerText(Math.Max(version, 0), name ?? "", classes ?? [], Math.Max(open, classes?.Count ?? 0))
        {
            Fingerprint = fingerprint,
        };
    }

    /// <summary>
    /// Makes text from the network fit to be shown: no control character and none that turns the direction of writing, spaces in
    /// place of line ends, at most <see cref="MaxName"/> characters.
    /// </summary>
    public static string Clean(ReadOnlySpan<byte> utf8)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in HiddenCharacters.TakeOff(Encoding.UTF8.GetString(utf8)).EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxName)
            {
                break;
            }

            clean.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>The longest beginning of a text, in whole characters, that has at most so many bytes in UTF-8.</summary>
    public static string Shorten(string text, int maxBytes)
    {
        int bytes = 0, length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > maxBytes)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>Reads 1 to 18 ASCII digits and nothing else.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        return digits.Length is > 0 and <= MaxDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(digits, out value, out int used) && used == digits.Length;
    }

    private static List<long> ReadClasses(ReadOnlySpan<byte> value)
    {
        var classes = new List<long>();
        foreach (Range part in value.Split((byte)','))
        {
            if (TryDigits(value[part], out long number) && number > 0 && !classes.Contains(number))
            {
                classes.Add(number);
            }
        }

        return classes;
    }
}
