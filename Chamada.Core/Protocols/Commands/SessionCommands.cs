using System.Globalization;
using System.Text;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols.Commands;

/// <summary>
/// The commands that ordinary Redis clients send before and beside the ones that matter: answered so that they accept the
/// answer (https://redis.io/docs/latest/commands/).
/// </summary>
internal static class SessionCommands
{
    /// <summary>The Redis version whose protocol this is: clients choose their commands by it.</summary>
    public const string RedisVersion = "7.0.0";

    private const int MaxNameLength = 64;

    private static readonly byte[] Ok = "+OK\r\n"u8.ToArray();
    private static readonly byte[] Pong = "+PONG\r\n"u8.ToArray();
    private static readonly byte[] EmptyArray = "*0\r\n"u8.ToArray();
    private static readonly byte[] EmptyMap = "%0\r\n"u8.ToArray();

    /// <summary>What <c>CONFIG GET</c> answers: redis-benchmark asks for the first two, client libraries for the third.</summary>
    private static readonly (string Name, string Value)[] Settings = [("save", ""), ("appendonly", "no"), ("databases", "1")];

    public static readonly Command[] Rows =
    [
        new("PING", 0, 1, call => call.Batch.Reply(call.Count == 0 ? Pong : Bulk(call[1]))),
        new("ECHO", 1, 1, call => call.Batch.Reply(Bulk(call[1]))),
        new("HELLO", 0, int.MaxValue, Hello) { IsQueued = false },
        new("AUTH", 1, 2, Auth) { IsQueued = false },
        new("SELECT", 1, 1, Select),
        new("QUIT", 0, int.MaxValue, Quit) { IsImmediate = true },
        new("RESET", 0, 0, Reset) { IsImmediate = true },
        new("CLIENT", 1, int.MaxValue, Client) { IsQueued = false },
        new("COMMAND", 0, int.MaxValue, CommandInfo),
        new("CONFIG", 1, int.MaxValue, Config),
        new("INFO", 0, int.MaxValue, Info),

        // A browser that was made to send its HTTP here is cut off before the body, as Redis does it.
        new("POST", 0, int.MaxValue, Quit) { IsImmediate = true },
        new("HOST:", 0, int.MaxValue, Quit) { IsImmediate = true },
    ];

    private static void Hello(CommandCall call)
    {
        bool resp3 = call.Session.IsResp3;
        byte[]? name = null;
        int auth = 0;
        if (call.Count >= 1)
        {
            if (!call[1].SequenceEqual("2"u8) && !call[1].SequenceEqual("3"u8))
            {
                call.Error($"NOPROTO unsupported protocol version {RespWriter.Quote(call[1])}: 2 and 3 are spoken here");
                return;
            }

            resp3 = call[1][0] == (byte)'3';
        }

        for (int i = 2; i <= call.Count; i++)
        {
            if (call.Is(i, "AUTH"u8) && i + 2 <= call.Count)
            {
                auth = i + 1;
                i += 2;
            }
            else if (call.Is(i, "SETNAME"u8) && i + 1 <= call.Count)
            {
                name = call[++i].ToArray();
            }
            else
            {
                call.Error($"ERR syntax error in HELLO option {RespWriter.Quote(call[i])}");
                return;
            }
        }

        if ((name is not null && !TryName(call, name)) || (auth > 0 && !TryKey(call, call[auth], call[auth + 1])))
        {
            return;
        }

        call.Session.IsResp3 = resp3;
        byte[] bytes = new byte[512];
        RespWriter reply = new(bytes);
        Map(ref reply, 7, resp3);
        reply.Bulk("server"u8);
        reply.Bulk("chamada"u8);
        reply.Bulk("version"u8);
        reply.Bulk(Encoding.ASCII.GetBytes(RedisVersion));
        reply.Bulk("proto"u8);
        reply.Number(resp3 ? 3 : 2);
        reply.Bulk("id"u8);
        reply.Number(call.Session.Id);
        reply.Bulk("mode"u8);
        reply.Bulk("standalone"u8);
        reply.Bulk("role"u8);
        reply.Bulk("master"u8);
        reply.Bulk("modules"u8);
        reply.Array(0);
        call.Batch.Reply(bytes[..reply.Written]);
    }

    private static void Auth(CommandCall call)
    {
        if (TryKey(call, call.Count == 2 ? call[1] : [], call[call.Count]))
        {
            call.Batch.Reply(Ok);
        }
    }

    /// <summary>Takes a teacher's key; answers what is wrong with it otherwise. Where no keys are asked for, whatever a client is set up
    /// with is as good as nothing.</summary>
    private static bool TryKey(CommandCall call, ReadOnlySpan<byte> user, ReadOnlySpan<byte> key)
    {
        if (call.Session.Keys is not { } keys)
        {
            return true;
        }

        KeyAnswer answer = keys.Ask(user, key, call.Session.From);
        if (answer.Right is null)
        {
            call.Error(answer.Wait == 0
                ? "WRONGPASS this is none of the keys of this server"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"WRONGPASS too many wrong keys came from your address: none is looked at for {answer.Wait} s"));
            return false;
        }

