using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Reads an option's value; false when it is none.</summary>
internal delegate bool OptionParser<T>(ReadOnlySpan<byte> text, out T value);

/// <summary>An option of a command: a name, with a value behind it.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Parse">Reads the value.</param>
/// <param name="Expected">What the value has to be, in words that follow "takes".</param>
internal sealed record Option<T>(string Name, OptionParser<T> Parse, string Expected)
{
    /// <summary>Whether a value that is refused stands in the answer. Not where it may be somebody's secret. Default: yes.</summary>
    public bool NamesValue { get; init; } = true;

    /// <summary>Whether it is an error when it stands twice; otherwise the last counts. Default: no, as in the first edition.</summary>
    public bool IsOnce { get; init; }
}

/// <summary>All options that commands have: which values they take, and what is said of others.</summary>
internal static class Options
{
    /// <summary>Characters of a token: 128 bits in hexadecimal.</summary>
    public const int TokenLength = 32;

    /// <summary>The token that is to own a roll call.</summary>
    public static readonly Option<byte[]> Token = new("TOKEN", TryToken, $"{TokenLength} hexadecimal digits") { NamesValue = false };

    /// <summary>After how long a roll call closes by itself.</summary>
    public static readonly Option<int> For = new("FOR", TrySeconds, $"a number of seconds from 1 to {ExtendCommand.MaxSeconds}");

    /// <summary>The roll call's own token, with which students are asked for nothing else.</summary>
    public static readonly Option<byte[]> OwnToken = Token with { IsOnce = true };

    /// <summary>How long each code stands that a roll call asks for.</summary>
    public static readonly Option<int> CodePeriod = new(
        "CODE", TryCodePeriod, $"a number of seconds from {RollCode.MinSeconds} to {RollCode.MaxSeconds}")
    {
        IsOnce = true,
    };

    /// <summary>What becomes of a second student from one device.</summary>
    public static readonly Option<DeviceRule?> DeviceRule = new("DEVICE", TryDeviceRule, "flag, refuse or ignore") { IsOnce = true };

    /// <summary>From where students may register.</summary>
    public static readonly Option<NetworkRule> From = new(
        "FROM",
        TryNetworks,
        $"1 to {NetworkRule.MostNetworks} networks such as 192.168.0.0/24 or fd00::/8 with commas between them, or {NetworkRule.Own}")
    {
        IsOnce = true,
    };

    /// <summary>What becomes of students who are not on the class's list.</summary>
    public static readonly Option<ListedRule?> Listed = new("LISTED", TryListedRule, "flag, ask or refuse") { IsOnce = true };

    /// <summary>The code that a student has read.</summary>
    public static readonly Option<CodeDigits?> Code = new("CODE", TryCode, $"{CodeDigits.Length} digits") { IsOnce = true };

    /// <summary>The number of a student's device.</summary>
    public static readonly Option<DeviceNumber?> Device = new(
        "DEVICE", TryDevice, $"{DeviceNumber.TextLength} hexadecimal digits")
    {
        IsOnce = true,
    };

    /// <summary>The student has looked at the number again and stands by it: an option without a value.</summary>
    public const string Confirm = "CONFIRM";

    /// <summary>The student wants a receipt: an option without a value.</summary>
    public const string Receipt = "RECEIPT";

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

    /// <summary>Reads a number of seconds that a code may stand.</summary>
    public static bool TryCodePeriod(ReadOnlySpan<byte> text, out int seconds) =>
        Utf8Parser.TryParse(text, out seconds, out int read) && read == text.Length
        && seconds is >= RollCode.MinSeconds and <= RollCode.MaxSeconds;

    private static bool TryDeviceRule(ReadOnlySpan<byte> text, out DeviceRule? rule)
    {
        rule = Is(text, "flag"u8) ? Rolls.DeviceRule.Flag
            : Is(text, "refuse"u8) ? Rolls.DeviceRule.Refuse
            : Is(text, "ignore"u8) ? Rolls.DeviceRule.Ignore
            : null;
        return rule is not null;
    }

    private static bool TryListedRule(ReadOnlySpan<byte> text, out ListedRule? rule)
    {
        rule = Is(text, "flag"u8) ? ListedRule.Flag
            : Is(text, "ask"u8) ? ListedRule.Ask
            : Is(text, "refuse"u8) ? ListedRule.Refuse
            : null;
        return rule is not null;
    }

    private static bool TryNetworks(ReadOnlySpan<byte> text, out NetworkRule value)
    {
        bool isRule = NetworkRule.TryParse(Encoding.UTF8.GetString(text), out NetworkRule? rule, out _);
        value = rule!;
        return isRule;
    }

    private static bool TryCode(ReadOnlySpan<byte> text, out CodeDigits? code)
    {
        bool isCode = CodeDigits.TryParse(text, out CodeDigits digits);
        code = digits;
        return isCode;
    }

    private static bool TryDevice(ReadOnlySpan<byte> text, out DeviceNumber? device)
    {
        bool isDevice = DeviceNumber.TryParse(text, out DeviceNumber number);
        device = number;
        return isDevice;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

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
    private readonly int _first;
    private int _index;
    private bool _taken;

    /// <summary>Begins to read.</summary>
    /// <param name="call">The command.</param>
    /// <param name="first">The argument at which its options begin.</param>
    public OptionReader(CommandCall call, int first)
    {
        _call = call;
        _first = first;
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

    /// <summary>Takes an option with a value, if this is it.</summary>
    public bool Take<T>(Option<T> option, ref T? value)
    {
        if (!IsNamed(_index, option.Name))
        {
            return false;
        }

        _taken = true;
        if (option.IsOnce && StoodBefore(option.Name))
        {
            Fail($"ERR {option.Name} stands twice: once is right");
            return true;
        }

        if (_index == _call.Count || !option.Parse(_call[_index + 1], out T read))
        {
            bool isNamed = option.NamesValue && _index < _call.Count;
            Fail($"ERR {option.Name} takes {option.Expected}{(isNamed ? $", not {RespWriter.Quote(_call[_index + 1])}" : "")}");
            return true;
        }

        value = read;
        _index++;
        return true;
    }

    /// <summary>Takes an option without a value, if this is it and it was not there before.</summary>
    public bool TakeFlag(string name, ref bool flag)
    {
        if (flag || !IsNamed(_index, name))
        {
            return false;
        }

        return _taken = flag = true;
    }

    /// <summary>No value of an option is the name of one, so whatever has this name before is the same option.</summary>
    private readonly bool StoodBefore(string name)
    {
        bool stood = false;
        for (int i = _first; i < _index; i++)
        {
            stood |= IsNamed(i, name);
        }

        return stood;
    }

    private readonly bool IsNamed(int index, string name)
    {
        ReadOnlySpan<byte> text = _call[index];
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
