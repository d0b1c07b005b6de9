namespace Chamada.Core.Wire.Resp;

/// <summary>Splits an inline command into words, with the quoting rules of Redis (<c>sdssplitargs</c>).</summary>
/// <param name="line">The line without its end.</param>
/// <param name="words">Takes the unquoted words one after the other; as long as the line is enough.</param>
internal ref struct InlineWords(ReadOnlySpan<byte> line, Span<byte> words)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private readonly Span<byte> _words = words;
    private int _read;
    private int _written;

    /// <summary>Whether a quote was left open, or closed in the middle of a word.</summary>
    public bool IsUnbalanced { get; private set; }

    /// <summary>Reads the next word. False at the end, and where the quotes do not balance.</summary>
    public bool Next(out int start, out int length)
    {
        start = _written;
        length = 0;
        while (_read < _line.Length && IsSpace(_line[_read]))
        {
            _read++;
        }

        if (_read == _line.Length)
        {
            return false;
        }

        while (_read < _line.Length && !IsSpace(_line[_read]))
        {
            byte b = _line[_read++];
            if (b is not ((byte)'"' or (byte)'\''))
            {
                _words[_written++] = b;
            }
            else if (!ReadQuoted(b))
            {
                IsUnbalanced = true;
                return false;
            }
        }

        length = _written - start;
        return true;
    }

    private bool ReadQuoted(byte quote)
    {
        while (_read < _line.Length)
        {
            byte b = _line[_read++];
            if (b == quote)
            {
                return _read == _line.Length || IsSpace(_line[_read]);
            }

            if (b == (byte)'\\' && _read < _line.Length)
            {
                b = quote == (byte)'"' ? ReadEscape() : ReadEscapedQuote();
            }

            _words[_written++] = b;
        }

        return false;
    }

    private byte ReadEscapedQuote()
    {
        if (_line[_read] != (byte)'\'')
        {
            return (byte)'\\';
        }

        _read++;
        return (byte)'\'';
    }

    private byte ReadEscape()
    {
        byte b = _line[_read++];
        if (b == (byte)'x' && _read + 1 < _line.Length
            && char.IsAsciiHexDigit((char)_line[_read]) && char.IsAsciiHexDigit((char)_line[_read + 1]))
        {
            byte value = Convert.FromHexString([(char)_line[_read], (char)_line[_read + 1]])[0];
            _read += 2;
            return value;
        }

        return b switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'a' => (byte)'\a',
            _ => b,
        };
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13) or 0;
}
