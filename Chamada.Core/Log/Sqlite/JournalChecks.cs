using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// The doubts about a database file, each before anything in it is changed. What they throw is a <see cref="JournalFaultException"/>.
/// </summary>
internal static class JournalChecks
{
    /// <summary>Looks for damage in a log that SQLite would take for its end.</summary>
    public static void CheckLog(string path)
    {
        LogScan scan = LogScan.Read(path);
        if (scan.DamagedFrame is >= 0 and int frame)
        {
            throw new JournalFaultException(
                JournalFaultKind.Damaged,
                path,
                $"frame {frame + 1} of {scan.Frames.Count} is not what was written, and what it holds was acknowledged");
        }
    }

    /// <summary>Compares the newest event with the newest that anybody was told of.</summary>
    public static void CheckMark(string path, long mark, long last)
    {
        if (mark > last)
        {
            throw new JournalFaultException(
                JournalFaultKind.Damaged, path, $"it ends with event {last}, and events up to {mark} were acknowledged");
        }
    }

    /// <summary>Looks whether SQLite finds the file in order, and whether it is one of Chamada's that this program knows.</summary>
    /// <returns>Its version; 0 when it is empty.</returns>
    public static int CheckContent(string path, SqliteDatabase database, JournalSchema schema)
    {
        if (database.IsReadOnly)
        {
            throw new JournalFaultException(
                JournalFaultKind.ReadOnly, path, "the file can only be read");
        }

        long version = database.QueryInt64("PRAGMA user_version");
        long application = database.QueryInt64("PRAGMA application_id");
        long objects = database.QueryInt64("SELECT count(*) FROM sqlite_schema");
        if (version == 0 && application == 0 && objects == 0)
        {
            return 0;
        }

        if (application != JournalSchema.ApplicationId || version < 1)
        {
            throw new JournalFaultException(
                JournalFaultKind.NotAJournal, path, "the file is a database of another program");
        }

        if (version > schema.Version)
        {
            throw new JournalFaultException(
                JournalFaultKind.NewerVersion,
                path,
                $"the file has version {version}, this program knows versions up to {schema.Version}");
        }

        string verdict = database.QueryText("PRAGMA quick_check(1)");
        return verdict == "ok"
            ? (int)version
            : throw new JournalFaultException(JournalFaultKind.Damaged, path, verdict);
    }
}
