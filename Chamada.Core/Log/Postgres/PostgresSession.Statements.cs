using Npgsql;
using NpgsqlTypes;

namespace Chamada.Core.Log.Postgres;

internal sealed partial class PostgresSession
{
    /// <summary>For how many seconds a statement may be on its way to a database that has much to do.</summary>
    private const int OnItsWay = 2;

    /// <summary>
    /// What a session is set to: to wait for the disk, and for the standby where there is one, whatever the database's own setting is; and
    /// to look for the few newest rows of a large table by its index, however it was counted last.
    /// </summary>
    public static void Set(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = new(
            """
            select set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false),
                   set_config('enable_mergejoin', 'off', false), set_config('jit', 'off', false),
                   set_config('synchronous_commit',
                     case when current_setting('synchronous_commit') in ('off', 'local') then 'on'
                     else current_setting('synchronous_commit') end, false)
            """,
            connection);
        command.ExecuteNonQuery();
    }

    private static string AppendSql(string schema, bool erases) =>
        $"""
        with h as (
          insert into {schema}.head (lane, seq, last, writer, at)
          select $1, $2 + 1, $4, $3, $5 where extract(epoch from clock_timestamp() - $5) between -$6 and $6 + {OnItsWay}
          on conflict do nothing returning lane, seq
        ), p as (
          insert into {schema}.part (lane, seq, roll_id, body)
          select h.lane, h.seq, u.roll_id, u.body from h, unnest($7::bigint[], $8::bytea[]) u(roll_id, body)
        ){(erases
            ? $", e as (delete from {schema}.part d using h where d.lane = h.lane and d.roll_id = any($9::bigint[]))"
            : ", e as (select $9::bigint[])")}
        select seq, clock_timestamp() from h
        """;

    private static string NewsSql(string schema) =>
        $"""
        select k.lane, h.seq, h.last, h.writer, p.body
        from unnest($1::int[], $2::bigint[]) k(lane, seq)
        cross join lateral (
          select h.seq, h.last, h.writer from {schema}.head h where h.lane = k.lane and h.seq > k.seq order by h.seq limit {Page}) h
        left join {schema}.part p on p.lane = k.lane and p.seq = h.seq
        order by k.lane, h.seq, p.roll_id
        """;

    private static NpgsqlParameter[] AppendParameters() =>
    [
        new NpgsqlParameter<int>(), new NpgsqlParameter<long>(), new NpgsqlParameter<Guid>(), new NpgsqlParameter<long>(),
        new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz }, new NpgsqlParameter<double>(),
        new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
        new NpgsqlParameter<byte[][]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
        new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
    ];

    private static NpgsqlParameter[] NewsParameters() =>
    [
        new NpgsqlParameter<int[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
        new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
    ];

    private static void Fill(NpgsqlParameterCollection parameters, int[] lanes, long[] known)
    {
        ((NpgsqlParameter<int[]>)parameters[0]).TypedValue = lanes;
        ((NpgsqlParameter<long[]>)parameters[1]).TypedValue = known;
    }

    private void Fill(NpgsqlParameterCollection parameters, in Append append)
    {
        ((NpgsqlParameter<int>)parameters[0]).TypedValue = append.Lane;
        ((NpgsqlParameter<long>)parameters[1]).TypedValue = append.Known;
        ((NpgsqlParameter<Guid>)parameters[2]).TypedValue = append.Writer;
        ((NpgsqlParameter<long>)parameters[3]).TypedValue = append.Last;
        ((NpgsqlParameter<DateTime>)parameters[4]).TypedValue = _clock.GetUtcNow().UtcDateTime;
        ((NpgsqlParameter<double>)parameters[5]).TypedValue = _tolerance;
        ((NpgsqlParameter<long[]>)parameters[6]).TypedValue = append.RollIds;
        ((NpgsqlParameter<byte[][]>)parameters[7]).TypedValue = append.Bodies;
        ((NpgsqlParameter<long[]>)parameters[8]).TypedValue = append.Erased;
    }

    private NpgsqlCommand Prepared(string sql, NpgsqlParameter[] parameters)
    {
        NpgsqlCommand command = new(sql, _connection);
        command.Parameters.AddRange(parameters);
        command.Prepare();
        return command;
    }

    private NpgsqlBatch Prepared(params ReadOnlySpan<(string Sql, NpgsqlParameter[] Parameters)> commands)
    {
        NpgsqlBatch batch = new(_connection);
        foreach ((string sql, NpgsqlParameter[] parameters) in commands)
        {
            NpgsqlBatchCommand command = new(sql);
            command.Parameters.AddRange(parameters);
            batch.BatchCommands.Add(command);
        }

        batch.Prepare();
        return batch;
    }
}
