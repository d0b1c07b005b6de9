using System.Data;
using Npgsql;

namespace Chamada.Core.Log.Postgres;

/// <summary>What is to be appended to a lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Known">The place after which it is to stand.</param>
/// <param name="Writer">By what it is found again.</param>
/// <param name="Last">The number of its last event, or of the last before.</param>
/// <param name="RollIds">The roll calls that something happened to.</param>
/// <param name="Bodies">What happened to each.</param>
/// <param name="Erased">The roll calls of which nothing before is kept.</param>
internal readonly record struct Append(
    int Lane, long Known, Guid Writer, long Last, long[] RollIds, byte[][] Bodies, long[] Erased);

/// <summary>What somebody has appended to a lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Seq">Its place.</param>
/// <param name="Last">The number of its last event.</param>
/// <param name="Writer">By what its writer finds it again.</param>
/// <param name="Bodies">What happened, a roll call each; what was erased since is missing.</param>
internal sealed record Appended(int Lane, long Seq, long Last, Guid Writer, List<byte[]> Bodies);

/// <summary>
/// One connection to the database, with its statements. It waits for the database, each time for some seconds at most. After any exception
/// it is of no more use, and nobody knows what became of what was under way. For one thread.
/// </summary>
internal sealed partial class PostgresSession : IDisposable
{
    /// <summary>The most appends of a lane that are read at once: one more read follows where there are as many.</summary>
    public const int Page = 4096;

    private const string CanceledWait = "01000";

    private readonly NpgsqlConnection _connection;
    private readonly StoreClock _clock;
    private readonly double _tolerance;
    private readonly NpgsqlCommand _append, _appendErasing;
    private readonly NpgsqlBatch _barrier, _lock, _appendAndCommit;
    private readonly NpgsqlCommand _news, _commit;
    private bool _isUnknown;

    private PostgresSession(NpgsqlConnection connection, PostgresOptions options, StoreClock clock)
    {
        _connection = connection;
        _clock = clock;
        _tolerance = options.ClockTolerance.TotalSeconds;
        connection.Notice += (_, notice) => _isUnknown |= notice.Notice.SqlState == CanceledWait;
        string schema = options.Schema, append = AppendSql(schema, erases: false), news = NewsSql(schema);
        _append = Prepared(append, AppendParameters());
        _appendErasing = Prepared(AppendSql(schema, erases: true), AppendParameters());
        _news = Prepared(news, NewsParameters());
        _barrier = Prepared(
            (news, NewsParameters()), ("select pg_logical_emit_message(true, 'chamada', '')", []));
        _lock = Prepared(
            ("begin", []), ($"select 1 from {schema}.lane where lane = $1 for no key update", [new NpgsqlParameter<int>()]),
            (news, NewsParameters()));
        _appendAndCommit = Prepared((append, AppendParameters()), ("commit", []));
        _commit = Prepared("commit", []);
    }

