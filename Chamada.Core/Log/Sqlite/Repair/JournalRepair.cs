using System.Globalization;
using System.Runtime.InteropServices;
using Chamada.Core.Log.Sqlite.Native;
using Chamada.Core.Rolls;

namespace Chamada.Core.Log.Sqlite.Repair;

/// <summary>
/// Saves what is whole in a damaged data folder: reads every row that is left, whatever SQLite thinks of the file, makes a new database of
/// it, and keeps the damaged files beside.
/// </summary>
public static class JournalRepair
{
    private const string Repaired = "chamada.repaired";

    private static readonly string[] Files =
    [
        JournalFile.FileName,
        JournalFile.FileName + JournalFile.LogSuffix,
        JournalFile.FileName + "-shm",
        JournalFile.FileName + "-journal",
    ];

    /// <summary>Repairs a data folder that no server uses.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="clock">Names the folder for the damaged files; the system's unless told otherwise.</param>
    /// <returns>What was done, or why nothing could be: then nothing was changed.</returns>
    public static async Task<RepairResult> RunAsync(string directory, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        directory = Path.GetFullPath(directory);
        string database = Path.Combine(directory, JournalFile.FileName);
        FolderLock? folder = null;
        try
        {
            if (!Directory.Exists(directory))
            {
                return new JournalFault(JournalFaultKind.NoAccess, directory, "there is no such folder");
            }

            if (File.Exists(Path.Combine(directory, Repaired)) && !File.Exists(database))
            {
                Finish(directory, Aside(directory, clock)); // A repair that was killed after all of it was on disk.
            }

            JournalFault? damage = await FaultAsync(directory).ConfigureAwait(false);
            if (damage is { Kind: not (JournalFaultKind.Damaged or JournalFaultKind.NotAJournal or JournalFaultKind.ReadOnly) })
            {
                return damage;
            }

            folder = FolderLock.TryTake(directory, out FolderHolder holder);
            return folder is null
                ? new JournalFault(JournalFaultKind.InUse, directory, "another server uses the folder", holder)
                : Repair(directory, damage, clock);
        }
#pragma warning disable CA1031 // Whatever keeps it from being repaired is an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JournalFaultException.Of(error, database);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private static RepairResult Repair(string directory, JournalFault? damage, TimeProvider? clock)
    {
        string database = Path.Combine(directory, JournalFile.FileName);
        Salvage salvage = new(FoundRows.Read(database));
        long mark = DurableMark.Read(directory);
        RepairReport report = new(
            damage, salvage.Rolls(), salvage.Uncertain, salvage.Lost, salvage.LastFound, mark, salvage.IsComplete, KeptIn: null);
        if (damage is null)
        {
            return report with { Uncertain = [], LostEvents = 0, IsComplete = true };
        }

        if (damage.Kind != JournalFaultKind.Damaged && salvage.Events.Count == 0)
        {
            return damage;
        }

        string aside = Aside(directory, clock);
        Write(Path.Combine(directory, Repaired), salvage.Events, Math.Max(mark, salvage.LastFound));
        Finish(directory, aside);
        return report with { KeptIn = Directory.Exists(aside) ? aside : null };
    }

    /// <summary>What a server would say that starts on the folder; null when it would start.</summary>
    private static async Task<JournalFault?> FaultAsync(string directory)
    {
        if (!SqliteJournal.Open(directory).Try(out SqliteJournal? journal, out JournalFault? fault))
        {
            return fault;
        }

        await using (journal.ConfigureAwait(false))
        {
            return journal.Replay(new RollBook(journal));
        }
    }

    private static void Write(string path, IReadOnlyList<RollEvent> events, long last)
    {
        File.Delete(path);
        OwnFile.Open(path, FileMode.CreateNew, FileShare.Read).Dispose();
        using SqliteDatabase database = SqliteDatabase.Open(path, vfs: null);
        database.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; BEGIN");
        JournalSchema.Current.Migrate(database, 0);
        using (EventTable table = new(database))
        {
            List<RollEvent> all = [.. events];
            if (last > 0 && (all.Count == 0 || all[^1].Sequence < last))
            {
                // The numbers go on after what is lost.
                all.Add(new RollEvent
                {
                    Sequence = last,
                    Kind = RollEventKind.Erased,
                    RollId = last,
                    Class = ClassNumber.Refused,
                    At = default,
                });
            }

            if (all.Count > 0)
            {
                table.Write(CollectionsMarshal.AsSpan(all));
            }

            database.Execute("COMMIT");
        }
    }

    /// <summary>Puts the damaged files away and the repaired one in their place. After a kill it can be done again.</summary>
    private static void Finish(string directory, string aside)
    {
        foreach (string name in Files)
        {
            string file = Path.Combine(directory, name);
            if (File.Exists(file))
            {
                DataFolder.Make(aside);
                File.Move(file, Path.Combine(aside, name));
            }
        }

        File.Move(Path.Combine(directory, Repaired), Path.Combine(directory, JournalFile.FileName));
    }

    private static string Aside(string directory, TimeProvider? clock)
    {
        string name = (clock ?? TimeProvider.System).GetLocalNow().ToString("'damaged-'yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string aside = Path.Combine(directory, name);
        for (int n = 2; Path.Exists(aside); n++)
        {
            aside = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{name}-{n}"));
        }

        return aside;
    }
}

/// <summary>A repair's report, or the reason why nothing could be done.</summary>
public readonly record struct RepairResult
{
    private RepairReport? Report { get; init; }

    private JournalFault? Fault { get; init; }

    /// <summary>Whether there is a report, and which, or why not.</summary>
    public bool Try(
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RepairReport? report,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out JournalFault? fault)
    {
        report = Report;
        fault = Fault;
        return report is not null;
    }

    /// <summary>Wraps a report.</summary>
    public static implicit operator RepairResult(RepairReport report) => new() { Report = report };

    /// <summary>Wraps a fault.</summary>
    public static implicit operator RepairResult(JournalFault fault) => new() { Fault = fault };
}
