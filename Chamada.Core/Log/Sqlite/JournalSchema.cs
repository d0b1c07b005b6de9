using System.Globalization;
using Chamada.Core.Log.Sqlite.Native;

namespace Chamada.Core.Log.Sqlite;

/// <summary>
/// What stands in the database file, and how it came to be. A file says by its <c>application_id</c> that it is Chamada's and by
/// its <c>user_version</c> how many of the steps it has been through; opening takes it through the rest.
/// </summary>
internal sealed class JournalSchema(IReadOnlyList<string> steps)
{
    /// <summary>In the file's header: the letters "Cham".</summary>
    public const int ApplicationId = 0x4368616D;

    /// <summary>
    /// The steps of this program, each from one version to the next. A step that has been published is never changed: what
    /// comes later, such as a column for a new kind of event, is a step of its own (<c>ALTER TABLE event ADD COLUMN</c>
    /// takes the same time however many rows there are).
    /// </summary>
    public static readonly JournalSchema Current = new(
    [
        """
        CREATE TABLE event (
          sequence INTEGER PRIMARY KEY,  -- order of decision
          kind     INTEGER NOT NULL,     -- 1 opened, 2 present, 3 closed, 4 erased (the last number used up by what is gone)
          roll     INTEGER,              -- the sequence of the event that opened the roll call; erased: null once no trace is left in the file
          at       INTEGER,              -- milliseconds since 1970-01-01T00:00:00Z
          utc_offset INTEGER,            -- minutes from UTC to the server's local time
          student  TEXT,                 -- present: who
          class    INTEGER,              -- opened: the class
          owner    BLOB                  -- opened: SHA-256 of the token that closes it; null when it belongs to nobody
        ) STRICT;

        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased' ELSE event.kind END AS what,
               opened.class,
               event.student
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,

        // Marks by hand, and time limits.
        """
        ALTER TABLE event ADD COLUMN reason TEXT;        -- marked, removed: the teacher's reason
        ALTER TABLE event ADD COLUMN closes_at INTEGER;  -- opened, extended: when the roll call closes by itself, as at

        DROP VIEW history;
        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased'
                 WHEN 5 THEN 'marked' WHEN 6 THEN 'removed' WHEN 7 THEN 'extended' ELSE event.kind END AS what,
               opened.class,
               event.student,
               event.reason,
               strftime('%Y-%m-%dT%H:%M:%S', event.closes_at / 1000 + event.utc_offset * 60, 'unixepoch') AS closes_at
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,

        // Checksums: SQLite has none for what a database says, and takes a damaged log for one that ends earlier.
        """
        ALTER TABLE event ADD COLUMN chain INTEGER;      -- checksum of the roll call's events so far; at least its last of a commit has one
        ALTER TABLE event ADD COLUMN total INTEGER;      -- the newest event alone: the sum of all roll calls' last checksums
        """,

        // Codes, devices, networks, the class's list.
        """
        ALTER TABLE event ADD COLUMN detail TEXT;        -- opened: the rules; present: the device's hash; code: milliseconds each, number, since when; roster: numbers added
        ALTER TABLE event ADD COLUMN secret BLOB;        -- opened, code: what the codes are made from

        DROP VIEW history;
        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased'
                 WHEN 5 THEN 'marked' WHEN 6 THEN 'removed' WHEN 7 THEN 'extended' WHEN 8 THEN 'code' WHEN 9 THEN 'roster'
                 WHEN 10 THEN 'flagged' ELSE event.kind END AS what,
               opened.class,
               event.student,
               event.reason,
               strftime('%Y-%m-%dT%H:%M:%S', event.closes_at / 1000 + event.utc_offset * 60, 'unixepoch') AS closes_at
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,

        // Checks in the room, counts of heads.
        """
        DROP VIEW history;
        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased'
                 WHEN 5 THEN 'marked' WHEN 6 THEN 'removed' WHEN 7 THEN 'extended' WHEN 8 THEN 'code' WHEN 9 THEN 'roster'
                 WHEN 10 THEN 'flagged' WHEN 11 THEN 'here' WHEN 12 THEN 'missing' WHEN 13 THEN 'heads' ELSE event.kind END AS what,
               opened.class,
               event.student,
               event.reason,
               strftime('%Y-%m-%dT%H:%M:%S', event.closes_at / 1000 + event.utc_offset * 60, 'unixepoch') AS closes_at
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,

        // Counts of refusals.
        """
        DROP VIEW history;
        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased'
                 WHEN 5 THEN 'marked' WHEN 6 THEN 'removed' WHEN 7 THEN 'extended' WHEN 8 THEN 'code' WHEN 9 THEN 'roster'
                 WHEN 10 THEN 'flagged' WHEN 11 THEN 'here' WHEN 12 THEN 'missing' WHEN 13 THEN 'heads'
                 WHEN 14 THEN 'refused' ELSE event.kind END AS what,
               opened.class,
               event.student,
               iif(event.kind = 14, event.detail, event.reason) AS reason,
               strftime('%Y-%m-%dT%H:%M:%S', event.closes_at / 1000 + event.utc_offset * 60, 'unixepoch') AS closes_at
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,

        // Closings in the owner's place.
        """
        DROP VIEW history;
        CREATE VIEW history AS
        SELECT event.sequence,
               strftime('%Y-%m-%dT%H:%M:%S', event.at / 1000 + event.utc_offset * 60, 'unixepoch')
                 || printf('.%03d%s%02d:%02d', event.at % 1000, iif(event.utc_offset < 0, '-', '+'), abs(event.utc_offset) / 60, abs(event.utc_offset) % 60) AS time,
               CASE event.kind WHEN 1 THEN 'opened' WHEN 2 THEN 'present' WHEN 3 THEN 'closed' WHEN 4 THEN 'erased'
                 WHEN 5 THEN 'marked' WHEN 6 THEN 'removed' WHEN 7 THEN 'extended' WHEN 8 THEN 'code' WHEN 9 THEN 'roster'
                 WHEN 10 THEN 'flagged' WHEN 11 THEN 'here' WHEN 12 THEN 'missing' WHEN 13 THEN 'heads'
                 WHEN 14 THEN 'refused' WHEN 15 THEN 'closedby' ELSE event.kind END AS what,
               opened.class,
               event.student,
               iif(event.kind = 14, event.detail, event.reason) AS reason,
               strftime('%Y-%m-%dT%H:%M:%S', event.closes_at / 1000 + event.utc_offset * 60, 'unixepoch') AS closes_at
        FROM event LEFT JOIN event AS opened ON opened.sequence = event.roll
        ORDER BY event.sequence;
        """,
    ]);

    /// <summary>The first version whose events have checksums.</summary>
    public const int ChecksumVersion = 3;

    /// <summary>SQL that takes a file from one version to the next, from an empty one on.</summary>
    public IReadOnlyList<string> Steps => steps;

    /// <summary>The version that this program writes.</summary>
    public int Version => steps.Count;

    /// <summary>Takes a database to this program's version. To be called inside a transaction.</summary>
    public void Migrate(SqliteDatabase database, int from)
    {
        for (int version = from; version < Version; version++)
        {
            database.Execute(steps[version]);
        }

        if (from < Version)
        {
            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};"));
        }
    }
}
