using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>Carries out a command whose number of arguments is right: asks the roll book or replies, exactly once.</summary>
public delegate void CommandHandler(CommandCall call);

/// <summary>A command with its arguments.</summary>
/// <param name="frame">The frame that was read.</param>
/// <param name="bytes">The bytes that it was read from.</param>
/// <param name="session">The connection's session.</param>
/// <param name="batch">Takes the answer.</param>
public readonly ref struct CommandCall(RespFrame frame, ReadOnlySpan<byte> bytes, RespSession session, RequestBatch batch)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many arguments there are besides the command's name.</summary>
    public int Count => frame.Count - 1;

    /// <summary>The error for whoever asks what there is no memory for.</summary>
    internal const string OutOfMemory = "OOM no memory for this request now: ask again in a moment";

    /// <summary>The connection's session.</summary>
    public RespSession Session => session;

    /// <summary>Takes the answer.</summary>
    public RequestBatch Batch => batch;

    /// <summary>The same command, whose answer another batch takes.</summary>
    public CommandCall Into(RequestBatch other) => new(frame, _bytes, session, other);

    /// <summary>An argument, counted from 1; 0 is the command's name.</summary>
    public ReadOnlySpan<byte> this[int index] => frame.Argument(_bytes, index);

    /// <summary>Whether an argument is this word, in any case.</summary>
    /// <param name="index">Which.</param>
    /// <param name="word">The word in upper case.</param>
    public bool Is(int index, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(this[index], word);

    /// <summary>Replies with an error; its first word is the code.</summary>
    public void Error(string text) => batch.Reply(RespWriter.Error(text));
}

/// <summary>One command: a row of the table.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Least">The least number of arguments besides the name.</param>
/// <param name="Most">The most.</param>
/// <param name="Handler">What it does.</param>
public sealed record Command(string Name, int Least, int Most, CommandHandler Handler)
{
    /// <summary>Whether it is carried out at once even between MULTI and EXEC.</summary>
    public bool IsImmediate { get; init; }

    /// <summary>Whether it may stand between MULTI and EXEC: what changes the connection itself may not.</summary>
    public bool IsQueued { get; init; } = true;
}

/// <summary>All commands that the server knows, by name.</summary>
public static class CommandTable
{
    private static readonly Command[] Rows =
        [.. RollCommands.Rows, .. RuleCommands.Rows, .. SessionCommands.Rows, .. TransactionCommands.Rows];

    private static readonly FrozenDictionary<UInt128, int> ByName = Enumerable.Range(0, Rows.Length).ToFrozenDictionary(
        static row => Key(System.Text.Encoding.ASCII.GetBytes(Rows[row].Name))!.Value);

    /// <summary>Every row.</summary>
    public static IReadOnlyList<Command> All => Rows;

    /// <summary>Carries out the command of a frame that has at least one argument.</summary>
    public static void Execute(CommandCall call)
    {
        ReadOnlySpan<byte> name = call[0];
        Transaction? transaction = call.Session.Transaction;
        if (Key(name) is not { } key || !ByName.TryGetValue(key, out int row))
        {
            transaction?.Spoil();
            call.Batch.Command = CommandNumber.None;
            call.Error($"ERR unknown command {RespWriter.Quote(name)}");
            return;
        }

        Command command = Rows[row];
        call.Batch.Command = row + CommandNumber.FirstRow;
        if (call.Count < command.Least || call.Count > command.Most)
        {
            transaction?.Spoil();
            call.Error(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"ERR wrong number of arguments for '{command.Name}': {call.Count} given, {Expected(command)} expected"));
        }
        else if (transaction is null || command.IsImmediate)
        {
            command.Handler(call);
        }
        else
        {
            transaction.Take(call, command);
        }
    }

    private static string Expected(Command command) => command switch
    {
        { Most: int.MaxValue } => $"{command.Least} or more",
        _ when command.Least == command.Most => $"{command.Least}",
        _ => $"{command.Least} to {command.Most}",
    };

    /// <summary>A name's letters in upper case as one number; null when it is longer than any command.</summary>
    private static UInt128? Key(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > 16)
        {
            return null;
        }

        Span<byte> upper = stackalloc byte[16];
        upper.Clear();
        for (int i = 0; i < name.Length; i++)
        {
            byte b = name[i];
            upper[i] = (uint)(b - 'a') <= 'z' - 'a' ? (byte)(b - 0x20) : b;
        }

        return MemoryMarshal.Read<UInt128>(upper);
    }
}