        call.Session.Key = answer.Right;
        return true;
    }

    private static void Select(CommandCall call)
    {
        if (call[1].SequenceEqual("0"u8))
        {
            call.Batch.Reply(Ok);
        }
        else
        {
            call.Error("ERR DB index is out of range: only 0 exists");
        }
    }

    private static void Quit(CommandCall call)
    {
        call.Session.IsQuitting = true;
        call.Batch.Reply(Ok);
    }

    private static void Reset(CommandCall call)
    {
        call.Session.IsResp3 = false;
        call.Session.Name = [];
        call.Session.Key = null;
        call.Session.EndTransaction();
        call.Batch.Reply("+RESET\r\n"u8.ToArray());
    }

    private static void Client(CommandCall call)
    {
        if (call.Is(1, "ID"u8))
        {
            call.Batch.Reply(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{call.Session.Id}\r\n")));
        }
        else if (call.Is(1, "GETNAME"u8))
        {
            call.Batch.Reply(Bulk(call.Session.Name));
        }
        else if (call.Is(1, "SETNAME"u8) && call.Count == 2)
        {
            if (TryName(call, call[2].ToArray()))
            {
                call.Batch.Reply(Ok);
            }
        }
        else if (call.Is(1, "SETINFO"u8) || call.Is(1, "NO-EVICT"u8) || call.Is(1, "NO-TOUCH"u8)
            || call.Is(1, "REPLY"u8) && call.Is(call.Count, "ON"u8))
        {
            call.Batch.Reply(Ok);
        }
        else
        {
            call.Error($"ERR unknown subcommand {RespWriter.Quote(call[1])} of CLIENT");
        }
    }

    private static bool TryName(CommandCall call, byte[] name)
    {
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            call.Error($"ERR a client's name has at most {MaxNameLength} characters and no spaces, newlines or special characters");
            return false;
        }

        call.Session.Name = name;
        return true;
    }

    private static void CommandInfo(CommandCall call)
    {
        if (call.Count == 0 || call.Is(1, "INFO"u8) || call.Is(1, "LIST"u8) || call.Is(1, "GETKEYS"u8))
        {
            call.Batch.Reply(EmptyArray);
        }
        else if (call.Is(1, "DOCS"u8))
        {
            call.Batch.Reply(call.Session.IsResp3 ? EmptyMap : EmptyArray);
        }
        else if (call.Is(1, "COUNT"u8))
        {
            call.Batch.Reply(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{CommandTable.All.Count}\r\n")));
        }
        else
        {
            call.Error($"ERR unknown subcommand {RespWriter.Quote(call[1])} of COMMAND");
        }
    }

    /// <summary>
    /// Settings are options of <c>chamada serve</c>. Only what a Redis client asks before it goes on has an answer here, the one
    /// that is true of this server: nothing of Redis's own files is written, and there is one database.
    /// </summary>
    private static void Config(CommandCall call)
    {
        if (!call.Is(1, "GET"u8) || call.Count < 2)
        {
            call.Error($"ERR CONFIG {RespWriter.Quote(call[1])} is not supported: settings are options of 'chamada serve'");
            return;
        }

        List<(string Name, string Value)> found = [];
        foreach ((string Name, string Value) setting in Settings)
        {
            byte[] name = Encoding.ASCII.GetBytes(setting.Name);
            for (int i = 2; i <= call.Count; i++)
            {
                if (call[i].SequenceEqual("*"u8) || Ascii.EqualsIgnoreCase(call[i], name))
                {
                    found.Add(setting);
                    break;
                }
            }
        }

        byte[] bytes = new byte[256];
        RespWriter reply = new(bytes);
        Map(ref reply, found.Count, call.Session.IsResp3);
        foreach ((string name, string value) in found)
        {
            reply.Bulk(Encoding.ASCII.GetBytes(name));
            reply.Bulk(Encoding.ASCII.GetBytes(value));
        }

        call.Batch.Reply(bytes[..reply.Written]);
    }

    private static void Info(CommandCall call)
    {
        string[] sections = new string[call.Count];
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i] = Encoding.ASCII.GetString(call[i + 1]);
        }

        call.Batch.Reply(Bulk(call.Session.Figures is { } figures
            ? Encoding.UTF8.GetBytes(InfoCommand.Write(figures.Read(), sections))
            : []));
    }

    private static void Map(ref RespWriter reply, int count, bool resp3)
    {
        if (resp3)
        {
            reply.Raw(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"%{count}\r\n")));
        }
        else
        {
            reply.Array(count * 2);
        }
    }

    private static byte[] Bulk(ReadOnlySpan<byte> text)
    {
        byte[] bytes = new byte[text.Length + 32];
        RespWriter reply = new(bytes);
        reply.Bulk(text);
        return bytes[..reply.Written];
    }
}
