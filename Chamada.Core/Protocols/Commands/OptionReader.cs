using System.Buffers;
using System.Buffers.Text;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Reads an option's value; false when it is none.</summary>
internal delegate bool OptionParser<T>(ReadOnlySpan<byte> text, out T value);

/// <summary>An option of a command: a name, with a value behind it.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Parse">Reads the value.</param>
/// <param name="Expected">What the value has to be, in words that follow "takes".</param>
internal sealed record Option<T>(string Name, OptionParser<T> Parse, string Expected);

/// <summary>All options that commands have: which values they take, and what is said of others.</summary>
internal static class Options
{
    /// <summary>Characters of a token: 128 bits in hexadecimal.</summary>
    public const int TokenLength = 32;

    /// <summary>The token that is to own a roll call.</summary>
    public static readonly Option<byte[]> Token = new("TOKEN", TryToken, $"{TokenLength} hexadecimal digits");

    /// <summary>After how long a roll call closes by itself.</summary>
    public static readonly Option<int> For = new("FOR", TrySeconds, $"a number of seconds from 1 to {ExtendCommand.MaxSeconds}");

    /// <summary>Everything that happened, instead of who is present: an option without a value.</summary>
    public const string Log = "LOG";

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Reads 32 hexadecimal digits, as they are.</summary>
    public static bool TryToken(ReadOnlySpan<byte> text, out byte[] token)
    {
        bool isToken = text.Length == TokenLength && !text.ContainsAnyExcept(HexDigits);
        token = isToken ? text.ToArray() : [];
        return isToken;
    }

    /// <summary>Reads a number of seconds that a roll call may last.</summary>
    public static bool TrySeconds(ReadOnlySpan<byte> text, out int seconds) =>
        Utf8Parser.TryParse(text, out seconds, out int read) && read == text.Length && seconds is >= 1 and <= ExtendCommand.MaxSeconds;
}

/// <summary>
/// Reads the options at the end of a command, in any order. A command says which it takes: <c>while (options.Next()) { _ =
/// options.Take(Options.Token, ref token) || options.TakeFlag(Options.Log, ref withLog); }</c>. What none of them takes is an error,
/// which is answered here.
/// </summary>
internal ref struct OptionReader
{
    private readonly CommandCall _call;
    private int _index;
    private bool _taken;

    /// <summary>Begins to read.</summary>
    /// <param name="call">The command.</param>
    /// <param name="first">The argument at which its options begin.</param>
    public OptionReader(CommandCall call, int first)
    {
        _call = call;
        _index = first - 1;
        _taken = true;
    }

    /// <summary>Whether an error was answered: then the command is not to be carried out.</summary>
    public bool Failed { get; private set; }

    /// <summary>Goes on to the next option; false at the end, and at the first error.</summary>
    public bool Next()
    {
        if (!_taken && !Failed)
        {
            Fail($"ERR syntax error: unknown option {RespWriter.Quote(_call[_index])}");
        }

        _taken = false;
        return !Failed && ++_index <= _call.Count;
    }

    /// <summary>Takes an option with a value, if this is it; the last one of a name counts.</summary>
    public bool Take<T>(Option<T> option, ref T? value)
    {
        if (!IsNamed(option.Name))
        {
            return false;
        }

        _taken = true;
        if (_index == _call.Count || !option.Parse(_call[_index + 1], out T read))
        {
            Fail($"ERR {option.Name} takes {option.Expected}");
            return true;
        }

        value = read;
        _index++;
        return true;
    }

    /// <summary>Takes an option without a value, if this is it and it was not there before.</summary>
    public bool TakeFlag(string name, ref bool flag)
    {
        if (flag || !IsNamed(name))
        {
            return false;
        }

        return _taken = flag = true;
    }

    private readonly bool IsNamed(string name)
    {
        ReadOnlySpan<byte> text = _call[_index];
        if (text.Length != name.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if ((text[i] is >= (byte)'a' and <= (byte)'z' ? text[i] - 0x20 : text[i]) != name[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Fail(string error)
    {
        Failed = true;
        _call.Error(error);
    }
}