    /// <summary>Connects.</summary>
    /// <exception cref="NpgsqlException">It cannot be.</exception>
    public static PostgresSession Open(NpgsqlDataSource source, PostgresOptions options, StoreClock clock)
    {
        NpgsqlConnection connection = source.OpenConnection();
        try
        {
            return new PostgresSession(connection, options, clock);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Appends, unless somebody else has meanwhile.</summary>
    /// <returns>Whether it stands in the log, for good.</returns>
    public bool TryAppend(in Append append)
    {
        NpgsqlCommand command = append.Erased.Length > 0 ? _appendErasing : _append;
        Fill(command.Parameters, in append);
        long asked = _clock.Elapsed;
        using NpgsqlDataReader reader = command.ExecuteReader(CommandBehavior.SingleRow);
        bool isWon = reader.Read();
        DateTime shown = isWon ? reader.GetDateTime(1) : default;
        reader.Close();
        Vouch();
        if (isWon)
        {
            _clock.Note(asked, shown);
        }

        return isWon;
    }

    /// <summary>What others have appended to a lane, as it can be seen now.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="known">The place after which to look.</param>
    public List<Appended> News(int lane, long known)
    {
        Fill(_news.Parameters, [lane], [known]);
        using NpgsqlDataReader reader = _news.ExecuteReader();
        return Read(reader);
    }

    /// <summary>
    /// What others have appended to some lanes. When it is told, all that can be seen is as durable as anything that is acknowledged.
    /// </summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="known">For each the place after which to look.</param>
    public List<Appended> Barrier(int[] lanes, long[] known)
    {
        Fill(_barrier.BatchCommands[0].Parameters, lanes, known);
        List<Appended> news;
        using (NpgsqlDataReader reader = _barrier.ExecuteReader())
        {
            news = Read(reader);
            while (reader.NextResult())
            {
                // The message is committed with the batch.
            }
        }

        Vouch();
        return news;
    }

    /// <summary>What others have appended to some lanes, without a word about whether it lasts.</summary>
    public List<Appended> Look(int[] lanes, long[] known)
    {
        Fill(_news.Parameters, lanes, known);
        using NpgsqlDataReader reader = _news.ExecuteReader();
        return Read(reader);
    }

    /// <summary>
    /// Begins a transaction that keeps others who lost a race from appending to a lane, and tells what they have appended.
    /// </summary>
    public List<Appended> Lock(int lane, long known)
    {
        ((NpgsqlParameter<int>)_lock.BatchCommands[1].Parameters[0]).TypedValue = lane;
        Fill(_lock.BatchCommands[2].Parameters, [lane], [known]);
        using NpgsqlDataReader reader = _lock.ExecuteReader();
        while (reader.FieldCount < NewsColumns && reader.NextResult())
        {
            // The lock's own row.
        }

        return Read(reader);
    }

    /// <summary>Appends in the transaction that <see cref="Lock"/> began, and ends it.</summary>
    /// <returns>As <see cref="TryAppend"/>.</returns>
    public bool TryAppendAndCommit(in Append append)
    {
        if (append.Erased.Length > 0)
        {
            bool isAppended = TryAppend(in append);
            Commit();
            return isAppended;
        }

        Fill(_appendAndCommit.BatchCommands[0].Parameters, in append);
        long asked = _clock.Elapsed;
        bool isWon;
        DateTime shown;
        using (NpgsqlDataReader reader = _appendAndCommit.ExecuteReader())
        {
            isWon = reader.Read();
            shown = isWon ? reader.GetDateTime(1) : default;
            while (reader.NextResult())
            {
                // The commit is done when the batch is.
            }
        }

        Vouch();
        if (isWon)
        {
            _clock.Note(asked, shown);
        }

        return isWon;
    }

    /// <summary>Ends the transaction that <see cref="Lock"/> began.</summary>
    public void Commit()
    {
        _commit.ExecuteNonQuery();
        Vouch();
    }

    /// <summary>Takes note of the database's time.</summary>
    /// <param name="isSurprise">Whether it was found to be another than was thought.</param>
    public void ReadClock(bool isSurprise = false)
    {
        using NpgsqlCommand command = new("select clock_timestamp()", _connection);
        long asked = _clock.Elapsed;
        using NpgsqlDataReader reader = command.ExecuteReader();
        reader.Read();
        _clock.Note(asked, reader.GetDateTime(0), isSurprise);
    }

    /// <summary>Asks anything that answers nothing.</summary>
    public void Execute(string sql)
    {
        using NpgsqlCommand command = new(sql, _connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private const int NewsColumns = 5;

    private static List<Appended> Read(NpgsqlDataReader reader)
    {
        List<Appended> news = [];
        while (reader.Read())
        {
            int lane = reader.GetInt32(0);
            long seq = reader.GetInt64(1);
            if (news.Count == 0 || news[^1].Lane != lane || news[^1].Seq != seq)
            {
                news.Add(new Appended(lane, seq, reader.GetInt64(2), reader.GetGuid(3), []));
            }

            if (!reader.IsDBNull(4))
            {
                news[^1].Bodies.Add(reader.GetFieldValue<byte[]>(4));
            }
        }

        return news;
    }

    /// <summary>A commit that did not wait for the standby is none that may be told.</summary>
    private void Vouch()
    {
        if (_isUnknown)
        {
            throw new NpgsqlException("the wait for the standby was ended: whether it has what was committed is unknown");
        }
    }
}
