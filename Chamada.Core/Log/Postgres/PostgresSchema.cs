using System.Globalization;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

/// <summary>
/// What stands in the database, in a PostgreSQL schema of its own, and how it came to be. Servers of two versions share it while one after
/// the other is replaced: a step first only adds what an older program does not mind, and what that one needs goes with a later step.
/// </summary>
/// <param name="name">The schema's name; a letter, then letters, digits and <c>_</c>.</param>
/// <param name="steps">SQL that takes a schema from each version to the next, from an empty one on; <c>chamada.</c> stands for the
/// schema.</param>
internal sealed class PostgresSchema(string name, IReadOnlyList<string> steps)
{
    /// <summary>The schema's name unless told otherwise.</summary>
    public const string DefaultName = "chamada";

    /// <summary>The steps of this program. One that has been published is never changed.</summary>
    public static readonly IReadOnlyList<string> CurrentSteps =
    [
        """
        create table chamada.lane (      -- classes are spread over lanes; each is a log of its own
          lane int primary key           -- the row is locked by a server that has lost a race for the next place
        );
        insert into chamada.lane select generate_series(0, 63);
        create table chamada.head (      -- each append to a lane: to insert it is to win the race for the place
          lane   int         not null,
          seq    bigint      not null,   -- the place
          last   bigint      not null,   -- the number of its last event
          writer uuid        not null,   -- by it a server finds its own again
          at     timestamptz not null,
          primary key (lane, seq)
        );
        create table chamada.part (      -- what happened to one roll call in one append
          lane    int    not null,
          seq     bigint not null,
          roll_id bigint not null,       -- the number of the event that opened the roll call
          body    bytea  not null,       -- a line an event
          primary key (lane, seq, roll_id)
        );
        alter table chamada.part alter body set storage external;
        create index part_roll on chamada.part (lane, roll_id);

        create view chamada.history as
        with line as (
          select p.lane, p.seq, p.roll_id, l.text, l.place, string_to_array(l.text, e'\t') as col,
                 count(*) filter (where position(e'\t' in l.text) > 0)
                   over (partition by p.lane, p.seq, p.roll_id order by l.place) as run
          from chamada.part p
          cross join lateral string_to_table(convert_from(p.body, 'UTF8'), e'\n') with ordinality l(text, place)
          where l.text <> ''
        ), event as (
          select lane, seq, roll_id, place, run, text,
                 first_value(col) over w as col,
                 row_number() over w - 1 as more
          from line
          window w as (partition by lane, seq, roll_id, run order by place)
        ), opening as (
          select lane, roll_id, col[7] as class from event where col[1] = '1' and more = 0
        )
        select e.lane,
               (e.col[2]::bigint + e.more) & 4398046511103 as sequence,
               to_char(to_timestamp(e.col[4]::bigint / 1000.0) at time zone 'UTC' + make_interval(mins => e.col[5]::int),
                       'YYYY-MM-DD"T"HH24:MI:SS.MS')
                 || to_char(make_interval(mins => e.col[5]::int), case when e.col[5]::int < 0 then 'HH24:MI' else '"+"HH24:MI' end) as time,
               case e.col[1] when '1' then 'opened' when '2' then 'present' when '3' then 'closed' when '4' then 'erased'
                 when '5' then 'marked' when '6' then 'removed' when '7' then 'extended' when '8' then 'code' when '9' then 'roster'
                 when '10' then 'flagged' when '11' then 'here' when '12' then 'missing' when '13' then 'heads'
                 when '14' then 'refused' else e.col[1] end as what,
               o.class::bigint as class,
               case when e.more > 0 then e.text else nullif(e.col[6], '') end as student,
               case when e.col[1] = '14' then e.col[11] else nullif(e.col[9], '') end as reason,
               to_char(to_timestamp(nullif(e.col[10], '')::bigint / 1000.0) at time zone 'UTC' + make_interval(mins => e.col[5]::int),
                       'YYYY-MM-DD"T"HH24:MI:SS') as closes_at
        from event e left join opening o using (lane, roll_id)
        order by e.lane, sequence;
        """,
    ];

    /// <summary>The version of the oldest program that can share a schema as this one leaves it.</summary>
    private const int OldestReader = 1;

    private const int Tries = 10;

    /// <summary>The version that this program writes.</summary>
    public int Version => steps.Count;

    /// <summary>The name, as it stands in SQL.</summary>
    public string Name => name;

    /// <summary>Makes what is missing. Several servers may do it at once.</summary>
    /// <returns>Null, or the version of what was found, which is too new for this program.</returns>
    /// <exception cref="NpgsqlException">The database says no.</exception>
    public int? Migrate(NpgsqlConnection connection)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return TryMigrate(connection);
            }
            catch (PostgresException error) when (attempt < Tries && error.SqlState is PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected)
            {
                // Another server was quicker.
            }
        }
    }

    /// <summary>Removes the schema, and everything in it.</summary>
    public void Drop(NpgsqlConnection connection) => Execute(connection, $"drop schema if exists {name} cascade");

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }

    private static int[]? Read(NpgsqlConnection connection, string sql)
    {
        using NpgsqlCommand command = new(sql, connection);
        using NpgsqlDataReader reader = command.ExecuteReader();
        return reader.Read() ? [reader.GetInt32(0), reader.GetInt32(1)] : null;
    }

    private int? TryMigrate(NpgsqlConnection connection)
    {
        bool isThere = Read(connection, $"select 1, 1 where to_regclass('{name}.version') is not null") is not null;
        if (isThere && Read(connection, $"select version, oldest_reader from {name}.version") is [var version, var oldest]
            && version >= Version)
        {
            return oldest > Version ? version : null;
        }

        using NpgsqlTransaction transaction = connection.BeginTransaction();
        if (!isThere)
        {
            if (Read(connection, $"select 1, 1 from pg_namespace where nspname = '{name}'") is null)
            {
                Execute(connection, $"create schema {name}");
            }

            Execute(connection, $"create table {name}.version (version int not null, oldest_reader int not null)");
            Execute(connection, $"insert into {name}.version values (0, 0)");
        }

        int from = Read(connection, $"select version, oldest_reader from {name}.version for update")![0];
        for (int step = from; step < Version; step++)
        {
            Execute(connection, steps[step].Replace("chamada.", name + ".", StringComparison.Ordinal));
        }

        Execute(connection, string.Create(
            CultureInfo.InvariantCulture,
            $"update {name}.version set version = greatest(version, {Version}), oldest_reader = {OldestReader}"));
        transaction.Commit();
        return null;
    }
}
