namespace Chamada.Core.Protocols.Commands;

/// <summary>
/// MULTI … EXEC: the default of pipelines in some client libraries (redis-py), so what stands in it has to be carried out as a whole or not
/// at all (https://redis.io/docs/latest/develop/using-commands/transactions/).
/// </summary>
internal static class TransactionCommands
{
    private static readonly byte[] Ok = "+OK\r\n"u8.ToArray();

    public static readonly Command[] Rows =
    [
        new("MULTI", 0, 0, Multi) { IsImmediate = true },
        new("EXEC", 0, 0, Exec) { IsImmediate = true },
        new("DISCARD", 0, 0, Discard) { IsImmediate = true },
    ];

    private static void Multi(CommandCall call)
    {
        if (call.Session.Transaction is not null)
        {
            call.Error("ERR MULTI calls can not be nested");
            return;
        }

        call.Session.BeginTransaction();
        call.Batch.Reply(Ok);
    }

    private static void Exec(CommandCall call)
    {
        if (call.Session.Transaction is not { } transaction)
        {
            call.Error("ERR EXEC without MULTI");
            return;
        }

        transaction.Execute(call);
        call.Session.EndTransaction();
    }

    private static void Discard(CommandCall call)
    {
        if (call.Session.Transaction is null)
        {
            call.Error("ERR DISCARD without MULTI");
            return;
        }

        call.Session.EndTransaction();
        call.Batch.Reply(Ok);
    }
}
