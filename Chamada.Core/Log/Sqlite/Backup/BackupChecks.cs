using System.Globalization;
using System.Text;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite.Backup;

/// <summary>
/// What a copy has to be beyond what a journal is when a server opens it. Each event has its checksum; the text of the schema, which a
/// person reads and SQLite carries out, has none, and SQLite looks at nothing behind the last page.
/// </summary>
internal static class BackupChecks
{
    private const string Objects = "SELECT type || ' ' || name || ' ' || tbl_name || char(10) || ifnull(sql, '') FROM sqlite_schema"
        + " ORDER BY type, name, tbl_name, sql";

    /// <summary>Compares the schema of a copy with the one that this program makes, and its length with the pages that it has.</summary>
    /// <param name="file">The copy. What is no journal of this program's at all, or of a newer one, is for others to say.</param>
    /// <exception cref="JournalFaultException">Either is not as it was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static void Check(string file)
    {
        string[] found;
        int version;
        using (SqliteDatabase database = SqliteDatabase.Open(file, null))
        {
            database.CheckpointOnClose(false);
            version = (int)database.QueryInt64("PRAGMA user_version");
            if (database.QueryInt64("PRAGMA application_id") != JournalSchema.ApplicationId
                || version < 1 || version > JournalSchema.Current.Version)
            {
                return;
            }

            long whole = database.QueryInt64("PRAGMA page_count") * database.QueryInt64("PRAGMA page_size");
            long length = new FileInfo(file).Length;
            if (length != whole)
            {
                throw new JournalFaultException(JournalFaultKind.Damaged, file, string.Create(
                    CultureInfo.InvariantCulture, $"the file has {length} bytes, and what was written into it {whole}"));
            }

            found = SchemaOf(database);
        }

        string[] expected = Expected(version);
        if (!found.SequenceEqual(expected, StringComparer.Ordinal))
        {
            string first = found.Except(expected).Concat(expected.Except(found)).Concat(found).First();
            throw new JournalFaultException(
                JournalFaultKind.Damaged, file, $"the schema is not what was written: {first.Split('\n')[0]}");
        }
    }

    private static string[] Expected(int version)
    {
        using SqliteDatabase database = SqliteDatabase.Open(":memory:", null);
        new JournalSchema([.. JournalSchema.Current.Steps.Take(version)]).Migrate(database, 0);
        return SchemaOf(database);
    }

    private static string[] SchemaOf(SqliteDatabase database)
    {
        List<string> objects = [];
        using SqliteStatement statement = database.Prepare(Objects);
        while (statement.Step())
        {
            objects.Add(Encoding.UTF8.GetString(statement.Bytes(0)));
        }

        return [.. objects];
    }
}
